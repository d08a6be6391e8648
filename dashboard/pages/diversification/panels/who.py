"""Who replaced China between two years: contributions that add up, the split, price and volume, the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard import queries
from dashboard.content.panel import Panel
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.panels.contributions import Change, change_of, contributions, suppliers, window
from dashboard.pages.diversification.panels.line import share_line
from dashboard.pages.diversification.panels.split import price_panel, split_panel
from dashboard.pages.diversification.questions import SplitRow
from dashboard.pages.diversification.sentences import no_figures
from dashboard.pages.diversification.subject import Part, Subject
from dashboard.question import Value
from dashboard.state.shared import Basis
from dashboard.words import formats, names, reasons
from dashboard.words.language import _

NAMED = 4


def part(subject: Subject) -> Part:
    """The answer and the panels."""
    if not subject.series:
        return no_figures(subject)
    pooled = subject.choice.window == "three"
    asked: dict[str, Value] = {"series": subject.series_id, **subject.between, "pooled": pooled}
    frame, split = subject.ask.together((questions.CHANGE, questions.SPLIT), subject.choice, **asked)
    rows = {row["basis_id"]: row for row in questions.SPLIT.rows(split)}
    own = rows[subject.choice.basis]
    if frame.empty or not formats.missing(own["reason"]):
        return Part(_unanswered(subject, own), details=[*subject.notes, _nearest(subject)])
    changes = {basis: change_of(frame, row) for basis, row in rows.items() if formats.missing(row["reason"])}
    sentence, strong = _sentence(subject, changes[subject.choice.basis])

    def panels() -> Iterator[Panel]:
        yield contributions(subject, frame, changes, own)
        yield from share_line(subject)
        yield split_panel(subject, split)
        yield price_panel(subject, frame, own)

    details = [_who(frame, changes[own["basis_id"]]), _other_basis(frame, changes, subject.choice.basis)]
    return Part(sentence, strong, [*details, *subject.notes], panels)


def _sentence(subject: Subject, change: Change) -> tuple[str, str]:
    moved = change.printed
    strong = _("{points} points").format(points=formats.points(moved))
    said = _(
        "In {first} and in {last} the share of {china} in the imports of {subject} by {importer} was {after} ({basis})."
    )
    if moved < 0:
        said = _(
            "Between {first} and {last} the share of {china} in the imports of {subject} by {importer} fell from "
            "{before} to {after} ({basis}): {strong}."
        )
    elif moved > 0:
        said = _(
            "Between {first} and {last} the share of {china} in the imports of {subject} by {importer} rose from "
            "{before} to {after} ({basis}): {strong}."
        )
    sentence = said.format(
        first=window(subject, subject.first),
        last=window(subject, subject.last),
        china=names.china(subject.choice.china),
        subject=subject.goods,
        importer=subject.importer,
        before=formats.share(change.before / 100),
        after=formats.share(change.after / 100),
        basis=names.basis(change.basis),
        strong=strong,
    )
    return sentence, strong if moved else ""


def _who(frame: pd.DataFrame, change: Change) -> str:
    """The largest contributions in the direction of the change, then the largest against it, and the sum."""
    down = change.points < 0
    along = change.partners[change.partners < 0 if down else change.partners > 0]
    against = change.partners[change.partners > 0 if down else change.partners < 0]
    parts = [_named(frame, along.head(NAMED))]
    if len(against):
        parts.append(_("against it {names}").format(names=_named(frame, against.head(2))))
    return _("Contributions to the change in points ({basis}): {parts}; all {n} partners add up to {sum}.").format(
        basis=names.basis(change.basis),
        parts="; ".join(parts),
        n=len(change.partners),
        sum=formats.points(change.total),
    )


def _named(frame: pd.DataFrame, points: pd.Series) -> str:
    named = suppliers(frame)
    return ", ".join(f"{named[str(iso3)]}{formats.NBSP}{formats.points(value)}" for iso3, value in points.items())


def _other_basis(frame: pd.DataFrame, changes: Mapping[str, Change], basis: Basis) -> str:
    other_id = "quantity" if basis == "value" else "value"
    other, measured = changes.get(other_id), names.basis(other_id)
    if other is None:
        return _("{basis}: no figure for both years.").format(basis=measured[0].upper() + measured[1:])
    return _("{basis}: from {before} to {after}, {points} points; {names}.").format(
        basis=measured[0].upper() + measured[1:],
        before=formats.share(other.before / 100),
        after=formats.share(other.after / 100),
        points=formats.points(other.printed),
        names=_named(frame, other.partners.head(NAMED)),
    )


def _unanswered(subject: Subject, own: SplitRow) -> str:
    return _("No change can be shown for {importer}, {subject}, {first} to {last} ({basis}): {reason}").format(
        importer=subject.importer,
        subject=subject.goods,
        first=subject.first,
        last=subject.last,
        basis=names.basis(subject.choice.basis),
        reason=reasons.reason(own["reason"]),
    )


def _nearest(subject: Subject) -> str:
    """Years that can be compared."""
    years = subject.ask(queries.YEARS)["year"]
    ends = {"first": int(years.min()), "last": int(years.max())}
    points = subject.ask(questions.POINTS, subject.choice, series=subject.series_id, **ends)
    known = [int(year) for year in points.loc[points["china_share"].notna(), "year"]]
    if not known:
        return ""
    nearest = sorted({min(known, key=lambda year: abs(year - wanted)) for wanted in (subject.first, subject.last)})
    return _("Nearest years with a share: {years}.").format(years=formats.and_list([str(y) for y in nearest], 2))

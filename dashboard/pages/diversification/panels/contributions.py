"""What each supplier contributed to the change of China's share: a waterfall that adds up, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.charts import theme, waterfall
from dashboard.content.column import Column
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.diversification.choice import SHARES, WINDOW
from dashboard.pages.diversification.questions import SplitRow
from dashboard.pages.diversification.sentences import signed_index
from dashboard.pages.diversification.subject import Subject
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column

MOST_STEPS = 9


@dataclass(frozen=True)
class Change:
    """The change of China's share by one basis.

    Attributes:
        basis: value or quantity.
        before: share before, per cent.
        after: share after, per cent.
        partners: contributions to the change by supplier other than China, points, largest first.
    """

    basis: str
    before: float
    after: float
    partners: pd.Series

    @property
    def points(self) -> float:
        """Change in percentage points."""
        return self.after - self.before

    @property
    def printed(self) -> float:
        """Change in percentage points between the two shares as they are printed."""
        return round(self.after, 1) - round(self.before, 1)

    @property
    def total(self) -> float:
        """Sum of the contributions."""
        return float(self.partners.sum())


def change_of(frame: pd.DataFrame, row: SplitRow) -> Change:
    """The change by the basis of a row."""
    basis = row["basis_id"]
    partners = frame[~frame["is_china"]].set_index("exporter_iso3")[f"{basis}_contribution_points"].dropna()
    return Change(
        basis=basis,
        before=100 * row["share_from"],
        after=100 * row["share_to"],
        partners=partners.sort_values(key=abs, ascending=False, kind="stable"),
    )


def suppliers(frame: pd.DataFrame) -> dict[str, str]:
    """Names by iso3."""
    return dict(zip(frame["exporter_iso3"], frame[name_column("exporter")], strict=True))


def window(subject: Subject, year: int) -> str:
    """A year, or the three years that end in it."""
    return f"{year - 2}\N{EN DASH}{subject.year(year)}" if subject.choice.window == "three" else subject.year(year)


def between(subject: Subject) -> str:
    """Both years, or both windows of three years, as printed."""
    first, last = window(subject, subject.first), window(subject, subject.last)
    return _("{first} to {last}").format(first=first, last=last)


def contributions(subject: Subject, frame: pd.DataFrame, changes: Mapping[str, Change], own: SplitRow) -> Panel:
    """The waterfall of the chosen basis, with the contributions by both in its table."""
    change = changes[subject.choice.basis]
    steps = _steps(frame, change)
    first, last = window(subject, subject.first), window(subject, subject.last)
    equation = " ".join(f"{step.label} {formats.points(step.points)}" for step in steps)
    return Panel(
        panel_id="diversification_who",
        title=_title(subject, frame, change),
        frame=frame,
        columns=_columns(subject),
        caption=_(
            "Imports of {importer} of {goods}, {years}, {measure}: points that each partner took from "
            "(\N{MINUS SIGN}) or left to (+) China's share, from {before} to {after}"
        ).format(
            importer=subject.importer,
            goods=subject.goods,
            years=between(subject),
            measure=subject.measure,
            before=formats.share(change.before / 100),
            after=formats.share(change.after / 100),
        ),
        file_parts=subject.file("who-replaced-china", f"{subject.first}-{subject.last}"),
        chart=partial(
            waterfall.waterfall,
            (_("China {year}").format(year=first), change.before),
            steps,
            (_("China {year}").format(year=last), change.after),
        ),
        alt=_("China's share went from {before} to {after}, {points} points: {equation}.").format(
            before=formats.share(change.before / 100),
            after=formats.share(change.after / 100),
            points=formats.points(change.printed),
            equation=equation,
        ),
        caveats=[*_sums(frame, changes), *_caveats(), *(reasons.reason(note) for note in own["notes"])],
        rows=_rows(subject),
        filters=[Filter(WINDOW)],
        layout=_with_sums(frame),
        fold=True,
        depends=(*SHARES, WINDOW.name),
    )


def _title(subject: Subject, frame: pd.DataFrame, change: Change) -> str:
    """Which way China's share went, and who of the others gained or lost most of his own share."""
    moves = -change.partners.sort_values()
    if moves.empty:
        return _("China's share: {before} and {after}").format(
            before=formats.share(change.before / 100), after=formats.share(change.after / 100)
        )
    named = suppliers(frame)
    gained, lost = float(moves.iloc[0]), float(moves.iloc[-1])
    if subject.is_china:
        said = _("{winner}'s share changed by {gained} points, {loser}'s by {lost}")
        if gained >= 0.05 and lost <= -0.05:
            said = _("{winner} gained most ({gained} points), {loser} lost most ({lost})")
    elif change.printed < 0:
        said = _("China's share fell by {moved} points")
        if gained >= 0.05:
            said = _("China's share fell by {moved} points; {winner} took most, {taken}")
    elif change.printed > 0:
        said = _("China's share rose by {moved} points")
        if lost <= -0.05:
            said = _("China's share rose by {moved} points; {loser} left most, {left}")
    else:
        said = _("China's share did not change")
        if gained >= 0.05 and lost <= -0.05:
            said = _("China's share did not change; {winner} took {taken} points, {loser} left {left}")
    return said.format(
        moved=_unsigned(change.printed),
        taken=_unsigned(gained),
        left=_unsigned(lost),
        winner=named[str(moves.index[0])],
        gained=formats.points(gained),
        loser=named[str(moves.index[-1])],
        lost=formats.points(lost),
    )


def _unsigned(points: float) -> str:
    return formats.points(abs(points)).removeprefix("+")


def _sums(frame: pd.DataFrame, changes: Mapping[str, Change]) -> list[str]:
    """The sum of each basis as it adds up, printed."""
    named, said = suppliers(frame), []
    for change in changes.values():
        shown = change.partners.head(MOST_STEPS)
        rest = len(change.partners) - len(shown)
        parts = [f"{named[str(iso3)]} {formats.points(value)}" for iso3, value in shown.items()]
        if rest:
            others = formats.points(change.partners.iloc[MOST_STEPS:].sum())
            parts.append(_("{n} others {points}").format(n=rest, points=others))
        said.append(
            _("Sum {basis}: {parts} = {total} points; China {before} to {after}.").format(
                basis=names.basis(change.basis),
                parts=", ".join(parts),
                total=formats.points(change.total),
                before=formats.share(change.before / 100),
                after=formats.share(change.after / 100),
            )
        )
    return said


def _steps(frame: pd.DataFrame, change: Change) -> list[waterfall.Step]:
    """The largest contributions one by one, all others in one step, so that the steps add up."""
    named = suppliers(frame)
    shown = change.partners.head(MOST_STEPS)
    # Largest step towards the result first: the eye follows one direction, then the other.
    ordered = shown.sort_values(ascending=change.points < 0, kind="stable")
    accent = None if change.partners.empty else _named(change)
    steps = [
        waterfall.Step(named[str(iso3)], float(value), theme.ACCENT if iso3 == accent else theme.OTHER)
        for iso3, value in ordered.items()
    ]
    rest = change.partners.iloc[MOST_STEPS:]
    if len(rest):
        steps.append(waterfall.Step(_("{n} others").format(n=len(rest)), float(rest.sum()), theme.OTHER))
    return steps


def _named(change: Change) -> object:
    """The partner that the title names: the one that gained most, or lost most where China's share rose."""
    return change.partners.idxmax() if change.printed > 0 else change.partners.idxmin()


def _with_sums(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with a last row of sums; shares of all suppliers add up to one."""
    partners = frame[~frame["is_china"]]
    sums = {name: partners[name].sum(min_count=1) for name in frame.columns if name.endswith("_contribution_points")}
    added = [
        name for name in frame.columns if name.endswith(("_hhi_contribution", "_from_usd", "_to_usd", "_share_from"))
    ]
    added += ["value_share_to", "quantity_share_to", "quantity_from_t", "quantity_to_t"]
    sums |= {name: frame[name].sum(min_count=1) for name in added}
    total = pd.DataFrame([{**sums, name_column("exporter"): _("Sum of partners; amounts with China")}])
    return pd.concat([frame, total], ignore_index=True)


def _columns(subject: Subject) -> list[Column]:
    basis = subject.choice.basis
    return [
        Column(name_column("exporter"), _("Supplier")),
        Column("value_contribution_points", _("Contribution by value, points"), formats.points, numeric=True),
        Column("quantity_contribution_points", _("Contribution by tonnes, points"), formats.points, numeric=True),
        Column(f"{basis}_share_from", _("Share {year}").format(year=subject.first), formats.share, numeric=True),
        Column(f"{basis}_share_to", _("Share {year}").format(year=subject.last), formats.share, numeric=True),
        Column(f"{basis}_hhi_contribution", _("Contribution to HHI"), partial(signed_index, digits=3), numeric=True),
        Column("value_from_usd", _("Million USD {year}").format(year=subject.first), formats.million_usd, numeric=True),
        Column("value_to_usd", _("Million USD {year}").format(year=subject.last), formats.million_usd, numeric=True),
        Column("quantity_from_t", _("Tonnes {year}").format(year=subject.first), formats.tonnes, numeric=True),
        Column("quantity_to_t", _("Tonnes {year}").format(year=subject.last), formats.tonnes, numeric=True),
    ]


def _caveats() -> list[str]:
    return [
        _(
            "Replaced means arithmetic: what the change of a partner's own share took from (\N{MINUS SIGN}) or left to "
            "(+) China's share. It does not say why."
        ),
        _("China's own row has no contribution; its share is what the contributions add up to."),
        _("Contributions to the HHI of all suppliers, China included, add up to its change exactly."),
    ]


def _rows(subject: Subject) -> SourceRows:
    back = 2 if subject.choice.window == "three" else 0
    years = {year - step for year in (subject.first, subject.last) for step in range(back + 1)}
    return subject.trade_rows(sorted(years, reverse=True))

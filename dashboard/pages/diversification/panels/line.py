"""China's share over the years between two, with the export controls that fall into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.charts import lines
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.choice import SHARES
from dashboard.pages.diversification.sentences import reason_or_nothing
from dashboard.pages.diversification.subject import Subject
from dashboard.words import formats, moves, names
from dashboard.words.language import _


def points(subject: Subject) -> pd.DataFrame:
    """China's share year by year; share empty where a year is too small to rank."""
    frame = subject.ask(questions.POINTS, subject.choice, series=subject.series_id, **subject.between)
    return frame.assign(china_share=frame["china_share"].mask(frame["low_base"]))


def share_line(subject: Subject) -> Iterator[Panel]:
    """The line with its events; empty where no year has a share."""
    frame = points(subject)
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return
    drawn = [lines.Line(_("China"), list(frame["year"]), list(frame["china_share"]))]
    yield Panel(
        panel_id="diversification_line",
        title=moves.china_moved(frame, str(subject.series["stage"])),
        frame=frame,
        columns=columns(),
        caption=caption(subject),
        file_parts=subject.file("china-share", f"{subject.first}-{subject.last}"),
        chart=partial(lines.over_time, drawn, rules=rules(subject)),
        alt=_("China's share was {a} in {first} and {b} in {last}; lowest {low}, highest {high}.").format(
            a=formats.share(known["china_share"].iloc[0]),
            first=int(known["year"].iloc[0]),
            b=formats.share(known["china_share"].iloc[-1]),
            last=int(known["year"].iloc[-1]),
            low=formats.share(known["china_share"].min()),
            high=formats.share(known["china_share"].max()),
        ),
        caveats=[
            rule_note(),
            *(_("Export controls: {names}.").format(names=said) for said in [event_names(subject)] if said),
        ],
        rows=subject.trade_rows(years_of(frame)),
        layout=frame.iloc[::-1],
        fold=True,
        depends=SHARES,
    )


def caption(subject: Subject) -> str:
    """Whose imports of what, in which years, and how the share is measured."""
    return _("Share of {china} in the imports of {importer} of {goods}, {years}, {basis}, {codes}").format(
        china=names.china(subject.choice.china),
        importer=subject.importer,
        goods=subject.goods,
        years=subject.years,
        basis=names.basis(subject.choice.basis),
        codes=subject.codes,
    )


def columns() -> list[Column]:
    """Columns of a table of shares by year."""
    return [
        Column("year", _("Year")),
        Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
        Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
        Column("quantity_t", _("Imports, t"), formats.tonnes, numeric=True),
        Column("quality_grade", _("Grade")),
        Column(
            "reason",
            _("Why a figure is missing"),
            reason_or_nothing,
            prose=True,
        ),
    ]


def years_of(frame: pd.DataFrame) -> list[int]:
    """Years with published rows, latest first."""
    return [int(year) for year in frame.loc[frame["value_usd"].notna(), "year"]][::-1]


def rule_note() -> str:
    """What the vertical rules mean."""
    return _(
        "Vertical rules: solid in force, dash-dotted suspended, dotted announced or unknown, dashed ended; a band "
        "lasts while the measure is known to be in force. At most four are drawn."
    )


def rules(subject: Subject) -> Sequence[lines.Rule]:
    """The export controls between the two years; after the last year of the data where that is the later one."""
    last = _end(subject)
    return [
        lines.Rule(
            starts_on=row["starts_on"].date(),
            label=f"{row['starts_on']:%Y-%m} {row['measure_type']}, {names.event_state(row['state'])}",
            state=row["state"],
            ends_on=None if formats.missing(row["band_ends_on"]) else min(row["band_ends_on"], last).date(),
        )
        for row in _events(subject)
    ]


def event_names(subject: Subject) -> str:
    """The controls that are drawn, in words."""
    return "; ".join(
        f"{row['starts_on']:%Y-%m} {row['measure_type']} ({row['issuer']}, {names.event_state(row['state'])})"
        for row in _events(subject)
    )


def _end(subject: Subject) -> pd.Timestamp:
    last = pd.Timestamp(subject.last, 12, 31)
    return last + pd.DateOffset(years=3) if subject.last == subject.ask(queries.YEARS)["year"].max() else last


def _events(subject: Subject) -> list[dict[str, Any]]:
    events = subject.ask(queries.EVENTS, subject.choice)
    drawn = events[events["on_chart"] & events["starts_on"].between(pd.Timestamp(subject.first, 1, 1), _end(subject))]
    return [dict(row) for row in queries.EVENTS.rows(drawn)]

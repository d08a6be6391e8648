"""Prices, where one is published. Unit values of trade are not prices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard.charts import lines, theme
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.mineral import questions, source_rows
from dashboard.pages.mineral.subject import Subject
from dashboard.words import formats
from dashboard.words.language import _

MOST_LINES = 6
# Prices belong to no supplier: colours from the palette that stand apart.
COLOURS = (theme.CHINA, "#b8651b", "#4f8f2f", "#a6539b", "#2f86c1", "#8a7a1f")


def prices(subject: Subject) -> Iterator[Panel]:
    """Prices of the mineral and its parts, monthly where the World Bank publishes them, and year by year."""
    yield from _monthly(subject)
    yield from _yearly(subject)


def _monthly(subject: Subject) -> Iterator[Panel]:
    frame = subject.ask(questions.PRICES_MONTHLY, subject.choice, **subject.years)
    if frame.empty:
        return
    last = frame.dropna(subset=["value"]).iloc[-1].to_dict()
    form = f"{last['form']}" + ("" if formats.missing(last["market"]) else f", {last['market']}")
    yield Panel(
        panel_id="mineral_prices_monthly",
        title=_("Monthly price: {form}").format(form=form),
        frame=frame,
        columns=[
            Column("middle_of_month", _("Month"), lambda day: f"{day:%Y-%m}"),
            Column("value", last["unit"], formats.raw, numeric=True),
            Column("status", _("Status")),
        ],
        caption=_("{form}, {unit}, {n} months").format(form=form, unit=last["unit"], n=len(frame)),
        file_parts=[subject.choice.mineral, "price-monthly"],
        chart=partial(lines.monthly, frame, "middle_of_month", "value", last["unit"]),
        alt=_("Price of {form}: {value} {unit} in {month}.").format(
            form=form, value=formats.raw(last["value"]), unit=last["unit"], month=f"{last['middle_of_month']:%Y-%m}"
        ),
        rows=source_rows.published(subject, "price", source_rows.releases(frame)),
        layout=frame.iloc[::-1],
        fold=True,
    )


def _yearly(subject: Subject) -> Iterator[Panel]:
    frame = subject.ask(questions.PRICES, subject.choice, **subject.years)
    if frame["value"].notna().sum() == 0:
        return
    form, market = frame["form"], frame["market"].fillna("")
    frame = frame.assign(what=form.where(market == "", form + ", " + market))
    drawn, unit = _lines(frame, subject.choice.mineral)
    yield Panel(
        panel_id="mineral_prices",
        title=_("Yearly prices as published"),
        frame=frame,
        columns=[
            Column("what", _("What is priced")),
            Column("year", _("Year"), numeric=True),
            Column("value_text", _("As published"), numeric=True),
            Column("unit", _("Unit")),
            Column("edition", _("Edition")),
        ],
        caption=_("Prices as published, each year from the newest edition that has it, {n} rows").format(n=len(frame)),
        file_parts=[subject.choice.mineral, "prices-yearly"],
        chart=partial(lines.over_time, drawn, share=False, unit=unit),
        alt=_("Prices in {unit}. {said}").format(
            unit=unit,
            said=" ".join(f"{line.label}: {formats.raw(line.values[-1])} ({line.years[-1]})." for line in drawn),
        ),
        caveats=[
            _(
                "The chart has at most {n} prices in {unit}, those of the mineral itself first, then the dearest; "
                "the table has all."
            ).format(n=MOST_LINES, unit=unit),
            _("Unit values, where the publisher gives them, are averages over what was traded, not quotations."),
        ],
        rows=source_rows.published(subject, "price", source_rows.releases(frame)),
        fold=True,
    )


def _lines(frame: pd.DataFrame, mineral: str) -> tuple[list[lines.Line], str]:
    """At most six prices in the unit that most figures have."""
    known = frame[frame["value"].notna()]
    own = known[known["mineral_id"] == mineral]
    unit = str((own if len(own) else known)["unit"].mode().iloc[0])
    known = known[known["unit"] == unit].sort_values("year")
    last = known.groupby("what").last()
    last = last.assign(is_part=last["mineral_id"] != mineral)
    first = [
        str(what) for what in last.sort_values(["is_part", "value"], ascending=[True, False]).head(MOST_LINES).index
    ]
    parts = [known[known["what"] == what] for what in first]
    return [
        lines.Line(what, list(part["year"]), list(part["value"]), colour)
        for what, part, colour in zip(first, parts, COLOURS, strict=False)
    ], unit

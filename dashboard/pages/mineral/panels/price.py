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
from dashboard.words.language import _, lowered, raised

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
        title=_monthly_title(frame, form),
        frame=frame,
        columns=[
            Column("middle_of_month", _("Month"), _month),
            Column("value", last["unit"], formats.raw, numeric=True),
            Column("status", _("Status")),
        ],
        caption=_("Monthly price of {form} in {unit}, {first} to {last}").format(
            form=form,
            unit=last["unit"],
            first=_month(frame["middle_of_month"].min()),
            last=_month(frame["middle_of_month"].max()),
        ),
        file_parts=[subject.choice.mineral, "price-monthly"],
        chart=partial(lines.monthly, frame, "middle_of_month", "value", last["unit"]),
        alt=_("Price of {form}: {value} {unit} in {month}.").format(
            form=form, value=formats.raw(last["value"]), unit=last["unit"], month=_month(last["middle_of_month"])
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
        title=_yearly_title(drawn[0], unit),
        frame=frame,
        columns=[
            Column("what", _("What is priced")),
            Column("year", _("Year"), numeric=True),
            Column("value_text", _("As published"), numeric=True),
            Column("unit", _("Unit")),
            Column("edition", _("Edition")),
        ],
        caption=_("Yearly prices of {mineral} as published, {first} to {last}, in {unit}").format(
            mineral=lowered(subject.mineral),
            first=min(line.years[0] for line in drawn),
            last=max(line.years[-1] for line in drawn),
            unit=unit,
        ),
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
            _("Each year is taken from the newest edition that has it."),
            _("Unit values, where the publisher gives them, are averages over what was traded, not quotations."),
        ],
        rows=source_rows.published(subject, "price", source_rows.releases(frame)),
        fold=True,
    )


def _month(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m}"


def _monthly_title(frame: pd.DataFrame, form: str) -> str:
    """The newest month, and the same month a year before where there is one."""
    known = frame.dropna(subset=["value"]).set_index("middle_of_month")["value"]
    last = known.index[-1]
    before = known.get(last - pd.DateOffset(years=1))
    said = _("{form}: {value} in {month}, a year earlier {before}")
    if formats.missing(before):
        said = _("{form}: {value} in {month}")
    return said.format(
        form=raised(form), value=formats.raw(known.iloc[-1]), month=_month(last), before=formats.raw(before)
    )


def _yearly_title(line: lines.Line, unit: str) -> str:
    """The first price that is drawn, in its first and last year."""
    said = _("{what}: {a} in {first}, {b} {unit} in {last}")
    if len(line.years) == 1:
        said = _("{what}: {b} {unit} in {last}")
    return said.format(
        what=raised(line.label),
        a=formats.raw(line.values[0]),
        first=line.years[0],
        b=formats.raw(line.values[-1]),
        unit=unit,
        last=line.years[-1],
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

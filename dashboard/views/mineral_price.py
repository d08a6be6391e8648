"""Panels of the mineral page about prices, where one is published. Unit values of trade are not prices."""

from __future__ import annotations

import pandas as pd

from dashboard import db, text
from dashboard.charts import lines, theme
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import View

MOST_LINES = 6
# Prices belong to no supplier: colours from the palette that stand apart.
COLOURS = (theme.CHINA, "#b8651b", "#4f8f2f", "#a6539b", "#2f86c1", "#8a7a1f")


def prices(view: View) -> list[Panel]:
    """Prices of the mineral and its parts, year by year, and monthly where the World Bank publishes them."""
    return [*_monthly(view), *_yearly(view)]


def _monthly(view: View) -> list[Panel]:
    frame = db.query("mineral_prices_monthly", mineral=view.chosen["mineral"], **view.years)
    if frame.empty:
        return []
    last = frame.dropna(subset=["value"]).iloc[-1]
    form = f"{last['form']}" + ("" if text.missing(last["market"]) else f", {last['market']}")
    return [
        Panel(
            panel_id="mineral_prices_monthly",
            title=_("Monthly price: {form}").format(form=form),
            frame=frame,
            columns=[
                Column("middle_of_month", _("Month"), lambda day: f"{day:%Y-%m}"),
                Column("value", last["unit"], text.raw, numeric=True),
                Column("status", _("Status")),
            ],
            caption=_("{form}, {unit}, {n} months").format(form=form, unit=last["unit"], n=len(frame)),
            file_parts=[view.chosen["mineral"], "price-monthly"],
            figure=lines.monthly(frame, "middle_of_month", "value", last["unit"]),
            alt=_("Price of {form}: {value} {unit} in {month}.").format(
                form=form, value=text.raw(last["value"]), unit=last["unit"], month=f"{last['middle_of_month']:%Y-%m}"
            ),
            rows=mineral_view.published_rows("price", view.chosen["mineral"], mineral_view.releases(frame)),
            layout=frame.iloc[::-1],
            fold=True,
        )
    ]


def _yearly(view: View) -> list[Panel]:
    frame = db.query("mineral_prices", mineral=view.chosen["mineral"], **view.years)
    if frame["value"].notna().sum() == 0:
        return []
    parts = [frame["form"], frame["market"].fillna("")]
    frame = frame.assign(what=parts[0].where(parts[1] == "", parts[0] + ", " + parts[1]))
    drawn, unit = _price_lines(frame, view)
    return [
        Panel(
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
            caption=_("Prices as published, each year from the newest edition that has it, {n} rows").format(
                n=len(frame)
            ),
            file_parts=[view.chosen["mineral"], "prices-yearly"],
            figure=lines.over_time(drawn, share=False, unit=unit),
            alt=_("Prices in {unit}. {said}").format(
                unit=unit,
                said=" ".join(f"{line.label}: {text.raw(line.values[-1])} ({line.years[-1]})." for line in drawn),
            ),
            caveats=[
                _(
                    "The chart has at most {n} prices in {unit}, those of the mineral itself first, then the dearest; "
                    "the table has all."
                ).format(n=MOST_LINES, unit=unit),
                _("Unit values, where the publisher gives them, are averages over what was traded, not quotations."),
            ],
            rows=mineral_view.published_rows("price", view.chosen["mineral"], mineral_view.releases(frame)),
            fold=True,
        )
    ]


def _price_lines(frame: pd.DataFrame, view: View) -> tuple[list[lines.Line], str]:
    """At most six prices in the unit that most figures have."""
    known = frame[frame["value"].notna()]
    own = known[known["mineral_id"] == view.chosen["mineral"]]
    unit = (own if len(own) else known)["unit"].mode().iloc[0]
    known = known[known["unit"] == unit]
    last = known.sort_values("year").groupby("what").last()
    last = last.assign(is_part=last["mineral_id"] != view.chosen["mineral"])
    chosen = last.sort_values(["is_part", "value"], ascending=[True, False]).head(MOST_LINES).index
    return [
        lines.Line(what, list(rows["year"]), list(rows["value"]), colour)
        for (what, rows), colour in zip(
            ((what, known[known["what"] == what].sort_values("year")) for what in chosen), COLOURS, strict=False
        )
    ], unit

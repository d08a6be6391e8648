"""China's share over the years between two, with the export controls that fall into them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import db, text
from dashboard.charts import lines
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import View


def points(view: View) -> pd.DataFrame:
    """China's share year by year; share empty where a year is too small to rank."""
    frame = db.query("diversification_points", series=view.series_id, **view.terms, **view.between)
    return frame.assign(china_share=frame["china_share"].mask(frame["low_base"]))


def share_line(view: View) -> list[Panel]:
    """The line with its events; empty where no year has a share."""
    frame = points(view)
    known = frame.dropna(subset=["china_share"])
    if known.empty:
        return []
    drawn = [lines.Line(_("China"), list(frame["year"]), list(frame["china_share"]))]
    return [
        Panel(
            panel_id="diversification_line",
            title=_("The years between, and the export controls"),
            frame=frame,
            columns=columns(),
            caption=_("Share of {china} in the imports of {importer}, {basis}, {codes}").format(
                china=text.china(view.chosen["china"]),
                importer=view.importer,
                basis=text.basis(view.chosen["basis"]),
                codes=view.codes,
            ),
            file_parts=view.file("china-share", f"{view.first}-{view.last}"),
            figure=lines.over_time(drawn, rules=rules(view)),
            alt=_("China's share was {a} in {first} and {b} in {last}; lowest {low}, highest {high}.").format(
                a=text.share(known["china_share"].iloc[0]),
                first=int(known["year"].iloc[0]),
                b=text.share(known["china_share"].iloc[-1]),
                last=int(known["year"].iloc[-1]),
                low=text.share(known["china_share"].min()),
                high=text.share(known["china_share"].max()),
            ),
            caveats=[
                rule_note(),
                *(_("Export controls: {names}.").format(names=names) for names in [event_names(view)] if names),
            ],
            rows=diversification_view.trade_rows(view, view.series_id, years_of(frame)),
            layout=frame.iloc[::-1],
            fold=True,
        )
    ]


def columns() -> list[Column]:
    """Columns of a table of shares by year."""
    return [
        Column("year", _("Year")),
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
        Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
        Column("quantity_t", _("Imports, t"), text.tonnes, numeric=True),
        Column("quality_grade", _("Grade")),
        Column(
            "reason",
            _("Why a figure is missing"),
            lambda code: "" if text.missing(code) else text.reason(code),
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


def rules(view: View) -> Sequence[lines.Rule]:
    """The export controls between the two years; after the last year of the data where that is the later one."""
    last = _end(view)
    return [
        lines.Rule(
            starts_on=row["starts_on"].date(),
            label=f"{row['starts_on']:%Y-%m} {row['measure_type']}, {text.event_state(row['state'])}",
            state=row["state"],
            ends_on=None if text.missing(row["band_ends_on"]) else min(row["band_ends_on"], last).date(),
        )
        for row in _events(view)
    ]


def event_names(view: View) -> str:
    """The controls that are drawn, in words."""
    return "; ".join(
        f"{row['starts_on']:%Y-%m} {row['measure_type']} ({row['issuer']}, {text.event_state(row['state'])})"
        for row in _events(view)
    )


def _end(view: View) -> pd.Timestamp:
    last = pd.Timestamp(view.last, 12, 31)
    return last + pd.DateOffset(years=3) if view.last == db.query("years")["year"].max() else last


def _events(view: View) -> list[dict]:
    events = db.query("mineral_events", mineral=view.chosen["mineral"], importer=view.chosen["importer"])
    drawn = events[events["on_chart"] & events["starts_on"].between(pd.Timestamp(view.first, 1, 1), _end(view))]
    return drawn.to_dict("records")

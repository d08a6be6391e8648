"""Panels of the mineral page with figures printed in reports and the press: points with gaps, never a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from plotly.graph_objects import Figure

from dashboard import db, text
from dashboard.charts import points, theme
from dashboard.charts.lines import Rule
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_time, mineral_view
from dashboard.views.mineral_view import View

EXPORTS = ("china_exports", "magnet_exports")
MASSES = ("t", "kg")
MOST_GROUPS = 6
A_MONTH = 31
# A longer table without a chart opens on demand.
MOST_OPEN = 25
COLOURS = (theme.CHINA, "#c2507a", "#b8651b", "#4f8f2f", "#a6539b", "#2f86c1")


def exports(view: View) -> list[Panel]:
    """China's exports of the metal itself, as printed month by month: what the customs codes of others hide."""
    frame = _points(view, EXPORTS)
    frame = frame[frame["unit"].isin(MASSES)]
    drawn = frame[frame["period_days"] <= A_MONTH]
    destinations = ["WLD", view.chosen["importer"]]
    drawn = drawn[drawn["to_iso3"].isin(destinations) & drawn["value"].notna()]
    if frame.empty:
        return []
    unit = (drawn if len(drawn) else frame)["unit"].mode().iloc[0]
    drawn = drawn[drawn["unit"] == unit]
    drawn = drawn.assign(group=drawn["label"] + ", " + _("to") + " " + drawn[text.name_column("to")].fillna(""))
    events = _events(view, drawn) if len(drawn) else []
    figure = _figure(drawn, unit, rules=events) if len(drawn) else None
    return [
        Panel(
            panel_id="mineral_points_exports",
            title=_("Published points: China's exports of {mineral}").format(mineral=view.mineral),
            frame=frame,
            columns=_point_columns(),
            caption=_("{n} printed figures; months with a figure for the world or for {importer} are drawn").format(
                n=len(frame), importer=view.importer
            ),
            file_parts=[view.chosen["mineral"], "china-exports-published-points"],
            figure=figure,
            alt=_points_alt(drawn, unit) if figure else "",
            caveats=[*_point_caveats(frame), *mineral_time.rules_caveat(events)],
            rows=mineral_view.same_rows("mineral_points", view, topics=EXPORTS),
            layout=frame.iloc[::-1],
            fold=figure is not None,
        )
    ]


def imports(view: View) -> list[Panel]:
    """Japan's import shares as printed."""
    frame = _points(view, ("japan_imports",))
    frame = frame[frame["unit"] == "%"]
    if frame.empty:
        return []
    source = frame[text.name_column("from")].fillna(_("not stated"))
    several = frame["mineral_id"].nunique() > 1
    group = frame[text.name_column("mineral")] + ", " + source if several else source
    drawn = frame.assign(group=group)
    kept = drawn["group"].value_counts().head(MOST_GROUPS).index
    drawn = drawn[drawn["group"].isin(kept)]
    return [
        Panel(
            panel_id="mineral_points_imports",
            title=_("Published points: shares in Japan's imports"),
            frame=frame,
            columns=_point_columns(),
            caption=_("{n} printed shares, each with what its publisher counts").format(n=len(frame)),
            file_parts=[view.chosen["mineral"], "japan-import-shares-published-points"],
            figure=_figure(drawn, "%", share=True),
            alt=_points_alt(drawn, "%"),
            caveats=_point_caveats(frame),
            rows=mineral_view.same_rows("mineral_points", view, topics=("japan_imports",)),
            layout=frame.iloc[::-1],
            fold=True,
        )
    ]


def other_points(view: View) -> list[Panel]:
    """All other printed figures: growth rates, amounts of money, tonnes imported by Japan."""
    topics = (*EXPORTS, "japan_imports")
    frame = _points(view, topics)
    is_share = (frame["topic"] == "japan_imports") & (frame["unit"] == "%")
    is_export = frame["topic"].isin(EXPORTS) & frame["unit"].isin(MASSES)
    return _points_table(
        view, frame[~is_share & ~is_export], "mineral_points_other", _("Other published points"), topics
    )


def price_points(view: View) -> list[Panel]:
    """Prices printed in reports and the press."""
    topics = ("price",)
    title = _("Prices printed in reports and the press")
    return _points_table(view, _points(view, topics), "mineral_points_prices", title, topics)


def _points(view: View, topics: tuple[str, ...]) -> pd.DataFrame:
    frame = db.query("mineral_points", mineral=view.chosen["mineral"], topics=topics)
    return frame.assign(period=[_period(a, b) for a, b in zip(frame["period_start"], frame["period_end"], strict=True)])


def _points_table(view: View, frame: pd.DataFrame, panel_id: str, title: str, topics: tuple[str, ...]) -> list[Panel]:
    if frame.empty:
        return []
    return [
        Panel(
            panel_id=panel_id,
            title=title,
            frame=frame,
            columns=_point_columns(),
            caption=_("{n} printed figures, newest first").format(n=len(frame)),
            file_parts=[view.chosen["mineral"], panel_id.removeprefix("mineral_").replace("_", "-")],
            caveats=_point_caveats(frame),
            rows=mineral_view.same_rows("mineral_points", view, topics=topics),
            layout=frame.sort_values("period_end", ascending=False, kind="stable"),
            fold=len(frame) > MOST_OPEN,
        )
    ]


def _events(view: View, drawn: pd.DataFrame) -> list[Rule]:
    events = db.query("mineral_events", mineral=view.chosen["mineral"], importer=view.chosen["importer"])
    year = pd.Timedelta(days=365)
    return mineral_time.rules(events, drawn["period_start"].min() - year, drawn["period_end"].max() + year)


def _figure(drawn: pd.DataFrame, unit: str, share: bool = False, rules: Sequence[Rule] = ()) -> Figure:
    groups = list(dict.fromkeys(drawn["group"]))[:MOST_GROUPS]
    first = drawn.drop_duplicates("group").set_index("group")
    suppliers = [first.loc[group, "from_iso3"] for group in groups]
    # A supplier keeps its colour; marks of one supplier are told apart by colours of their own.
    own = share and len(set(suppliers)) == len(suppliers)
    colours = [
        theme.supplier_colour(str(iso3)) if own else colour for iso3, colour in zip(suppliers, COLOURS, strict=False)
    ]
    return points.published(
        drawn,
        "group",
        dict(zip(groups, groups, strict=True)),
        dict(zip(groups, colours, strict=True)),
        unit,
        share,
        rules,
    )


def _points_alt(drawn: pd.DataFrame, unit: str) -> str:
    ordered = drawn.sort_values("period_end")
    last = ordered.iloc[-1]
    conflicts = int(drawn["in_conflict"].sum())
    return _(
        "{n} printed figures from {first} to {last}; the newest is {value} {unit} ({group}). {conflicts} of them "
        "contradict another one for the same period."
    ).format(
        n=len(drawn),
        first=ordered["period"].iloc[0],
        last=last["period"],
        value=text.raw(last["value"]),
        unit=unit,
        group=last["group"],
        conflicts=conflicts,
    )


def _point_columns() -> list[Column]:
    return [
        Column("period", _("Period")),
        Column("label", _("What is counted, in the words of the source"), prose=True),
        Column("to_iso3", _("From and to"), cell=_direction),
        Column("value", _("Printed figure"), cell=_printed, numeric=True),
        Column("basis", _("How it is known"), lambda basis: str(basis).replace("_", " ")),
        Column("in_conflict", _("Contradicted"), lambda conflict: _("another value is printed") if conflict else ""),
        Column("publisher", _("Source"), link="source_url", sub=lambda row: row["confidence"]),
    ]


def _point_caveats(frame: pd.DataFrame) -> list[str]:
    notes = [
        _(
            "Figures printed in reports and the press: points with gaps, not a series, and never joined to the trade "
            "statistics. A point is a period that somebody printed; between two points nothing is known."
        ),
    ]
    conflicts = int(frame["in_conflict"].sum())
    if conflicts:
        notes.append(
            _(
                "{n} figures contradict another one for the same period; all of them are shown, with hollow marks."
            ).format(n=conflicts)
        )
    return notes


def _period(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A whole year, month or day in short; otherwise first and last day."""
    if start == end:
        return f"{start:%Y-%m-%d}"
    if (start.year, start.month) == (end.year, end.month) and start.day == 1:
        return f"{start:%Y-%m}"
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}"
    return f"{start:%Y-%m}–{end:%Y-%m}"


def _direction(row: Mapping) -> str:
    ends = [row[text.name_column(end)] for end in ("from", "to")]
    return " → ".join(text.NOT_AVAILABLE if text.missing(end) else str(end) for end in ends)


def _printed(row: Mapping) -> str:
    value, high = row["value"], row["value_high"]
    if text.missing(value) and text.missing(high):
        return text.NOT_AVAILABLE
    amount = " – ".join(text.raw(end) for end in (value, high) if not text.missing(end))
    return " ".join(
        part for part in ("" if text.missing(row["qualifier"]) else row["qualifier"], amount, row["unit"]) if part
    )

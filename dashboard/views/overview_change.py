"""Panel of the overview that draws a chart: the shares that moved most, then and now."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import text
from dashboard.charts import dumbbell
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _

MOST_ROWS = 16
DRAWN = ("series_id", "mineral_id", "mineral_name_en", "mineral_name_ja", "stage", "hs_codes", "importer_iso3", "year")
DRAWN += ("basis", "china", "china_share_before", "china_share", "china_change_points", "value_usd", "source_ids")


def then_and_now(
    ranked: pd.DataFrame, importer: str, year: str, chosen: dict, measure: str, rows: SourceRows
) -> Panel | None:
    """China's share now and five years earlier where it moved most; None where nothing can be compared.

    Args:
        ranked: series that can be ranked, with china_share, china_share_before (0-1) and china_change_points.
        importer: name of the importer.
        year: the year as printed.
        chosen: values of permalink.
        measure: how shares are measured, in words.
        rows: the way to the published rows of the ranked series.
    """
    moved = ranked.dropna(subset=["china_change_points"])
    if moved.empty:
        return None
    largest = moved["china_change_points"].abs().nlargest(MOST_ROWS).index
    frame = moved.loc[largest, list(DRAWN)].sort_values(["china_share", "series_id"], ascending=[False, True])
    then = str(chosen["year"] - 5)
    names = (frame[text.name_column("mineral")] + ", " + frame["stage"].map(text.stage)).tolist()
    fell = int((frame["china_change_points"] < 0).sum())
    caption = _("China's share of the imports of {importer}, {then} and {year}, {measure}").format(
        importer=importer, then=then, year=year, measure=measure
    )
    most = frame.loc[frame["china_change_points"].abs().idxmax()]
    alt = _("{caption}: of the {n} that moved most, {fell} fell; {name} moved furthest, from {a} to {b}.").format(
        caption=caption,
        n=len(frame),
        fell=fell,
        name=f"{most[text.name_column('mineral')]} ({text.stage(most['stage']).lower()})",
        a=text.share(most["china_share_before"]),
        b=text.share(most["china_share"]),
    )
    return Panel(
        panel_id="overview_change",
        title=_("Then and now: where China's share moved most"),
        frame=frame,
        columns=_columns(then, year),
        caption=caption,
        file_parts=[importer, "china-share-then-and-now", chosen["basis"], chosen["china"], chosen["year"]],
        figure=dumbbell.then_and_now(frame, names, "china_share_before", "china_share", (then, year)),
        alt=alt,
        caveats=[
            _("The {n} series with the largest change; all are in the table above.").format(n=len(frame)),
            _("Two years say nothing about what lies between; the lines in the table above do."),
        ],
        meanings={
            "china_share": _("share of China in the imports, 0-1, by the chosen basis"),
            "china_share_before": _("the same five years earlier"),
            "china_change_points": _("difference in percentage points"),
            "value_usd": _("imports, US dollars"),
        },
        rows=replace(rows, choices={series: rows.choices[series] for series in frame["series_id"]}),
        fold=True,
        chart_waits=True,
    )


def _columns(then: str, year: str) -> list[Column]:
    return [
        Column(text.name_column("mineral"), _("Mineral")),
        Column("stage", _("Stage"), text.stage),
        Column("china_share_before", then, text.share, numeric=True),
        Column("china_share", year, text.share, numeric=True),
        Column("china_change_points", _("Change, points"), text.points, numeric=True),
    ]

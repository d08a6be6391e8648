"""The shares that moved most, then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.charts import dumbbell
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel
from dashboard.pages.overview.subject import Subject
from dashboard.words import formats, names
from dashboard.words.counts import is_shared, mineral_and_stage
from dashboard.words.language import _, lowered, name_column

MOST_ROWS = 16
DEPENDS = ("importer", "year", "basis", "stage", "china")
DRAWN = ["series_id", "mineral_id", "mineral_name_en", "mineral_name_ja", "stage", "hs_codes", "importer_iso3", "year"]
DRAWN += ["basis", "china", "china_share_before", "china_share", "china_change_points", "value_usd", "source_ids"]


def then_and_now(subject: Subject) -> Iterator[Panel]:
    """China's share now and five years earlier where it moved most; nothing where nothing can be compared."""
    moved = _moved(subject)
    if moved.empty:
        return
    # In an order of its own, so that the order of the table above decides nothing here.
    largest = moved.sort_values("series_id")["china_change_points"].abs().nlargest(MOST_ROWS).index
    frame = moved.loc[largest, DRAWN].sort_values(["china_share", "series_id"], ascending=[False, True])
    then, rows = str(subject.since), subject.rows(frame)
    labels = (frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage)).tolist()
    most = frame.iloc[int(frame["china_change_points"].abs().argmax())]
    title = _title(most, subject.importer, len(frame))
    yield Panel(
        panel_id="overview_change",
        title=title,
        frame=frame,
        columns=_columns(then, subject.year),
        caption=_(
            "China's share of the imports of {importer}, {then} and {year}, {measure}: the {n} largest changes"
        ).format(importer=subject.importer, then=then, year=subject.year, measure=subject.measure, n=len(frame)),
        file_parts=subject.file("china-share-then-and-now"),
        chart=partial(dumbbell.then_and_now, frame, labels, "china_share_before", "china_share", (then, subject.year)),
        alt=_("{finding}. Of the {n} series that moved most between {then} and {year}, {fell} fell.").format(
            finding=title,
            n=len(frame),
            then=then,
            year=subject.year,
            fell=int((frame["china_change_points"] < 0).sum()),
        ),
        caveats=[
            _("The {n} series with the largest change; all are in the table above.").format(n=len(frame)),
            _("Two years say nothing about what lies between; the lines in the table above do."),
        ],
        rows=rows and replace(rows, choices={series: rows.choices[series] for series in frame["series_id"]}),
        fold=True,
        depends=DEPENDS,
    )


def nothing_moved(subject: Subject) -> str:
    """Why nothing can be compared."""
    if subject.ranked.empty:
        return _("Nothing can be ranked, so there is no change to show.")
    if not is_shared(subject.ranked):
        return _("{importer} has no share in its own imports, so there is no change of it to show.").format(
            importer=subject.importer
        )
    return _("Nothing here can be ranked in both {then} and {year}, so there is no change to show.").format(
        then=subject.since, year=subject.year
    )


def _moved(subject: Subject) -> pd.DataFrame:
    return subject.ranked.dropna(subset=["china_change_points"])


def _title(most: Row, importer: str, n: int) -> str:
    """What moved furthest, from the very figures that are printed."""
    points = round(float(most["china_change_points"]), 1)
    told = {
        "importer": importer,
        "name": lowered(mineral_and_stage(most)),
        "a": formats.share(most["china_share_before"]),
        "b": formats.share(most["china_share"]),
    }
    if not points:
        return _("Imports of {importer}: no share of China moved").format(**told)
    if n == 1:
        return _("Imports of {importer}: China's share in {name} went from {a} to {b}").format(**told)
    if points < 0:
        return _("Imports of {importer}: China's share fell furthest in {name}, from {a} to {b}").format(**told)
    return _("Imports of {importer}: China's share rose furthest in {name}, from {a} to {b}").format(**told)


def _columns(then: str, year: str) -> list[Column]:
    return [
        Column(name_column("mineral"), _("Mineral")),
        Column("stage", _("Stage"), names.stage),
        Column("china_share_before", then, formats.share, numeric=True),
        Column("china_share", year, formats.share, numeric=True),
        Column("china_change_points", _("Change, points"), formats.points, numeric=True),
    ]

"""The shares that moved most, then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from dashboard.charts import dumbbell
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.overview.subject import Subject
from dashboard.words import formats, names
from dashboard.words.counts import mineral_and_stage
from dashboard.words.language import _, name_column

MOST_ROWS = 16
DRAWN = ["series_id", "mineral_id", "mineral_name_en", "mineral_name_ja", "stage", "hs_codes", "importer_iso3", "year"]
DRAWN += ["basis", "china", "china_share_before", "china_share", "china_change_points", "value_usd", "source_ids"]


def then_and_now(subject: Subject) -> Iterator[Panel]:
    """China's share now and five years earlier where it moved most; nothing where nothing can be compared."""
    moved = subject.ranked.dropna(subset=["china_change_points"])
    if moved.empty:
        return
    largest = moved["china_change_points"].abs().nlargest(MOST_ROWS).index
    frame = moved.loc[largest, DRAWN].sort_values(["china_share", "series_id"], ascending=[False, True])
    then, rows = str(subject.since), subject.rows(frame)
    labels = (frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage)).tolist()
    caption = _("China's share of the imports of {importer}, {then} and {year}, {measure}").format(
        importer=subject.importer, then=then, year=subject.year, measure=subject.measure
    )
    most = frame.iloc[int(frame["china_change_points"].abs().argmax())].to_dict()
    yield Panel(
        panel_id="overview_change",
        title=_("Then and now: where China's share moved most"),
        frame=frame,
        columns=_columns(then, subject.year),
        caption=caption,
        file_parts=subject.file("china-share-then-and-now"),
        chart=partial(dumbbell.then_and_now, frame, labels, "china_share_before", "china_share", (then, subject.year)),
        alt=_("{caption}: of the {n} that moved most, {fell} fell; {name} moved furthest, from {a} to {b}.").format(
            caption=caption,
            n=len(frame),
            fell=int((frame["china_change_points"] < 0).sum()),
            name=mineral_and_stage(most),
            a=formats.share(most["china_share_before"]),
            b=formats.share(most["china_share"]),
        ),
        caveats=[
            _("The {n} series with the largest change; all are in the table above.").format(n=len(frame)),
            _("Two years say nothing about what lies between; the lines in the table above do."),
        ],
        rows=rows and replace(rows, choices={series: rows.choices[series] for series in frame["series_id"]}),
        fold=True,
    )


def _columns(then: str, year: str) -> list[Column]:
    return [
        Column(name_column("mineral"), _("Mineral")),
        Column("stage", _("Stage"), names.stage),
        Column("china_share_before", then, formats.share, numeric=True),
        Column("china_share", year, formats.share, numeric=True),
        Column("china_change_points", _("Change, points"), formats.points, numeric=True),
    ]

"""Compare: one mineral and stage for all importing countries on a map of shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.charts import map as chart
from dashboard.content import cells
from dashboard.content.column import Column
from dashboard.content.page import Answer
from dashboard.content.panel import Panel
from dashboard.pages.compare import questions, sentences
from dashboard.pages.compare.panels import told
from dashboard.pages.compare.questions import SeriesRow
from dashboard.pages.compare.subject import Part, Subject
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column

MOST_NAMED = 6
LEAST_WIDTH = 600
DEPENDS = ("year", "basis", "china", "metric", "mineral", "stage")


def made(subject: Subject) -> Part:
    """The sentence and the map with its table."""
    found = told.series(subject)
    title = _("All importers on a map")
    if found is None:
        return told.no_series(subject, title)
    metric, year = subject.metric, subject.printed(subject.choice.year)
    frame = countries(subject, found["series_id"])
    series = f"{told.mineral_of(found)} ({names.stage(found['stage']).lower()})"
    sentence = sentences.world(frame, metric, series, year, subject.choice.china, subject.choice.basis)
    known = frame.dropna(subset=["figure"])
    if known.empty:
        return Part(Answer(title, sentence, details=told.series_notes(found)))
    largest = sentences.largest_importers(known, told.show(metric), MOST_NAMED)
    notices = told.replaced(subject, found)
    drawn = _panel(subject, found, frame, f"{sentence} {largest}")
    return Part(Answer(title, sentence, series, [largest], notices), [drawn])


def countries(subject: Subject, series_id: str) -> pd.DataFrame:
    """A row for each country that reports imports of the series, the highest figure first."""
    return subject.ask(questions.MAP, subject.choice, series=series_id, metric=subject.metric)


def _panel(subject: Subject, found: SeriesRow, frame: pd.DataFrame, alt: str) -> Panel:
    metric = subject.metric
    name = name_column("importer")
    show = told.show(metric)
    called = dict(zip(frame["importer_iso3"], frame[name], strict=True))
    return Panel(
        panel_id="compare_map",
        title=sentences.world_title(
            frame, metric, names.goods(told.mineral_of(found), found["stage"]), subject.choice.china
        ),
        frame=frame,
        columns=[
            Column(name, _("Importer")),
            Column("figure", names.metrics()[metric], show, numeric=True, bar=True, order="descending"),
            Column("status", _("Why there is no figure"), _why, prose=True),
            Column(name_column("top_supplier"), _("Largest supplier"), cell=cells.largest_supplier),
            Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
            Column("quality_grade", _("Grade")),
        ],
        caption=_("{what}, {year}, {measure}; {n} countries that report imports").format(
            what=told.name_of(metric, subject.choice.china),
            year=subject.printed(subject.choice.year),
            measure=subject.measure,
            n=len(frame),
        ),
        file_parts=subject.file("map", found["series_id"], metric, subject.choice.year),
        chart=partial(
            chart.shares,
            frame.assign(small=frame["status"].isin(["BELOW_THRESHOLD", "IMPORTER_IS_CHINA"])),
            "importer_iso3",
            name,
            "figure",
            show,
            "small",
            (_("too little trade to rank, or China itself"), _("no import reported")),
            percent=metric != "hhi",
        ),
        alt=alt,
        caveats=[
            *_undrawn(frame, called, show),
            _("Shares only: nothing is said of how much a country buys. Grey is unknown or too small, never zero."),
            _("Shapes and boundaries are those of the map's publisher (UN, Natural Earth) and imply no judgement."),
            *told.series_notes(found),
        ],
        rows=told.rows_by_importer(subject, called, found["series_id"], [subject.choice.year]),
        fold=True,
        least_width=LEAST_WIDTH,
        depends=DEPENDS,
    )


def _undrawn(frame: pd.DataFrame, called: Mapping[str, str], show: Callable[[float], str]) -> list[str]:
    known = frame.dropna(subset=["figure"]).set_index("importer_iso3")["figure"]
    missing = chart.undrawn(known.index)
    if not missing:
        return []
    said = ", ".join(f"{called[iso3]}{formats.NBSP}{show(known[iso3])}" for iso3 in missing)
    return [_("Too small for the map: {names}.").format(names=said)]


def _why(status: str) -> str:
    return "" if status == "MEASURED" else reasons.reason(status)

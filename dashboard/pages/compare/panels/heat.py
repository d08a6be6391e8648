"""Compare: importers and minerals as a heat table."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import heat
from dashboard.content.column import Column
from dashboard.content.page import Answer
from dashboard.content.panel import Panel
from dashboard.pages.compare import questions, sentences
from dashboard.pages.compare.panels import told
from dashboard.pages.compare.subject import Part, Subject
from dashboard.words import formats
from dashboard.words.language import _, name_column

# From so many importers on, their codes head the columns of the chart.
CODES_FROM = 9
DEPENDS = ("year", "basis", "china", "group", "importers", "metric", "stage")


def made(subject: Subject) -> Part:
    """The sentence and the heat table."""
    choice = subject.choice
    metric, year = choice.metric, subject.printed(choice.year)
    title = _("Importers compared: {what}").format(what=told.name_of(metric, choice.china))
    if not subject.importers:
        return told.no_importer(title)
    frame = cells(subject)
    sentence = sentences.heat(frame, metric, year, choice.basis, choice.china)
    counts = sentences.high_counts(frame, metric)
    strong = counts.iloc[0]["name"] if len(counts) else ""
    drawn = [_panel(subject, frame, sentence)] if len(counts) else []
    empty = _("Nothing at this stage has a figure here; another year or stage may have one.")
    return Part(Answer(title, sentence, strong, [sentences.all_counts(counts)]), drawn, empty)


def cells(subject: Subject) -> pd.DataFrame:
    """A row for each importer and series that has a figure for at least one of them; most often high first."""
    frame = subject.ask(questions.HEAT, subject.choice, importers=subject.importers)
    if subject.choice.stage != "all":
        frame = frame[frame["stage"] == subject.choice.stage]
    known = frame.dropna(subset=["figure"])
    known = known.assign(high=sentences.is_high(known["figure"], subject.choice.metric))
    order = known.groupby("series_id").agg(high=("high", "sum"), top=("figure", "max"))
    order = order.sort_values(["high", "top"], ascending=False, kind="stable").index
    places = {iso3: place for place, iso3 in enumerate(subject.importers)}
    frame = frame[frame["series_id"].isin(order)]
    return frame.assign(
        place=frame["series_id"].map({series: place for place, series in enumerate(order)}),
        column=frame["importer_iso3"].map(places),
    ).sort_values(["place", "column"])[list(frame.columns)]


def _panel(subject: Subject, frame: pd.DataFrame, sentence: str) -> Panel:
    metric = subject.choice.metric
    called = dict(zip(frame["importer_iso3"], frame[name_column("importer")], strict=True))
    drawn = frame.assign(
        label=told.label(frame),
        head=frame["importer_iso3"] if len(called) >= CODES_FROM else frame["importer_iso3"].map(called),
        instead=frame["status"].map(told.mark),
    )
    layout = drawn.assign(
        cell=[
            instead if formats.missing(figure) else told.show(metric)(figure)
            for figure, instead in zip(drawn["figure"], drawn["instead"], strict=True)
        ]
    ).pivot(index="label", columns="importer_iso3", values="cell")
    layout = layout.reindex(index=pd.Index(drawn["label"].drop_duplicates(), name="label"), columns=list(called))
    labels = dict(zip(drawn["series_id"], drawn["label"], strict=True))
    return Panel(
        panel_id="compare_heat",
        title=sentences.heat_title(frame, metric, subject.choice.china),
        frame=frame,
        columns=[Column("label", _("Mineral")), *(Column(iso3, name, numeric=True) for iso3, name in called.items())],
        caption=_("{what}, {year}, {measure}; {who}; {n} series").format(
            what=told.name_of(metric, subject.choice.china),
            year=subject.printed(subject.choice.year),
            measure=subject.measure,
            who=subject.who,
            n=len(layout),
        ),
        file_parts=subject.file("importers", metric, subject.choice.year),
        chart=partial(
            heat.table,
            drawn,
            "label",
            "head",
            "figure",
            told.in_cell(metric),
            _darkest(subject, metric),
            missing="instead",
        ),
        alt=sentence,
        caveats=[
            *([_("Numbers in the chart are per cent.")] if metric in ("china", "top") else []),
            _("n/a: no trade reported or no data, never zero; small: too little trade to rank; itself: the importer."),
            _("Series most often high come first. Basket codes, which hold several metals, are left out."),
            *([_("The EU is one importer here: only what comes from outside.")] if "EU27" in called else []),
        ],
        rows=told.rows_by_series(subject, labels, [subject.choice.year]),
        layout=layout.reset_index(),
        fold=True,
        least_width=heat.least_width(len(called)),
        depends=DEPENDS,
    )


def _darkest(subject: Subject, metric: str) -> float:
    return len(subject.ask(queries.DEFINITIONS)) if metric == "definitions" else 1

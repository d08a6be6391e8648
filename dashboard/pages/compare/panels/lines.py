"""Compare: up to six importers over time, each in a chart of its own, all on one axis."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.charts import multiples, theme
from dashboard.content.column import Column
from dashboard.content.page import Answer
from dashboard.content.panel import Panel
from dashboard.pages.compare import questions, sentences
from dashboard.pages.compare.panels import told
from dashboard.pages.compare.questions import SeriesRow
from dashboard.pages.compare.subject import Part, Subject
from dashboard.state.shared import SPAN
from dashboard.words import formats, names
from dashboard.words.language import _, name_column

LEAST_WIDTH = 500
DEPENDS = ("basis", "china", "importers", "metric", "mineral", "stage", "from", "to")


def made(subject: Subject) -> Part:
    """The sentence and the small multiples."""
    found = told.series(subject)
    title = _("Importers over time")
    if found is None:
        return told.no_series(subject, title)
    if not subject.importers:
        return told.no_importer(title)
    frame = lines(subject, found["series_id"])
    series = f"{told.mineral_of(found)} ({names.stage(found['stage']).lower()})"
    metric = subject.metric
    if frame["figure"].isna().all():
        sentence = _("{series}: none of these importers has a figure in these years.").format(series=series)
        return Part(Answer(title, sentence, details=told.series_notes(found)))
    last = int(frame.dropna(subset=["figure"])["year"].max())
    sentence = sentences.lines(frame, _what(metric, subject), series, last, subject.printed(last), told.show(metric))
    moves = sentences.line_moves(frame, last - SPAN, last) if metric != "hhi" else ""
    notices = told.replaced(subject, found)
    panel = _panel(subject, found, frame, f"{sentence} {moves}")
    return Part(Answer(title, sentence, series, [moves], notices), [panel])


def lines(subject: Subject, series_id: str) -> pd.DataFrame:
    """A row for each importer and year."""
    return subject.ask(
        questions.LINES, subject.choice, importers=subject.importers, series=series_id, metric=subject.metric
    )


def _panel(subject: Subject, found: SeriesRow, frame: pd.DataFrame, alt: str) -> Panel:
    metric = subject.metric
    called = dict(zip(frame["importer_iso3"], frame[name_column("importer")], strict=True))
    known = frame[frame["year"] >= frame.dropna(subset=["figure"])["year"].min()]
    layout = known.assign(
        cell=[
            told.mark(status) if formats.missing(figure) else told.show(metric)(figure)
            for figure, status in zip(known["figure"], known["status"], strict=True)
        ]
    ).pivot(index="year", columns="importer_iso3", values="cell")
    layout = layout[list(called)].sort_index(ascending=False).reset_index()
    provisional = names.provisional_years(subject.ask)
    threshold = sentences.HIGH[metric]
    return Panel(
        panel_id="compare_lines",
        title=sentences.lines_title(
            known,
            sentences.figure_in_words(metric, subject.choice.china),
            names.goods(told.mineral_of(found), found["stage"]),
            int(known.dropna(subset=["figure"])["year"].max()),
            told.show(metric),
        ),
        frame=known,
        columns=[Column("year", _("Year")), *(Column(iso3, name, numeric=True) for iso3, name in called.items())],
        caption=_("{what}, {years}, {measure}; {who}").format(
            what=told.name_of(metric, subject.choice.china),
            years=names.span(subject.ask, int(known["year"].min()), int(known["year"].max())),
            measure=subject.measure,
            who=subject.who,
        ),
        file_parts=subject.file("over-time", found["series_id"], metric),
        chart=partial(
            multiples.lines,
            known,
            "importer_iso3",
            called,
            "figure",
            told.show(metric),
            threshold=threshold,
            provisional=min(provisional, default=None),
            percent=metric != "hhi",
            colour=theme.CHINA if metric == "china" else multiples.NEUTRAL,
        ),
        alt=alt,
        caveats=[
            _("One axis for all; the pale lines are the other importers. Dashed: {what}. Hollow: provisional.").format(
                what=sentences.high_in_words(metric, subject.choice.china)
            ),
            _("Lines break where a year has no trade or too little to rank; HS editions are never joined."),
            *told.series_notes(found),
        ],
        rows=told.rows_by_importer(
            subject, called, found["series_id"], sorted(int(year) for year in known["year"].unique())
        ),
        layout=layout,
        fold=True,
        least_width=LEAST_WIDTH,
        depends=DEPENDS,
    )


def _what(metric: str, subject: Subject) -> str:
    if metric == "china":
        return _("share of {china} ({basis})").format(
            china=names.china(subject.choice.china), basis=names.basis(subject.choice.basis)
        )
    figure = {"top": _("share of the largest supplier"), "hhi": _("HHI")}[metric]
    return f"{figure} ({names.basis(subject.choice.basis)})"

"""Compare: which imports met a definition of dependence in one of two years and not in the other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import queries
from dashboard.content.column import Column, Row
from dashboard.content.page import Answer
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.compare import questions, sentences
from dashboard.pages.compare.panels import told
from dashboard.pages.compare.subject import Part, Subject
from dashboard.state.shared import SPAN, years
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column

CHANGED = ("NEW", "UP", "DOWN", "ENDED")
DEPENDS = ("year", "basis", "china", "group", "importers", "stage", "definition", "since")


def made(subject: Subject) -> Part:
    """The sentence, the list of changes and what was left out of it."""
    title = _("What changed between two years")
    if not subject.importers:
        return told.no_importer(title)
    subject, notices = _two_years(subject)
    if subject.choice.since >= subject.choice.year:
        sentence = _("There is no year before {year} to compare with.").format(year=subject.choice.year)
        return Part(Answer(title, sentence))
    frame = changes(subject)
    definition = names.definitions(subject.ask)[subject.choice.definition]
    since, year = (subject.printed(one) for one in (subject.choice.since, subject.choice.year))
    sentence = sentences.changes(frame, definition, since, year)
    details = [sentences.left_out(frame), sentences.came(frame), sentences.went(frame)]
    changed = frame[frame["change"].isin(CHANGED)]
    apart = frame[frame["change"].isin(["TOO_SMALL", "NOT_JUDGED"]) & (frame["met_before"] != frame["met_now"])]
    drawn = [_changed(subject, changed, definition)] if len(changed) else []
    if len(apart):
        drawn.append(_apart(subject, apart, definition))
    return Part(Answer(title, sentence, definition, details[1:] + details[:1], notices), drawn, _none_crossed(frame))


def changes(subject: Subject) -> pd.DataFrame:
    """A row for each importer and series that was judged in at least one of the two years."""
    frame = subject.ask(questions.CHANGES, subject.choice, importers=subject.importers)
    return frame if subject.choice.stage == "all" else frame[frame["stage"] == subject.choice.stage]


def _changed(subject: Subject, frame: pd.DataFrame, definition: str) -> Panel:
    rule = subject.ask(queries.DEFINITIONS).set_index("definition_id").loc[subject.choice.definition]
    return Panel(
        panel_id="compare_changes",
        title=sentences.changes_title(frame, definition, subject.choice.since, subject.choice.year),
        frame=frame,
        columns=_columns(subject),
        caption=_("Imports that met “{definition}” in one of two years, {since} and {year}, {measure}; {who}").format(
            definition=definition,
            since=subject.choice.since,
            year=subject.printed(subject.choice.year),
            who=subject.who,
            measure=subject.measure,
        ),
        file_parts=subject.file("changes", subject.choice.definition, subject.choice.since, subject.choice.year),
        caveats=[
            _("The rule: {rule} Source: {source}.").format(rule=rule["rule"], source=rule["reference"]),
            str(rule["caveat"]),
            _("New: met now, without imports in the earlier year. Ended: met then, without imports now."),
            _("Only two years are compared; what happened between them can be seen over time."),
        ],
        rows=_rows(subject, frame),
        depends=DEPENDS,
    )


def _none_crossed(frame: pd.DataFrame) -> str:
    """Why there is no change to list."""
    if frame.empty:
        return _("None of these importers has imports at this stage in either year.")
    return _("No import of these importers crossed the definition between the two years.")


def _apart(subject: Subject, frame: pd.DataFrame, definition: str) -> Panel:
    drawn = _changed(subject, frame, definition)
    return replace(
        drawn,
        panel_id="compare_changes_apart",
        title=sentences.apart_title(len(frame)),
        file_parts=["left-out", *drawn.file_parts],
        caveats=[reasons.reason("BELOW_THRESHOLD")],
    )


def _columns(subject: Subject) -> list[Column]:
    show = _years_of_three if subject.choice.definition == "geodep" else formats.share
    since, year = subject.choice.since, subject.choice.year
    return [
        Column("change", _("Change"), change_in_words),
        Column(name_column("importer"), _("Importer")),
        Column(name_column("mineral"), _("Mineral")),
        Column("stage", _("Stage"), names.stage),
        Column("figure_before", str(since), show, numeric=True),
        Column("figure_now", subject.printed(year), show, numeric=True),
        Column("threshold", _("Threshold"), show, numeric=True),
        Column(name_column("top_now"), _("Largest supplier then and now"), cell=_suppliers),
        Column("value_usd", _("Imports now, million USD"), formats.million_usd, numeric=True),
        Column("quality_grade", _("Grade")),
    ]


def _rows(subject: Subject, frame: pd.DataFrame) -> SourceRows | None:
    labels = frame[name_column("importer")] + ", " + told.label(frame)
    choices = dict(zip(frame["importer_iso3"] + ":" + frame["series_id"], labels, strict=True))
    years = (subject.choice.since, subject.choice.year)

    def load(pair: str) -> pd.DataFrame:
        importer, series = pair.split(":", 1)
        return subject.ask(questions.ROWS, importers=(importer,), series=series, years=years)

    return SourceRows(choices, load, questions.ROWS.sql) if choices else None


def _two_years(subject: Subject) -> tuple[Subject, tuple[str, ...]]:
    """The earlier year has to be earlier; otherwise five years before is taken and said so."""
    year = subject.choice.year
    if subject.choice.since < year:
        return subject, ()
    earlier = [one for one in years(subject.ask) if one < year]
    if not earlier:
        return subject, ()
    since = max(year - SPAN, earlier[0])
    notice = _("The year compared with has to come before {year}; {since} is taken.").format(year=year, since=since)
    return replace(subject, choice=replace(subject.choice, since=since)), (notice,)


def change_in_words(change: str) -> str:
    """Name of a kind of change."""
    return {
        "NEW": _("New"),
        "UP": _("▲ Up"),
        "DOWN": _("▼ Down"),
        "ENDED": _("Ended"),
        "TOO_SMALL": _("Too small"),
        "NOT_JUDGED": _("Not judged"),
    }[change]


def _suppliers(row: Row) -> str:
    called = [row[name_column(stem)] for stem in ("top_before", "top_now")]
    return " → ".join(formats.NOT_AVAILABLE if formats.missing(name) else name for name in called)


def _years_of_three(value: float | None) -> str:
    return formats.NOT_AVAILABLE if formats.missing(value) else _("{n} of 3 years").format(n=int(value))

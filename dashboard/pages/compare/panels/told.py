"""What the views of the compare page say in the same words: figures, series, marks, columns, source rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from dashboard.content.page import Answer
from dashboard.content.panel import SourceRows
from dashboard.pages.compare import questions
from dashboard.pages.compare.questions import SeriesRow
from dashboard.pages.compare.subject import Part, Subject
from dashboard.words import formats, names, reasons
from dashboard.words.language import _, name_column, named


def show(metric_id: str) -> Callable[[float | None], str]:
    """Figure to text."""
    return {"china": formats.share, "top": formats.share, "hhi": formats.index, "definitions": formats.count}[metric_id]


def in_cell(metric_id: str) -> Callable[[float], str]:
    """Figure to a number in a cell, whose heading has the unit."""
    return formats.index if metric_id == "hhi" else formats.count if metric_id == "definitions" else _per_cent


def name_of(metric_id: str, china: str) -> str:
    """The figure in words, for titles."""
    if metric_id == "china":
        return _("Share of {china} in the imports").format(china=names.china(china))
    return names.metrics()[metric_id]


def label(frame: pd.DataFrame) -> pd.Series:
    """Mineral and stage in words."""
    return frame[name_column("mineral")] + ", " + frame["stage"].map(names.stage).str.lower()


def mark(status: str) -> str:
    """What stands in place of a figure."""
    return {"BELOW_THRESHOLD": _("small"), "IMPORTER_IS_CHINA": _("itself")}.get(status, formats.NOT_AVAILABLE)


def series(subject: Subject) -> SeriesRow | None:
    """The series that stands for the chosen mineral and stage; None where the mineral has none."""
    found = questions.SERIES.rows(subject.ask(questions.SERIES, subject.choice))
    return found[0] if found else None


def mineral_of(found: SeriesRow) -> str:
    """Name of the mineral that a series stands for."""
    return found["mineral_name_ja"] if named() == "ja" else found["mineral_name_en"]


def series_notes(found: SeriesRow) -> list[str]:
    """What the codes of a series hide."""
    notes = [_("Customs codes: {codes}, {edition}.").format(codes=found["codes_in_words"], edition=found["hs_edition"])]
    if found["purity"] == "BASKET":
        notes.append(reasons.reason("BASKET_CODE"))
    return notes if formats.missing(found["note"]) else [*notes, str(found["note"])]


def replaced(subject: Subject, found: SeriesRow) -> tuple[str, ...]:
    """What could not be done as asked."""
    notices = []
    if subject.choice.stage not in ("all", found["stage"]):
        notices.append(
            _("{mineral} has no customs code at the chosen stage; another stage is shown.").format(
                mineral=names.mineral(subject.ask, subject.choice.mineral)
            )
        )
    if found["is_other_mineral"]:
        notices.append(
            _("{asked} has no customs code of its own: the code that holds it with others is shown.").format(
                asked=names.mineral(subject.ask, subject.choice.mineral)
            )
        )
    if subject.choice.metric == "definitions":
        notices.append(_("A number of definitions is no share; China's share is shown."))
    return tuple(notices)


def no_importer(title: str) -> Part:
    """What stands there until somebody is picked."""
    return Part(Answer(title, _("Choose at least one importer below.")))


def no_series(subject: Subject, title: str) -> Part:
    """What stands there for a mineral that customs codes do not show."""
    name = names.mineral(subject.ask, subject.choice.mineral)
    sentence = _("No customs code in this database shows the trade in {mineral}.").format(mineral=name)
    return Part(Answer(title, sentence, details=[_("Choose another mineral below.")]))


def rows_by_series(subject: Subject, choices: Mapping[str, str], years: Sequence[int]) -> SourceRows | None:
    """The way to the published rows of one series at a time, of all importers.

    Args:
        subject: who stands side by side.
        choices: label by series_id.
        years: the years of the figures.
    """

    def load(series: str) -> pd.DataFrame:
        return subject.ask(questions.ROWS, importers=subject.importers, series=series, years=tuple(years))

    return SourceRows(choices, load, questions.ROWS.sql) if choices else None


def rows_by_importer(
    subject: Subject, choices: Mapping[str, str], series_id: str, years: Sequence[int]
) -> SourceRows | None:
    """The way to the published rows of one importer at a time, of one series.

    Args:
        subject: who stands side by side.
        choices: label by iso3.
        series_id: the series.
        years: the years of the figures.
    """

    def load(iso3: str) -> pd.DataFrame:
        return subject.ask(questions.ROWS, importers=(iso3,), series=series_id, years=tuple(years))

    return SourceRows(choices, load, questions.ROWS.sql) if choices else None


def _per_cent(value: float) -> str:
    return f"{value * 100:.1f}"

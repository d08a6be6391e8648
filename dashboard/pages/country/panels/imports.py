"""The country or group as an importer: what it buys, how much of it from China."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.content import cells
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.pages.country import questions
from dashboard.pages.country.panels import columns
from dashboard.pages.country.subject import Subject
from dashboard.words import formats, reasons
from dashboard.words.counts import almost_only, bought_most, set_apart, why_nothing
from dashboard.words.language import _, name_column

# The parameters that change what is drawn below.
DEPENDS = ("country", "year", "basis", "stage", "china")


def ranked(subject: Subject) -> Iterator[Panel]:
    """Imports that can be ranked."""
    frame = subject.imports[subject.imports["status"] == "RANKED"]
    if len(frame):
        yield _ranked(subject, subject.with_history(frame, questions.IMPORT_HISTORY))


def nothing_bought(subject: Subject) -> str:
    """Why no import can be ranked."""
    if subject.imports.empty:
        return _("No customs code at this stage is covered here.")
    return _("No import of {name} can be ranked. {why}").format(
        name=subject.name, why=why_nothing(subject.imports["status"])
    )


def apart(subject: Subject) -> Iterator[Panel]:
    """What is not ranked."""
    frame = subject.imports[subject.imports["status"] != "RANKED"]
    if len(frame):
        yield _apart(subject, frame)


def _ranked(subject: Subject, frame: pd.DataFrame) -> Panel:
    to_show = frame["china_share"].notna().any()
    from_china = [
        Column("china_share", _("China's share"), formats.share, numeric=True, bar=True, order="descending"),
        Column("china_value_usd", _("From China, million USD"), formats.million_usd, numeric=True),
        columns.change(subject),
        *columns.spark(frame),
    ]
    judged = [
        Column("definitions_met", _("Definitions met"), cell=cells.definitions_met, numeric=True),
        Column("quality_grade", _("Grade"), details=lambda row: list(row["grade_reasons"])),
    ]
    caveats = [
        *subject.group_caveats(),
        almost_only(),
        _("Value at stake: imports from China in million USD, whatever the shares are measured by."),
        _("Shares are of gross imports. Stages are never added up. n/a means unknown, never zero."),
        _("HHI 1 means a single supplier; in brackets the number of equal suppliers with the same HHI."),
    ]
    if frame["quality_grade"].isna().all():
        caveats.append(_("Definitions of dependence and grades exist for single importers and the EU only."))
        judged = []
    return Panel(
        panel_id="country_imports",
        title=bought_most(frame, subject.name, subject.choice.china),
        frame=frame,
        columns=[
            *columns.mineral(),
            *(from_china[:2] if to_show else []),
            Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
            *(from_china[2:] if to_show else []),
            Column("hhi", _("HHI (equal suppliers)"), cell=cells.concentration, numeric=True),
            Column(name_column("top_supplier"), _("Largest supplier"), cell=cells.largest_supplier),
            *judged,
        ],
        caption=_("Imports of {name} in million USD, {year}; shares {measure}: {n} series, one row each").format(
            name=subject.name, year=subject.year, measure=subject.measure, n=len(frame)
        ),
        file_parts=subject.file("imports"),
        caveats=caveats,
        rows=subject.rows(questions.IMPORT_ROWS, frame),
        depends=DEPENDS,
    )


def _apart(subject: Subject, frame: pd.DataFrame) -> Panel:
    return Panel(
        panel_id="country_imports_apart",
        title=set_apart(frame["status"]),
        frame=frame,
        columns=[
            *columns.mineral(),
            Column("status", _("Why it is not ranked"), reasons.reason, prose=True),
            Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
            Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
            Column("codes_in_words", _("Customs codes"), prose=True),
        ],
        caption=_("Imports of {name} in million USD, {year}; shares {measure}").format(
            name=subject.name, year=subject.year, measure=subject.measure
        ),
        file_parts=subject.file("imports-not-ranked"),
        caveats=[_("n/a means unknown, never zero.")],
        rows=subject.rows(questions.IMPORT_ROWS, frame.dropna(subset=["value_usd"])),
        depends=DEPENDS,
    )

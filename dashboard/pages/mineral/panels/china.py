"""China's share over the years, with thresholds and export controls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import lines
from dashboard.content import cells
from dashboard.content.column import Column, Row
from dashboard.content.filters import Filter
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.mineral import source_rows
from dashboard.pages.mineral.panels import controls
from dashboard.pages.mineral.subject import STAGE_ORDER, Subject, china_over_time
from dashboard.question import records
from dashboard.state.shared import DEFINITION
from dashboard.words import formats, moves, names
from dashboard.words.language import _, lowered, name_column
from dashboard.words.reasons import reason

# Definitions whose threshold is a share of one supplier; GeoDep is judged by concentration.
SHARE_DEFINITIONS = ("china50", "crma65", "single80")


def china(subject: Subject) -> Iterator[Panel]:
    """China's share at each stage over time, with the threshold of the chosen definition and export controls."""
    choice = subject.choice
    frame = china_over_time(subject, choice.from_, choice.to)
    if choice.stage in set(frame["stage"]):
        frame = frame[frame["stage"] == choice.stage]
    if frame["china_share"].notna().sum() == 0:
        return
    definitions = subject.ask(queries.DEFINITIONS)
    definition = definitions[definitions["definition_id"] == choice.definition].iloc[0].to_dict()
    drawn = [
        lines.Line(names.stage(str(stage)), list(rows["year"]), list(rows["china_share"]))
        for stage, rows in frame.groupby("stage", sort=False)
        if rows["china_share"].notna().any()
    ]
    rules = controls.rules(subject, pd.Timestamp(int(frame["year"].min()), 1, 1), _last_day(subject, frame))
    yield Panel(
        panel_id="mineral_china",
        title=_title(frame),
        frame=frame,
        columns=_columns(),
        caption=_caption(subject, frame, definition),
        file_parts=subject.file("china-share", f"{choice.from_}-{choice.to}"),
        chart=partial(lines.over_time, drawn, _thresholds(definition), rules),
        alt=_alt(subject, frame),
        caveats=_caveats(definition, rules),
        rows=_rows(subject, frame),
        filters=[Filter(DEFINITION)],
        layout=frame.sort_values("year", ascending=False, kind="stable"),
        fold=True,
    )


def _title(frame: pd.DataFrame) -> str:
    """How the share moved at the first stage that has figures, refined before ore."""
    known = set(frame.loc[frame["china_share"].notna(), "stage"])
    stage = next(stage for stage in STAGE_ORDER if stage in known)
    return moves.china_moved(frame[frame["stage"] == stage], stage)


def _caption(subject: Subject, frame: pd.DataFrame, definition: Row) -> str:
    years = frame.loc[frame["china_share"].notna(), "year"]
    said = _("Share of {china} in the imports of {importer} of {mineral}, {years}, {basis}")
    if _thresholds(definition):
        said = _("Share of {china} in the imports of {importer} of {mineral}, {years}, {basis}; dashed: {definition}")
    return said.format(
        china=names.china(subject.choice.china),
        importer=subject.importer,
        mineral=lowered(subject.mineral),
        years=names.span(subject.ask, int(years.min()), int(years.max())),
        basis=names.basis(subject.choice.basis),
        definition=lowered(definition[name_column("definition")]),
    )


def _columns() -> list[Column]:
    return [
        Column("year", _("Year")),
        Column("stage", _("Stage"), names.stage),
        Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
        Column("top_supplier_iso3", _("Largest supplier"), cell=cells.largest_supplier),
        Column("hhi", _("HHI"), formats.index, numeric=True),
        Column("definition_met", _("Definition met"), _met, numeric=True),
        Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
        Column("quality_grade", _("Grade")),
        Column(
            "reason",
            _("Why a figure is missing"),
            lambda code: "" if formats.missing(code) else reason(code),
            prose=True,
        ),
    ]


def _met(value: object) -> str:
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    return _("yes") if value else _("no")


def _thresholds(definition: Row) -> list[lines.Threshold]:
    if definition["definition_id"] not in SHARE_DEFINITIONS:
        return []
    return [lines.Threshold(float(definition["threshold"]), definition[name_column("definition")])]


def _last_day(subject: Subject, frame: pd.DataFrame) -> pd.Timestamp:
    """Last day of the axis: events after the newest year of the data are shown, unless the reader cut years off."""
    last = pd.Timestamp(int(frame["year"].max()), 12, 31)
    return last + pd.DateOffset(years=3) if subject.choice.to == subject.ask(queries.YEARS)["year"].max() else last


def _alt(subject: Subject, frame: pd.DataFrame) -> str:
    said = []
    for stage, rows in frame.dropna(subset=["china_share"]).groupby("stage", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            _("{stage}: {a} in {first}, {b} in {last}.").format(
                stage=names.stage(str(stage)),
                a=formats.share(first["china_share"]),
                first=int(first["year"]),
                b=formats.share(last["china_share"]),
                last=int(last["year"]),
            )
        )
    return _("China's share in the imports of {importer}. {said}").format(
        importer=subject.importer, said=" ".join(said)
    )


def _caveats(definition: Row, rules: Sequence[lines.Rule]) -> list[str]:
    notes = [
        _("Lines break where a year has no trade or too little. The editions of the nomenclature are never joined."),
        *controls.caveat(rules),
        _("{definition}: {rule}").format(definition=definition[name_column("definition")], rule=definition["rule"]),
    ]
    if definition["definition_id"] not in SHARE_DEFINITIONS:
        notes.append(
            _("{name} is judged by concentration and has no threshold on this axis.").format(
                name=definition[name_column("definition")]
            )
        )
    elif definition["definition_id"] != "china50":
        notes.append(_("The threshold is about the largest supplier, whoever it is; see the table."))
    return notes


def _rows(subject: Subject, frame: pd.DataFrame) -> SourceRows:
    known = frame[frame["value_usd"].notna()].sort_values("year", ascending=False, kind="stable")

    def load(key: str) -> pd.DataFrame:
        series, year = key.split("/")
        return source_rows.trade(subject, series, int(year))

    return SourceRows(
        choices={
            f"{row['series_id']}/{row['year']}": f"{row['year']}, {names.stage(row['stage'])}" for row in records(known)
        },
        load=load,
        sql=queries.SOURCE_ROWS.sql,
    )

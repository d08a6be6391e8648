"""The flow that a record points to: every year with its windows, and the size of the promise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import queries
from dashboard.charts import theme, windows
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.commitments import figures, questions, records, register_words, sentences
from dashboard.pages.commitments.panels.flow import COMPARED, caveats
from dashboard.pages.commitments.subject import Subject
from dashboard.question import Ask
from dashboard.words import formats
from dashboard.words.language import _, name_column

if TYPE_CHECKING:  # Plotly is imported by the charts, when one is drawn.
    from plotly.graph_objects import Figure


def years(subject: Subject, pledge: Row) -> Panel:
    """The flow year by year with its windows."""
    frame = subject.ask(questions.SERIES, pledge=pledge["pledge_flow_id"])
    by_value = pledge["basis_used"] == "value"
    prefix, amount = ("value", "value_usd") if by_value else ("quantity", "quantity_t")
    china = f"china_{'plus_' if subject.choice.china == 'plus' else ''}{prefix}_share"
    printed = formats.million_usd if by_value else formats.tonnes
    columns = [
        Column("year", _("Year"), str),
        Column(amount, _("Million USD") if by_value else _("Tonnes"), printed, numeric=True),
        Column(f"{prefix}_share", _("Share of the total"), formats.share, numeric=True),
        Column(china, _("China's share"), formats.share, numeric=True),
        Column("status", _("What the release says"), _status),
    ]
    return Panel(
        panel_id=f"commitments_pledge_{pledge['pledge_flow_id'].lower()}",
        title=sentences.pledge_title(pledge),
        frame=frame,
        columns=columns,
        caption=_("{flow}, {unit} a year; {basis} {day}").format(
            flow=register_words.flow(pledge),
            unit=_("million USD") if by_value else _("tonnes"),
            basis=register_words.basis_of_date(pledge["from_basis"]),
            day=figures.printed(pledge["from_date"], pledge["from_precision"]),
        ),
        file_parts=["flow", pledge["pledge_flow_id"], pledge["record_id"]],
        chart=partial(_chart, frame, pledge, by_value, amount),
        alt=_alt(pledge),
        caveats=[" ".join(sentences.pledge_in_words(subject, pledge)[:2]), *caveats(subject.choice)],
        rows=_rows(subject.ask, frame, pledge),
        fold=True,
        depends=("record", *COMPARED),
    )


def _chart(frame: pd.DataFrame, pledge: Row, by_value: bool, amount: str) -> Figure:
    scale = 1e6 if by_value else 1.0
    spans = [
        windows.Window(
            int(pledge[f"{side}_first_year"]),
            int(pledge[f"{side}_last_year"]),
            None if formats.missing(pledge[f"mean_{side}"]) else float(pledge[f"mean_{side}"]) / scale,
            label,
        )
        for side, label in (("before", _("mean before")), ("after", _("mean after")))
        if not formats.missing(pledge[f"{side}_first_year"])
    ]
    day = figures.printed(pledge["from_date"], pledge["from_precision"])
    return windows.before_after(
        [int(year) for year in frame["year"]],
        [None if formats.missing(value) else float(value) / scale for value in frame[amount]],
        spans,
        pd.Timestamp(pledge["from_date"]).date(),
        (
            _("million USD") if by_value else _("tonnes"),
            f"{register_words.basis_of_date(pledge['from_basis'])} {day}",
        ),
        theme.AREAS_OF_CHINA.get(pledge["exporter_iso3"], theme.ACCENT),
    )


def _alt(pledge: Row) -> str:
    return _("{flow}: yearly mean {a} before ({x}) and {b} after ({y}); verdict: {verdict}.").format(
        flow=register_words.flow(pledge),
        a=figures.mean(pledge["mean_before"], pledge["basis_used"]),
        b=figures.mean(pledge["mean_after"], pledge["basis_used"]),
        x=figures.span(pledge["before_first_year"], pledge["before_last_year"]),
        y=figures.span(pledge["after_first_year"], pledge["after_last_year"]),
        verdict=register_words.verdict(pledge).lower(),
    )


def _status(status: str) -> str:
    return {
        "recorded": _("recorded"),
        "none_recorded": _("nothing recorded in a full release"),
        "below_extract_cut": _("not known: this release lists the largest partners only"),
        "importer_not_in_release": _("the release has no figures of this importer"),
        "not_published": _("not published"),
    }.get(status, status)


def _rows(ask: Ask, frame: pd.DataFrame, pledge: Row) -> SourceRows | None:
    """Published rows of the buyer's imports in a year, latest first, or of the production of all countries."""
    if pledge["measure"] == "production":
        source, mineral = str(pledge["production_source_id"]), pledge["production_mineral_id"]
        return SourceRows(
            choices={source: source},
            load=lambda one: ask(queries.PUBLISHED_ROWS, kind="production", mineral=mineral, source=one),
            sql=queries.PUBLISHED_ROWS.sql,
        )
    recorded = [int(year) for year in frame.loc[frame["status"] == "recorded", "year"]]
    importer, series = pledge["importer_iso3"], pledge["series_id"]
    if formats.missing(series) or not recorded:
        return None
    return SourceRows(
        choices={str(year): str(year) for year in reversed(recorded)},
        load=lambda year: ask(queries.SOURCE_ROWS, importer=importer, series=series, year=int(year)),
        sql=queries.SOURCE_ROWS.sql,
    )


def scale(pledge: Row, frame: pd.DataFrame) -> Panel:
    """What the promised amount is a share of, each yardstick with its source; sources may differ."""
    columns = [
        Column("yardstick", _("Yardstick"), cell=partial(_yardstick, pledge)),
        Column("period_start", _("Year"), lambda day: figures.printed(day, "year")),
        Column("yardstick_t", _("Tonnes"), formats.tonnes, numeric=True, sub=_qualifier),
        Column("share", _("The promise would be"), formats.share, numeric=True, sub=_published),
        Column("confidence", _("Confidence")),
        records.source_column(),
    ]
    return Panel(
        panel_id=f"commitments_scale_{pledge['pledge_flow_id'].lower()}",
        title=sentences.scale_title(pledge["pledged_t"], frame["share"]),
        frame=frame,
        columns=columns,
        caption=_("{flow}: the promised amount as a share").format(flow=register_words.flow(pledge)),
        file_parts=["promise-as-share", pledge["pledge_flow_id"]],
        depends=("record",),
        caveats=[
            _("Where sources print different figures each is shown; they are not averaged."),
            _("Share = promised tonnes a year / tonnes of the yardstick, unless the share itself is published."),
        ],
    )


def _yardstick(pledge: Row, row: Row) -> str:
    buyer = pledge[name_column("importer")]
    if row["yardstick"] != "imports":
        return _("Use in {country}").format(country=buyer)
    if formats.missing(row["from_iso3"]) or row["from_iso3"] == "WLD":
        return _("All imports of {country}").format(country=buyer)
    return _("Imports of {country} from {origin}").format(country=buyer, origin=row[name_column("from")])


def _qualifier(row: Row) -> str:
    return "" if formats.missing(row["qualifier"]) else str(row["qualifier"])


def _published(row: Row) -> str:
    return _("as published") if row["share_is_published"] else _("computed here")

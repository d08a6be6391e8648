"""The flow that a record points to: the verdict in words, every year with its windows, and the size of the promise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import db, headline_register, text
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import commitments_flow
from dashboard.views import commitments_words as words

if TYPE_CHECKING:  # Plotly is imported only where a chart is drawn.
    from plotly.graph_objects import Figure


def in_words(row: dict) -> list[str]:
    """The verdict on one flow, what the code cannot show, what is known of the start, and the size of the promise."""
    said = _("{flow}. Verdict: {verdict}. {rule}").format(
        flow=words.flow(row), verdict=commitments_flow.verdict(row).lower(), rule=row["reason_rule"]
    )
    if row["sensitive"] is True:
        said += " " + _("The verdict is sensitive to the window.")
    lines = [said, " ".join(str(row[name]) for name in ("reason_for_mapping", "blind_spot"))]
    lines += [str(row["progress"])] if not text.missing(row["progress"]) else []
    if not text.missing(row["pledged"]):
        lines.append(_("Promised: {what}.").format(what=str(row["pledged"]).rstrip(".")))
    scale = headline_register.scale(shares(row["pledge_flow_id"]), row[text.name_column("importer")])
    return [*lines, *([scale] if scale else [])]


def flow(pledge: dict, chosen: dict) -> Panel:
    """The flow year by year with its windows."""
    frame = db.query("commitments_series", pledge=pledge["pledge_flow_id"])
    basis = "quantity" if text.missing(pledge["basis_used"]) else pledge["basis_used"]
    prefix, amount = ("value", "value_usd") if basis == "value" else ("quantity", "quantity_t")
    china = f"china_{'plus_' if chosen['china'] == 'plus' else ''}{prefix}_share"
    columns = [
        Column("year", _("Year"), str),
        Column(amount, _("Million USD") if basis == "value" else _("Tonnes"), _amount(basis), numeric=True),
        Column(f"{prefix}_share", _("Share of the total"), text.share, numeric=True),
        Column(china, _("China's share"), text.share, numeric=True),
        Column("status", _("What the release says"), _status),
    ]
    return Panel(
        panel_id=f"commitments_pledge_{pledge['pledge_flow_id'].lower()}",
        title=words.flow(pledge),
        frame=frame,
        columns=columns,
        caption=_("Every year of {flow}").format(flow=words.flow(pledge)),
        file_parts=["flow", pledge["pledge_flow_id"], pledge["record_id"]],
        figure=_figure(frame, pledge, basis, amount),
        alt=_alt(pledge),
        caveats=[" ".join(in_words(pledge)[:2]), *commitments_flow.caveats(chosen)],
        meanings=commitments_flow.meanings(),
        rows=_rows(frame, pledge),
        fold=True,
    )


def _figure(frame: pd.DataFrame, pledge: dict, basis: str, amount: str) -> Figure:
    from dashboard.charts import theme, windows

    scale = 1e6 if basis == "value" else 1.0
    spans = [
        windows.Window(
            int(pledge[f"{side}_first_year"]),
            int(pledge[f"{side}_last_year"]),
            None if text.missing(pledge[f"mean_{side}"]) else float(pledge[f"mean_{side}"]) / scale,
            label,
        )
        for side, label in (("before", _("mean before")), ("after", _("mean after")))
        if not text.missing(pledge[f"{side}_first_year"])
    ]
    rule = f"{words.basis_of_date(pledge['from_basis'])} {words.printed(pledge['from_date'], pledge['from_precision'])}"
    return windows.before_after(
        [int(year) for year in frame["year"]],
        [None if text.missing(value) else float(value) / scale for value in frame[amount]],
        spans,
        pd.Timestamp(pledge["from_date"]).date(),
        (_("million USD") if basis == "value" else _("tonnes"), rule),
        theme.supplier_colour(pledge["exporter_iso3"]),
    )


def _alt(pledge: dict) -> str:
    return _("{flow}: yearly mean {a} before ({x}) and {b} after ({y}); verdict: {verdict}.").format(
        flow=words.flow(pledge),
        a=words.mean(pledge["mean_before"], pledge["basis_used"]),
        b=words.mean(pledge["mean_after"], pledge["basis_used"]),
        x=words.span(pledge["before_first_year"], pledge["before_last_year"]),
        y=words.span(pledge["after_first_year"], pledge["after_last_year"]),
        verdict=commitments_flow.verdict(pledge).lower(),
    )


def _amount(basis: str) -> Callable[[float | None], str]:
    return text.million_usd if basis == "value" else text.tonnes


def _status(status: str) -> str:
    return {
        "recorded": _("recorded"),
        "none_recorded": _("nothing recorded in a full release"),
        "below_extract_cut": _("not known: this release lists the largest partners only"),
        "importer_not_in_release": _("the release has no figures of this importer"),
        "not_published": _("not published"),
    }.get(status, status)


def _rows(frame: pd.DataFrame, pledge: dict) -> SourceRows | None:
    """Published rows of the buyer's imports in a year, latest first, or of the production of all countries."""
    if pledge["measure"] == "production":
        source = str(pledge["production_source_id"])
        return SourceRows(
            choices={source: source},
            load=partial(_production_rows, pledge["production_mineral_id"]),
            sql=db.sql("mineral_published_rows"),
        )
    years = [int(year) for year in frame.loc[frame["status"] == "recorded", "year"]]
    if text.missing(pledge["series_id"]) or not years:
        return None
    return SourceRows(
        choices={str(year): str(year) for year in reversed(years)},
        load=partial(_trade_rows, pledge["importer_iso3"], pledge["series_id"]),
        sql=db.sql("source_rows"),
    )


def _production_rows(mineral: str, source: str) -> pd.DataFrame:
    return db.query("mineral_published_rows", kind="production", mineral=mineral, source=source)


def _trade_rows(importer: str, series: str, year: str) -> pd.DataFrame:
    return db.query("source_rows", importer=importer, series=series, year=int(year))


def shares(pledge_flow_id: str) -> pd.DataFrame:
    """What the promised amount of a pledge is a share of; empty where nothing is known."""
    return db.query("commitments_scale", pledge=pledge_flow_id)


def scale(pledge: dict, frame: pd.DataFrame) -> Panel:
    """What the promised amount is a share of, each yardstick with its source; sources may differ."""
    columns = [
        Column("yardstick", _("Yardstick"), cell=partial(_yardstick, pledge)),
        Column("period_start", _("Year"), lambda day: words.printed(day, "year")),
        Column("yardstick_t", _("Tonnes"), text.tonnes, numeric=True, sub=_qualifier),
        Column("share", _("The promise would be"), text.share, numeric=True, sub=_published),
        Column("confidence", _("Confidence")),
        words.source_column(),
    ]
    return Panel(
        panel_id=f"commitments_scale_{pledge['pledge_flow_id'].lower()}",
        title=_("How large is {n} t a year?").format(n=text.tonnes(pledge["pledged_t"])),
        frame=frame,
        columns=columns,
        caption=_("{flow}: the promised amount as a share").format(flow=words.flow(pledge)),
        file_parts=["promise-as-share", pledge["pledge_flow_id"]],
        caveats=[
            _("Where sources print different figures each is shown; they are not averaged."),
            _("Share = promised tonnes a year / tonnes of the yardstick, unless the share itself is published."),
        ],
        meanings={"share": _("promised tonnes / yardstick, or the share as published, 0-1"), **words.meanings()},
    )


def _yardstick(pledge: dict, row: dict) -> str:
    buyer = pledge[text.name_column("importer")]
    if row["yardstick"] != "imports":
        return _("Use in {country}").format(country=buyer)
    if text.missing(row["from_iso3"]) or row["from_iso3"] == "WLD":
        return _("All imports of {country}").format(country=buyer)
    return _("Imports of {country} from {origin}").format(country=buyer, origin=row[text.name_column("from")])


def _qualifier(row: dict) -> str:
    return "" if text.missing(row["qualifier"]) else str(row["qualifier"])


def _published(row: dict) -> str:
    return _("as published") if row["share_is_published"] else _("computed here")

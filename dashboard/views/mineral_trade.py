"""Panels of the mineral page on one year of trade: stages side by side, the basket, world flows."""

from __future__ import annotations

import pandas as pd

from dashboard import db, text
from dashboard.charts import sankey, shares
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import GROUPED, View


def stages(view: View) -> list[Panel]:
    """The stages side by side: suppliers, China's share, codes behind each and codes that are missing."""
    frame = view.stages
    drawn = frame[frame["share"].notna()]
    rows = {stage: text.stage(stage) for stage in drawn["stage"].drop_duplicates()}
    figure = shares.stacked_rows(drawn, "stage", rows, text.name_column("exporter")) if rows else None
    named = _suppliers_in_words(drawn)
    layout = mineral_view.one_row_each(frame)
    layout = layout.assign(suppliers=layout["stage"].map(named))
    return [
        Panel(
            panel_id="mineral_stages",
            title=_("Who supplies {importer}, stage by stage").format(importer=view.importer),
            frame=frame,
            columns=_stage_columns(view),
            caption=_("Imports of {importer}, {mineral}, {year}, {measure}").format(
                importer=view.importer, mineral=view.mineral, year=view.year, measure=view.measure
            ),
            file_parts=mineral_view.file_parts(view, "suppliers-by-stage", view.chosen["year"]),
            figure=figure,
            alt=_("Suppliers of {importer} in {year}. {said}").format(
                importer=view.importer,
                year=view.year,
                said=" ".join(f"{rows[stage]}: {named[stage]}." for stage in rows),
            ),
            caveats=[
                _("Stages are never added up. China first, then the five largest suppliers and all others together."),
                _("Grade A to D: purity of the code, known tonnes, completeness, size, agreement of the HS editions."),
            ],
            meanings=mineral_view.meanings(),
            rows=_stage_rows(view, layout),
            layout=layout,
        )
    ]


def basket(view: View) -> list[Panel]:
    """The basket that holds the mineral, under its own name; never a share of one metal."""
    frame = view.basket[view.basket["share"].notna()]
    if frame.empty:
        return []
    first = frame.iloc[0]
    name = first[text.name_column("mineral")]
    said = _suppliers_in_words(frame)[first["stage"]]
    columns = [
        Column(text.name_column("exporter"), _("Supplier")),
        Column("share", _("Share in the whole code"), text.share, numeric=True, bar=True),
        Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
        Column("quantity_t", _("Imports, t"), text.tonnes, numeric=True),
    ]
    return [
        Panel(
            panel_id="mineral_basket",
            title=_("{basket}: suppliers of the whole basket").format(basket=name),
            frame=frame,
            columns=columns,
            caption=_("Imports of {importer} under this code, {year}, {measure}").format(
                importer=view.importer, year=view.year, measure=view.measure
            ),
            file_parts=[view.importer, first["mineral_id"], "suppliers", view.chosen["basis"], view.chosen["year"]],
            figure=shares.stacked_rows(frame, "stage", {first["stage"]: _("Basket")}, mineral_view.exporter()),
            alt=_("Suppliers of the basket {basket} to {importer} in {year}: {said}.").format(
                basket=name, importer=view.importer, year=view.year, said=said
            ),
            caveats=[text.reason("BASKET_CODE"), *([] if text.missing(first["codes_note"]) else [first["codes_note"]])],
            meanings=mineral_view.meanings(),
            rows=_rows_of_year(view, first["series_id"], name),
        )
    ]


def flows(view: View) -> list[Panel]:
    """World trade of the series in one year: who sells to whom."""
    if view.main is None:
        return []
    asked = {name: view.chosen[name] for name in ("importer", "year", "basis", "china")}
    frame = db.query("mineral_flows", series=view.main["series_id"], **asked)
    frame = frame[frame["share_of_world_trade"].notna()]
    if frame.empty:
        return []
    seller, buyer = mineral_view.exporter(), text.name_column("importer")
    top = frame.iloc[0]
    return [
        Panel(
            panel_id="mineral_flows",
            title=_("Flows of {year}: {mineral}, {stage}").format(
                year=view.year, mineral=view.mineral, stage=text.stage(view.main["stage"]).lower()
            ),
            frame=frame,
            columns=[
                Column(seller, _("Seller")),
                Column(buyer, _("Buyer")),
                Column("value_usd", _("Million USD"), text.million_usd, numeric=True),
                Column("quantity_t", _("Tonnes"), text.tonnes, numeric=True),
                Column("share_of_world_trade", _("Share of world trade"), text.share, numeric=True, bar=True),
            ],
            caption=_("World trade between the largest sellers and buyers, {basis}, largest first").format(
                basis=text.basis(view.chosen["basis"])
            ),
            file_parts=[view.chosen["mineral"], view.main["stage"], "flows", view.chosen["basis"], view.chosen["year"]],
            figure=sankey.flows(frame, seller, buyer, view.amount, view.unit),
            alt=_("The largest flow goes from {seller} to {buyer}: {share} of world trade.").format(
                seller=top[seller], buyer=top[buyer], share=text.share(top["share_of_world_trade"])
            ),
            caveats=[
                _("China and the importer are always shown, then the four largest others on each side."),
                _("A country that sells and buys stands on both sides. EU members are counted one by one."),
            ],
            meanings=mineral_view.meanings(),
            rows=SourceRows(
                choices={view.main["series_id"]: f"{view.mineral}, {view.year}"},
                load=lambda series: db.query("mineral_flow_rows", series=series, year=view.chosen["year"]),
                sql=db.sql("mineral_flow_rows"),
            ),
            fold=True,
        )
    ]


def _suppliers_in_words(drawn: pd.DataFrame) -> dict[str, str]:
    """Suppliers of each stage, largest first, the grouped rest last."""
    name = mineral_view.exporter()
    ordered = drawn.sort_values("share", ascending=False, kind="stable")
    ordered = ordered.sort_values("exporter_iso3", key=lambda column: column == GROUPED, kind="stable")
    return {
        stage: ", ".join(f"{row[name]} {text.share(row['share'])}" for row in rows.to_dict("records"))
        for stage, rows in ordered.groupby("stage", sort=False)
    }


def _stage_columns(view: View) -> list[Column]:
    return [
        Column("stage", _("Stage"), text.stage),
        Column("suppliers", _("Suppliers"), cell=_suppliers_or_reason, prose=True),
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
        Column(
            "china_change_points",
            _("Change since {year}, points").format(year=view.chosen["year"] - 5),
            text.points,
            numeric=True,
        ),
        Column("hs_codes", _("HS codes"), cell=_codes, sub=_codes_missing, details=_codes_listed),
        Column("stage_value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
        Column("definitions_met", _("Definitions met"), cell=_definitions_met, numeric=True),
        Column("quality_grade", _("Grade"), details=_grade_reasons),
    ]


def _suppliers_or_reason(row: dict) -> str:
    if not text.missing(row["suppliers"]):
        shown = row["suppliers"]
        return shown if row["status"] in ("RANKED", "BASKET_CODE") else f"{shown}. {text.reason(row['status'])}"
    return text.reason(row["status"])


def _codes(row: dict) -> str:
    return _("none") if text.missing(row["hs_codes"]) else f"{row['hs_codes']} ({row['hs_edition']})"


def _codes_missing(row: dict) -> str:
    if text.missing(row["hs_codes_missing"]):
        return ""
    return _("not in the releases: {codes}").format(codes=row["hs_codes_missing"])


def _codes_listed(row: dict) -> list[str]:
    return [] if text.missing(row["codes_listed"]) else list(row["codes_listed"])


def _grade_reasons(row: dict) -> list[str]:
    return [] if text.missing(row["grade_reasons"]) else list(row["grade_reasons"])


def _definitions_met(row: dict) -> str:
    if text.missing(row["definitions_judged"]):
        return text.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["definitions_met"]), m=int(row["definitions_judged"]))


def _stage_rows(view: View, layout: pd.DataFrame) -> SourceRows | None:
    known = layout[layout["stage_value_usd"].notna()]
    if known.empty:
        return None
    return SourceRows(
        choices=dict(zip(known["series_id"], known["stage"].map(text.stage), strict=True)),
        load=lambda series: mineral_view.trade_rows(view.chosen["importer"], series, view.chosen["year"]),
        sql=db.sql("source_rows"),
    )


def _rows_of_year(view: View, series: str, label: str) -> SourceRows:
    return SourceRows(
        choices={series: f"{label}, {view.year}"},
        load=lambda chosen: mineral_view.trade_rows(view.chosen["importer"], chosen, view.chosen["year"]),
        sql=db.sql("source_rows"),
    )

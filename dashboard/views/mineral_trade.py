"""Panels of the mineral page from the trade statistics: stages, basket, suppliers over time, China's share, flows."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard import controls, db, text
from dashboard.charts import lines, sankey, shares
from dashboard.panel import Panel, SourceRows
from dashboard.table import Column
from dashboard.text import _
from dashboard.views import mineral_view
from dashboard.views.mineral_view import GROUPED, View

# Definitions whose threshold is a share of one supplier; GeoDep is judged by concentration.
SHARE_DEFINITIONS = ("china50", "crma65", "single80")


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
            file_parts=_file(view, "suppliers-by-stage", view.chosen["year"]),
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
            meanings=_meanings(),
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
            figure=shares.stacked_rows(frame, "stage", {first["stage"]: "HS " + first["hs_codes"]}, _exporter()),
            alt=_("Suppliers of the basket {basket} to {importer} in {year}: {said}.").format(
                basket=name, importer=view.importer, year=view.year, said=said
            ),
            caveats=[text.reason("BASKET_CODE"), *([] if text.missing(first["codes_note"]) else [first["codes_note"]])],
            meanings=_meanings(),
            rows=_rows_of_year(view, first["series_id"], name),
        )
    ]


def suppliers(view: View) -> list[Panel]:
    """Suppliers over time, China on the baseline."""
    if view.main is None:
        return []
    asked = {name: view.chosen[name] for name in ("importer", "basis", "china")}
    frame = db.query("mineral_suppliers", series=view.main["series_id"], **asked, **view.years)
    frame = frame[frame["share"].notna()]
    if frame.empty:
        return []
    name = _exporter()
    names = dict(zip(frame["exporter_iso3"], frame[name], strict=True))
    layout = frame.pivot(index="year", columns="exporter_iso3", values="share").sort_index(ascending=False)
    layout = layout[[iso3 for iso3 in names if iso3 != GROUPED] + [GROUPED] * (GROUPED in names)].reset_index()
    years = [int(year) for year in layout["year"]]
    return [
        Panel(
            panel_id="mineral_suppliers",
            title=_("Suppliers over time: {mineral}, {stage}").format(
                mineral=view.mineral, stage=text.stage(view.main["stage"]).lower()
            ),
            frame=frame,
            columns=[
                Column("year", _("Year")),
                *(Column(iso3, names[iso3], text.share, numeric=True) for iso3 in layout.columns[1:]),
            ],
            caption=_("Shares in the imports of {importer}, {measure}, HS {codes} ({edition})").format(
                importer=view.importer,
                measure=view.measure,
                codes=frame["hs_codes"].iloc[0],
                edition=view.main["hs_edition"],
            ),
            file_parts=_file(view, view.main["stage"], "suppliers", f"{years[-1]}-{years[0]}"),
            figure=shares.stacked_by_year(frame, name),
            alt=_suppliers_alt(view, frame, names),
            caveats=_supplier_caveats(frame, years),
            meanings=_meanings(),
            rows=SourceRows(
                choices={str(year): str(year) for year in years},
                load=lambda year: mineral_view.trade_rows(view.chosen["importer"], view.main["series_id"], int(year)),
                sql=db.sql("source_rows"),
            ),
            top=controls.period,
            layout=layout,
            fold=True,
        )
    ]


def china(view: View) -> list[Panel]:
    """China's share at each stage over time, with the threshold of the chosen definition and export controls."""
    asked = {name: view.chosen[name] for name in ("importer", "mineral", "basis", "china", "definition")}
    frame = db.query("mineral_china", **asked, **view.years)
    if view.chosen["stage"] in set(frame["stage"]):
        frame = frame[frame["stage"] == view.chosen["stage"]]
    if frame["china_share"].notna().sum() == 0:
        return []
    events = db.query("mineral_events", mineral=view.chosen["mineral"], importer=view.chosen["importer"])
    definition = db.query("definitions").set_index("definition_id").loc[view.chosen["definition"]]
    drawn = [
        lines.Line(text.stage(stage), list(rows["year"]), list(rows["china_share"]))
        for stage, rows in frame.groupby("stage", sort=False)
        if rows["china_share"].notna().any()
    ]
    return [
        Panel(
            panel_id="mineral_china",
            title=_("China's share of the imports, and export controls"),
            frame=frame,
            columns=_china_columns(),
            caption=_("Share of {china} in the imports of {importer}, {basis}; {rule}").format(
                china=text.china(view.chosen["china"]),
                importer=view.importer,
                basis=text.basis(view.chosen["basis"]),
                rule=definition["rule"],
            ),
            file_parts=_file(view, "china-share", f"{view.chosen['from']}-{view.chosen['to']}"),
            figure=lines.over_time(drawn, _thresholds(view, definition), _rules(view, frame, events)),
            alt=_china_alt(view, frame),
            caveats=_china_caveats(view, definition),
            meanings=_meanings(),
            rows=_china_rows(view, frame),
            top=controls.definition,
            layout=frame.sort_values("year", ascending=False, kind="stable"),
            fold=True,
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
    seller, buyer = _exporter(), text.name_column("importer")
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
            meanings=_meanings(),
            rows=SourceRows(
                choices={view.main["series_id"]: f"{view.mineral}, {view.year}"},
                load=lambda series: db.query("mineral_flow_rows", series=series, year=view.chosen["year"]),
                sql=db.sql("mineral_flow_rows"),
            ),
            fold=True,
        )
    ]


def _exporter() -> str:
    return text.name_column("exporter")


def _file(view: View, *parts: object) -> list[object]:
    return [view.importer, view.chosen["mineral"], *parts, view.chosen["basis"], view.chosen["china"]]


def _suppliers_in_words(drawn: pd.DataFrame) -> dict[str, str]:
    """Suppliers of each stage, largest first, the grouped rest last."""
    ordered = drawn.sort_values("share", ascending=False, kind="stable")
    ordered = ordered.sort_values("exporter_iso3", key=lambda column: column == GROUPED, kind="stable")
    return {
        stage: ", ".join(f"{row[_exporter()]} {text.share(row['share'])}" for row in rows.to_dict("records"))
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


def _suppliers_alt(view: View, frame: pd.DataFrame, names: dict[str, str]) -> str:
    last = int(frame["year"].max())
    rows = frame[(frame["year"] == last) & (frame["exporter_iso3"] != GROUPED)]
    top = rows.sort_values("share", ascending=False).head(3)
    said = ", ".join(f"{names[row['exporter_iso3']]} {text.share(row['share'])}" for row in top.to_dict("records"))
    return _("Suppliers of {mineral} to {importer} from {first} to {last}. In {last}: {said}.").format(
        mineral=view.mineral, importer=view.importer, first=int(frame["year"].min()), last=last, said=said
    )


def _supplier_caveats(frame: pd.DataFrame, years: list[int]) -> list[str]:
    notes = [
        _("China and the five suppliers with the highest mean share; Other is all the rest, unknown areas included.")
    ]
    missing = sorted(set(range(min(years), max(years) + 1)) - set(years))
    if missing:
        notes.append(_("No trade reported in {years}.").format(years=text.and_list([str(y) for y in missing], 6)))
    low = sorted(int(year) for year in frame.loc[frame["low_base"].fillna(False), "year"].unique())
    if low:
        notes.append(_("Too little trade to judge in {years}.").format(years=text.and_list([str(y) for y in low], 6)))
    partial_years = sorted(int(year) for year in frame.loc[frame["completeness"] == "top6", "year"].unique())
    if partial_years:
        notes.append(
            _("The release has the largest partners only from {first} to {last}.").format(
                first=partial_years[0], last=partial_years[-1]
            )
        )
    return notes


def _china_columns() -> list[Column]:
    return [
        Column("year", _("Year")),
        Column("stage", _("Stage"), text.stage),
        Column("china_share", _("China's share"), text.share, numeric=True, bar=True),
        Column(
            "top_supplier_iso3",
            _("Largest supplier"),
            cell=lambda row: (
                text.NOT_AVAILABLE
                if text.missing(row["top_supplier_iso3"])
                else f"{row[text.name_column('top_supplier')]} {text.share(row['top_supplier_share'])}"
            ),
        ),
        Column("hhi", _("HHI"), text.index, numeric=True),
        Column("definition_met", _("Definition met"), _met, numeric=True),
        Column("value_usd", _("Imports, million USD"), text.million_usd, numeric=True),
        Column("quality_grade", _("Grade")),
        Column(
            "reason",
            _("Why a figure is missing"),
            lambda code: "" if text.missing(code) else text.reason(code),
            prose=True,
        ),
    ]


def _met(value: object) -> str:
    if text.missing(value):
        return text.NOT_AVAILABLE
    return _("yes") if value else _("no")


def _thresholds(view: View, definition: pd.Series) -> list[lines.Threshold]:
    if view.chosen["definition"] not in SHARE_DEFINITIONS:
        return []
    return [lines.Threshold(float(definition["threshold"]), definition[text.name_column("definition")])]


def _rules(view: View, frame: pd.DataFrame, events: pd.DataFrame) -> list[lines.Rule]:
    """Events inside the years that are drawn; after the last year of the data only if nothing was cut off."""
    first = pd.Timestamp(int(frame["year"].min()), 1, 1)
    last = pd.Timestamp(int(frame["year"].max()), 12, 31)
    if view.chosen["to"] == db.query("years")["year"].max():
        last = last + pd.DateOffset(years=3)
    drawn = events[events["on_chart"] & events["starts_on"].between(first, last)]
    return [
        lines.Rule(
            starts_on=row["starts_on"].date(),
            label=f"{row['starts_on']:%Y-%m} {row['measure_type']}, {text.event_state(row['state'])}",
            state=row["state"],
            ends_on=None if text.missing(row["band_ends_on"]) else min(row["band_ends_on"], last).date(),
        )
        for row in drawn.to_dict("records")
    ]


def _china_alt(view: View, frame: pd.DataFrame) -> str:
    said = []
    for stage, rows in frame.dropna(subset=["china_share"]).groupby("stage", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            _("{stage}: {a} in {first}, {b} in {last}.").format(
                stage=text.stage(stage),
                a=text.share(first["china_share"]),
                first=int(first["year"]),
                b=text.share(last["china_share"]),
                last=int(last["year"]),
            )
        )
    return _("China's share in the imports of {importer}. {said}").format(importer=view.importer, said=" ".join(said))


def _china_caveats(view: View, definition: pd.Series) -> list[str]:
    notes = [
        _("Lines break where a year has no trade or too little. The editions of the nomenclature are never joined."),
        _(
            "Vertical rules: solid in force, dash-dotted suspended, dotted announced or unknown, dashed ended; the "
            "band lasts while the measure is known to be in force. At most four are drawn, the list has all of them."
        ),
    ]
    if view.chosen["definition"] not in SHARE_DEFINITIONS:
        notes.append(
            _("{name} is judged by concentration and has no threshold on this axis.").format(
                name=definition[text.name_column("definition")]
            )
        )
    elif view.chosen["definition"] != "china50":
        notes.append(_("The threshold is about the largest supplier, whoever it is; see the table."))
    return notes


def _china_rows(view: View, frame: pd.DataFrame) -> SourceRows:
    known = frame[frame["value_usd"].notna()].sort_values("year", ascending=False, kind="stable")
    choices = {
        f"{row['series_id']}/{row['year']}": f"{row['year']}, {text.stage(row['stage'])}"
        for row in known.to_dict("records")
    }
    return SourceRows(choices=choices, load=partial(_rows_of_key, view.chosen["importer"]), sql=db.sql("source_rows"))


def _rows_of_key(importer: str, key: str) -> pd.DataFrame:
    series, year = key.split("/")
    return mineral_view.trade_rows(importer, series, int(year))


def _meanings() -> dict[str, str]:
    """Meaning of the columns for the Metadata sheet."""
    return {
        "share": _("share in the imports of this series and year, 0-1, by the chosen basis"),
        "china_share": _("share of China, 0-1, by the chosen basis; empty: no trade, or too little"),
        "exporters": _(
            "number of suppliers in this row; more than one for Other and for China with Hong Kong and Macao"
        ),
        "value_usd": _("US dollars"),
        "quantity_t": _("tonnes, where known"),
        "hhi": _("Herfindahl-Hirschman index of suppliers, 0-1"),
        "definition_met": _("the chosen definition of dependence is met"),
        "definition_value": _("what the definition compares with its threshold"),
        "status": _("RANKED, or the reason why not"),
        "completeness": _("full: all flows; top6: largest partners only"),
        "source_ids": _("releases, see the sheet Sources"),
    }

"""One year of imports: the stages side by side, and the basket that holds the mineral."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from dashboard import queries
from dashboard.charts import shares
from dashboard.charts.shares import GROUPED
from dashboard.content import cells
from dashboard.content.column import Column, Row
from dashboard.content.panel import Panel, SourceRows
from dashboard.pages.mineral import source_rows
from dashboard.pages.mineral.subject import Subject, one_row_each
from dashboard.question import records
from dashboard.words import formats, names
from dashboard.words.language import _, lowered, name_column
from dashboard.words.reasons import reason


def stages(subject: Subject) -> Iterator[Panel]:
    """The stages side by side: suppliers, China's share, codes behind each and codes that are missing."""
    frame = subject.stages
    drawn = frame[frame["share"].notna()]
    rows = {stage: names.stage(stage) for stage in drawn["stage"].drop_duplicates()}
    named = _suppliers_in_words(drawn)
    layout = one_row_each(frame)
    layout = layout.assign(suppliers=layout["stage"].map(named))
    yield Panel(
        panel_id="mineral_stages",
        title=_title(subject, drawn),
        frame=frame,
        columns=_columns(subject),
        caption=_("Imports of {importer} of {mineral}, {year}, {measure}; suppliers' shares at each stage").format(
            importer=subject.importer, mineral=lowered(subject.mineral), year=subject.year, measure=subject.measure
        ),
        file_parts=subject.file("suppliers-by-stage", subject.choice.year),
        chart=partial(shares.stacked_rows, drawn, "stage", rows, name_column("exporter")) if rows else None,
        alt=_("Suppliers of {importer} in {year}. {said}").format(
            importer=subject.importer,
            year=subject.year,
            said=" ".join(f"{rows[stage]}: {named[stage]}." for stage in rows),
        ),
        caveats=[
            _("Stages are never added up. China first, then the five largest suppliers and all others together."),
            _("Grade A to D: purity of the code, known tonnes, completeness, size, agreement of the HS editions."),
        ],
        rows=_rows(subject, layout),
        layout=layout,
    )


def basket(subject: Subject) -> Iterator[Panel]:
    """The basket that holds the mineral, under its own name; never a share of one metal."""
    frame = subject.basket[subject.basket["share"].notna()]
    if frame.empty:
        return
    first = frame.iloc[0].to_dict()
    name = first[name_column("mineral")]
    said = _suppliers_in_words(frame)[first["stage"]]
    rows = {first["stage"]: _("Basket")}
    yield Panel(
        panel_id="mineral_basket",
        title=_largest(subject, name, frame),
        frame=frame,
        columns=[
            Column(name_column("exporter"), _("Supplier")),
            Column("share", _("Share in the whole code"), formats.share, numeric=True, bar=True),
            Column("value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
            Column("quantity_t", _("Imports, t"), formats.tonnes, numeric=True),
        ],
        caption=_("Imports of {importer} under this code, all its metals together, {year}, {measure}").format(
            importer=subject.importer, year=subject.year, measure=subject.measure
        ),
        file_parts=[
            subject.importer,
            first["mineral_id"],
            "suppliers",
            subject.choice.basis,
            subject.choice.year,
        ],
        chart=partial(shares.stacked_rows, frame, "stage", rows, name_column("exporter")),
        alt=_("Suppliers of the basket {basket} to {importer} in {year}: {said}.").format(
            basket=name, importer=subject.importer, year=subject.year, said=said
        ),
        caveats=[reason("BASKET_CODE"), *([] if formats.missing(first["codes_note"]) else [first["codes_note"]])],
        rows=SourceRows(
            choices={first["series_id"]: f"{name}, {subject.year}"},
            load=lambda series: source_rows.trade(subject, series, subject.choice.year),
            sql=queries.SOURCE_ROWS.sql,
        ),
    )


def _title(subject: Subject, drawn: pd.DataFrame) -> str:
    """The two largest suppliers at the stage that is looked at over time."""
    main = subject.main
    of_stage = drawn.head(0) if main is None else drawn[drawn["stage"] == main["stage"]]
    if main is None or of_stage.empty:
        return _("Who supplies {importer}, stage by stage").format(importer=subject.importer)
    if main["status"] == "BELOW_THRESHOLD":
        return _("{goods}: imports too small or too rare to rank suppliers").format(
            goods=names.goods(subject.mineral, main["stage"])
        )
    return _largest(subject, names.goods(subject.mineral, main["stage"]), of_stage)


def _largest(subject: Subject, goods: str, suppliers: pd.DataFrame) -> str:
    named = suppliers[suppliers["exporter_iso3"] != GROUPED].sort_values("share", ascending=False, kind="stable")
    if named.empty:
        return _("{goods}: who supplies {importer}").format(goods=goods, importer=subject.importer)
    one, two = named.iloc[0], named.iloc[1] if len(named) > 1 else None
    if two is None:
        said = _("{goods}: {importer} bought {a} from {one}")
    else:
        said = _("{goods}: {importer} bought {a} from {one}, {b} from {two}")
    name = name_column("exporter")
    return said.format(
        goods=goods,
        importer=subject.importer,
        a=formats.share(one["share"]),
        one=one[name],
        b="" if two is None else formats.share(two["share"]),
        two="" if two is None else two[name],
    )


def _suppliers_in_words(drawn: pd.DataFrame) -> dict[str, str]:
    """Suppliers of each stage, largest first, the grouped rest last."""
    name = name_column("exporter")
    ordered = drawn.sort_values("share", ascending=False, kind="stable")
    ordered = ordered.sort_values("exporter_iso3", key=lambda column: column == GROUPED, kind="stable")
    return {
        str(stage): ", ".join(f"{row[name]} {formats.share(row['share'])}" for row in records(rows))
        for stage, rows in ordered.groupby("stage", sort=False)
    }


def _columns(subject: Subject) -> list[Column]:
    return [
        Column("stage", _("Stage"), names.stage),
        Column("suppliers", _("Suppliers"), cell=_suppliers_or_reason, prose=True),
        Column("china_share", _("China's share"), formats.share, numeric=True, bar=True),
        Column(
            "china_change_points",
            _("Change since {year}, points").format(year=subject.choice.year - 5),
            formats.points,
            numeric=True,
        ),
        Column("hs_codes", _("HS codes"), cell=_codes, sub=_codes_missing, details=_codes_listed),
        Column("stage_value_usd", _("Imports, million USD"), formats.million_usd, numeric=True),
        Column("definitions_met", _("Definitions met"), cell=cells.definitions_met, numeric=True),
        Column("quality_grade", _("Grade"), details=_grade_reasons),
    ]


def _suppliers_or_reason(row: Row) -> str:
    if not formats.missing(row["suppliers"]):
        shown = str(row["suppliers"])
        return shown if row["status"] in ("RANKED", "BASKET_CODE") else f"{shown}. {reason(row['status'])}"
    return reason(row["status"])


def _codes(row: Row) -> str:
    return _("none") if formats.missing(row["hs_codes"]) else f"{row['hs_codes']} ({row['hs_edition']})"


def _codes_missing(row: Row) -> str:
    if formats.missing(row["hs_codes_missing"]):
        return ""
    return _("not in the releases: {codes}").format(codes=row["hs_codes_missing"])


def _codes_listed(row: Row) -> list[str]:
    return [] if formats.missing(row["codes_listed"]) else list(row["codes_listed"])


def _grade_reasons(row: Row) -> list[str]:
    return [] if formats.missing(row["grade_reasons"]) else list(row["grade_reasons"])


def _rows(subject: Subject, layout: pd.DataFrame) -> SourceRows | None:
    known = layout[layout["stage_value_usd"].notna()]
    if known.empty:
        return None
    return SourceRows(
        choices=dict(zip(known["series_id"], known["stage"].map(names.stage), strict=True)),
        load=lambda series: source_rows.trade(subject, series, subject.choice.year),
        sql=queries.SOURCE_ROWS.sql,
    )

"""Comments of columns that mean the same in every table; what is special to a table is said beside it in the SQL."""

from __future__ import annotations

import duckdb

from etl import db

SCHEMAS = ("meta", "core", "mart")
SHARED = {
    "mineral_id": "Mineral (ref.mineral).",
    "iso3": "Country or area (ref.country).",
    "importer_iso3": "Importer (ref.country); EU27 holds imports from outside the 27 only.",
    "exporter_iso3": "Exporter (ref.country).",
    "partner_iso3": "The other country of a trade figure (ref.country); NULL where there is none.",
    "series_id": "Trade series (ref.trade_series): which customs codes were summed.",
    "hs6": "Six-digit customs code in hs_edition.",
    "hs_edition": "HS92 or HS17; figures of the two are never added or joined.",
    "stage": "ore (mining), refined (smelter, refinery, primary metal) or product; NULL where none is named.",
    "form": "What is counted, such as mine production, ilmenite, refinery production.",
    "weight_basis": "gross, content (of the element), metal, oxide, other, not stated; what it may be divided by.",
    "year": "Calendar year.",
    "period": "Years that the figure covers, such as 2016-2020; NULL where it is the one in year.",
    "definition_id": "Named definition of dependence (ref.definition).",
    "value_usd": "Value of the trade, US dollars.",
    "quantity_t": "Known gross mass of the trade, tonnes; NULL where the release gives none.",
    "value_low": "Lower end of a range or lower bound, in unit; NULL where there is none.",
    "value_high": "Upper end of a range or upper bound, in unit; NULL where there is none.",
    "value_text": "The cell as published.",
    "unit": "Unit of the value.",
    "status": (
        "How the value was published: reported, estimated, projected, zero, range, below, above, net_exporter, "
        "withheld, not_available, not_assessed, unreadable, blank."
    ),
    "edition": "Edition of the publication; each edition revises the years before.",
    "note": "Note of the publisher, shortened.",
    "confidence": "high, medium or low: how sure we are that the source says so and is right.",
    "publisher": "Publisher of the source.",
    "url": "Address of the source.",
    "source_url": "Address of the source.",
    "source_id": "Release (meta.source).",
    "source_ids": "Releases that the figure was made of (meta.source).",
    "source_file": "File of the release; for a workbook, file and sheet.",
    "source_row": "Line in that file, or row of the sheet (the header is line 1).",
    "completeness": "full: every flow of that year; top6: the largest suppliers and customers only.",
}


def add_shared(con: duckdb.DuckDBPyConnection) -> None:
    """Comment every column of the meta, core and mart tables that has none and whose name is in ``SHARED``."""
    found = con.execute(
        """select schema_name, table_name, column_name from duckdb_columns()
           where schema_name = any($schemas) and comment is null and column_name = any($names)""",
        {"schemas": list(SCHEMAS), "names": list(SHARED)},
    ).fetchall()
    with db.transaction(con):
        for schema, table, column in found:
            text = SHARED[column].replace("'", "''")
            con.execute(f"comment on column {schema}.{table}.{column} is '{text}'")

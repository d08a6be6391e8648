"""Every mart, core, register, ref and meta table as Parquet and CSV, described by a Frictionless data package."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from etl import db
from etl.errors import EtlError

SCHEMAS = ("mart", "core", "register", "ref", "meta")
TYPES = {
    "VARCHAR": "string", "DOUBLE": "number", "INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean",
    "DATE": "date", "TIMESTAMP": "datetime",
}  # fmt: skip


def export(database: Path, folder: Path) -> list[str]:
    """Write the tables of ``database`` to ``folder`` with a datapackage.json.

    Lists become text joined by semicolons in the CSV files and stay lists in the Parquet files.

    Returns:
        The names of the exported tables.

    Raises:
        EtlError: the folder holds other files already.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "datapackage.json").is_file():
        raise EtlError("The folder holds other files.", file=folder, todo="Give an empty or a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    with db.connect(database, read_only=True) as con:
        tables = con.execute(
            """select schema_name, table_name, comment from duckdb_tables() where schema_name = any($schemas)
               union all select schema_name, view_name, comment from duckdb_views() where schema_name = any($schemas)
               order by 1, 2""",
            {"schemas": list(SCHEMAS)},
        ).fetchall()
        resources = [resource for row in tables for resource in _export_table(con, folder, *row)]
        package = _package(con, resources)
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1, default=str), "utf-8")
    return [f"{schema}.{table}" for schema, table, _ in tables]


def _export_table(
    con: duckdb.DuckDBPyConnection, folder: Path, schema: str, table: str, comment: str | None
) -> list[dict]:
    columns = con.execute(
        """select column_name, data_type, comment from duckdb_columns()
           where schema_name = ? and table_name = ? order by column_index""",
        [schema, table],
    ).fetchall()
    name = f"{schema}-{table}".replace("_", "-")
    flat = ", ".join(
        f"array_to_string({column}, ';') as {column}" if kind.endswith("[]") else column for column, kind, _ in columns
    )
    target = str(folder / name).replace("'", "''")
    con.execute(f"copy (select * from {schema}.{table}) to '{target}.parquet' (format parquet, compression zstd)")
    con.execute(f"copy (select {flat} from {schema}.{table}) to '{target}.csv' (header, delimiter ',')")
    fields = [
        {"name": column, "type": TYPES.get(kind, "string"), "description": note or ""} for column, kind, note in columns
    ]
    for field in fields:
        if field["type"] == "datetime":
            field["format"] = "%Y-%m-%d %H:%M:%S"  # whole seconds, as DuckDB writes them
    about = {"title": f"{schema}.{table}", "description": comment or ""}
    return [
        {
            "name": name, "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "profile": "tabular-data-resource", "schema": {"fields": fields, "missingValues": [""]}, **about,
        },
        # A file, not a table: validators read lists in Parquet badly, and the CSV beside it has the same rows.
        {"name": f"{name}-parquet", "path": f"{name}.parquet", "type": "file", "format": "parquet",
         "mediatype": "application/vnd.apache.parquet", **about},
    ]  # fmt: skip


def _package(con: duckdb.DuckDBPyConnection, resources: list[dict]) -> dict:
    built = con.execute("select build_id, built_at, data_version from meta.build").fetchall()
    build_id, built_at, data_version = built[0]
    sources = con.execute(
        "select title, edition, url, licence, citation from meta.source order by source_id"
    ).fetchall()
    return {
        "name": "critical-minerals-supply-chains",
        "title": "Critical-minerals supply chains: trade, production, dependence and pledges",
        "version": data_version,
        "id": build_id,
        "created": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
        "description": "Shares are 0-1, money is US dollars, mass is tonnes. Each core row names its file and row.",
        "sources": [
            {"title": f"{title}, {edition}", "path": url, "licence": licence, "citation": citation}
            for title, edition, url, licence, citation in sources
        ],
        "resources": resources,
    }

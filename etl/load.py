"""Committed files into the reference and core tables; every name becomes an identifier or stops the build."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl import db, rules, tables
from etl.catalog import Release, SliceEntry
from etl.errors import DataFileError, UnknownNameError

REFERENCE = {
    "country": "countries.csv",
    "country_alias": "country_aliases.csv",
    "country_group": "country_groups.csv",
    "mineral": "minerals.csv",
    "mineral_alias": "mineral_aliases.csv",
    "unit": "units.csv",
    "trade_series": "trade_series.csv",
    "hs_code": "hs_codes.csv",
    "definition": "definitions.csv",
    "threshold": "thresholds.csv",
}
YEARS = frozenset({"first_year", "last_year"})  # of a trade series: filled from the trade itself
LABEL_OF = {"mineral_id": "mineral_label", "iso3": "country_label"}
ADDED = {"source_id", "edition", "value_t"}


def load_reference(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Fill schema ref, meta.metric, meta.published_value and meta.column from data/reference.

    Raises:
        DataFileError: a missing file or column, a wrong type, a repeated key.
    """
    for table, name in REFERENCE.items():
        computed = YEARS if table == "trade_series" else frozenset()
        tables.load(con, data / "reference" / name, "ref", table, computed)
    tables.load(con, data / "reference" / "metrics.csv", "meta", "metric")
    tables.load(con, data / "reference" / "published_values.csv", "meta", "published_value")
    tables.load(con, data / "reference" / "columns.csv", "meta", "column")


def load_sources(con: duckdb.DuckDBPyConnection, releases: list[Release]) -> None:
    """Fill meta.source and meta.slice."""
    with db.transaction(con):
        _insert_sources(con, releases)


def _insert_sources(con: duckdb.DuckDBPyConnection, releases: list[Release]) -> None:
    for release in releases:
        row = {"source_id": release.source_id, **release.about, "sha256": release.sha256}
        names, values = list(row), list(row.values())
        marks = ", ".join("?" * len(names))
        con.execute(f"insert into meta.source ({', '.join(names)}) values ({marks})", values)
        for entry in release.slices:
            con.execute(
                "insert into meta.slice values (?, ?, ?, ?, ?, ?)",
                [entry.path, release.source_id, entry.table, entry.sha256, entry.rows, entry.previous_rows],
            )


def load_trade(con: duckdb.DuckDBPyConnection, data: Path, releases: list[Release]) -> None:
    """Fill core.trade_flow and the years of ref.trade_series.

    Raises:
        UnknownNameError: an area or a code that the reference lists lack.
    """
    for release, entry in _entries(releases, "trade_flow"):
        columns = _read_trade(con, data / entry.path)
        _refuse_unknown_trade(con, entry.path)
        value = "value_thousand_usd * 1000" if "value_thousand_usd" in columns else "value_usd"
        con.execute(
            f"""insert into core.trade_flow
                select t.year, e.iso3, m.iso3, t.hs6, t.hs_edition, {value}, t.quantity_t, t.completeness, $source,
                       t.source_file, t.source_row
                from incoming_trade t
                join area_label e on e.label = t.exporter_label join area_label m on m.label = t.importer_label
                order by t.hs6, m.iso3, t.year, e.iso3""",
            {"source": release.source_id},
        )
    con.execute("drop table if exists incoming_trade")
    con.execute("""update ref.trade_series s set first_year = y.first_year, last_year = y.last_year
        from (select c.series_id, min(f.year) as first_year, max(f.year) as last_year
              from core.trade_flow f join ref.hs_code c using (hs6, hs_edition)
              where c.in_extract group by c.series_id) y
        where y.series_id = s.series_id and s.in_extract""")


TRADE = {
    "year": "INTEGER", "exporter_label": "VARCHAR", "importer_label": "VARCHAR", "hs6": "VARCHAR",
    "hs_edition": "VARCHAR", "quantity_t": "DOUBLE", "completeness": "VARCHAR", "source_file": "VARCHAR",
    "source_row": "INTEGER",
}  # fmt: skip
TRADE_VALUES = ("value_usd", "value_thousand_usd")


def _read_trade(con: duckdb.DuckDBPyConnection, path: Path) -> set[str]:
    """A trade slice into ``incoming_trade``, typed and without gaps; returns its columns."""
    try:
        con.execute("create or replace temp table incoming_trade as select * from read_parquet(?)", [str(path)])
    except duckdb.Error as error:
        what = f"The file cannot be read as Parquet: {db.reason(error)}."
        raise DataFileError(what, file=path, todo="Restore it or refresh the source.") from None
    kinds = dict(con.execute("select column_name, column_type from (describe incoming_trade)").fetchall())
    value = next((name for name in TRADE_VALUES if name in kinds), "value_usd")
    needed = TRADE | {value: "DOUBLE"}
    tables.require_columns(path, kinds, set(needed))
    wrong = next((name for name, kind in needed.items() if kinds[name] not in (kind, "BIGINT")), None)
    if wrong:
        what = f"The column is {kinds[wrong].lower()}, not {needed[wrong].lower()}."
        raise DataFileError(what, file=path, column=wrong, todo="Refresh the source.")
    for name in set(needed) - {"quantity_t"}:
        row = con.execute(f"select min(source_row) from incoming_trade where {name} is null having count(*)").fetchall()
        if row:
            raise DataFileError("The cell is empty.", file=path, row=row[0][0], column=name, todo="Refresh the source.")
    return set(kinds)


def _refuse_unknown_trade(con: duckdb.DuckDBPyConnection, path: str) -> None:
    areas = con.execute("""select distinct label from
        (select exporter_label as label from incoming_trade union select importer_label from incoming_trade)
        anti join area_label using (label)""").fetchall()
    if areas:
        todo = "Add each to data/reference/country_aliases.csv (or countries.csv, if it is new)."
        raise UnknownNameError.listing("countries", [(label, path) for (label,) in areas], todo)
    codes = con.execute("""select distinct hs6 || ' ' || hs_edition from incoming_trade
                           anti join ref.hs_code using (hs6, hs_edition)""").fetchall()
    if codes:
        todo = "Add each to data/reference/hs_codes.csv with its mineral, stage and purity, or refresh the source."
        raise UnknownNameError.listing("customs codes", [(code, path) for (code,) in codes], todo)


def prepare_labels(con: duckdb.DuckDBPyConnection) -> None:
    """Temporary look-ups: every accepted spelling of an area and of a mineral."""
    con.execute("""create or replace temp table area_label as
        select iso3 as label, iso3 from ref.country union select label, iso3 from ref.country_alias
        where label not in (select iso3 from ref.country)""")
    con.execute("""create or replace temp table mineral_label as
        select mineral_id as label, mineral_id from ref.mineral union
        select lower(trim(label)), mineral_id from ref.mineral_alias
        where lower(trim(label)) not in (select mineral_id from ref.mineral)""")


def load_statistics(con: duckdb.DuckDBPyConnection, data: Path, releases: list[Release]) -> None:
    """Fill every other core table from its CSV slices.

    Raises:
        UnknownNameError: all unknown minerals, or all unknown countries, or all unknown units, of all slices at once.
        DataFileError: a missing column or a wrong type.
    """
    unknown: dict[str, list[tuple[str, str]]] = {"minerals": [], "countries": [], "units": []}
    for release in releases:
        for entry in release.slices:
            if entry.table != "trade_flow":
                _load_slice(con, data / entry.path, release, entry, unknown)
    for kind, file in (
        ("minerals", "mineral_aliases.csv"),
        ("countries", "country_aliases.csv"),
        ("units", "units.csv"),
    ):
        if unknown[kind]:
            raise UnknownNameError.listing(kind, unknown[kind], f"Add each to data/reference/{file}.")


def _load_slice(con, path: Path, release: Release, entry: SliceEntry, unknown: dict[str, list]) -> None:
    kinds = tables.columns_of(con, "core", entry.table)
    frame = tables.read_table(path)
    expected = {LABEL_OF.get(column, column) for column in kinds if column not in ADDED}
    tables.require_columns(path, frame.columns, expected)
    con.register("incoming", frame.assign(line=frame.index))
    try:
        typed = {c: k for c, k in kinds.items() if c in frame.columns and k != "VARCHAR"}
        tables.refuse_bad_casts(con, path, frame, typed)
        found = _unknown_names(con, entry.path, kinds, set(frame.columns))
        for kind, names in found.items():
            unknown[kind].extend(names)
        if not any(found.values()):
            values = {"source": release.source_id, "edition": release.about["edition"]}
            rules.insert(con, path, frame, f"core.{entry.table}", _insert_statement(entry.table, kinds), values)
    finally:
        con.unregister("incoming")


def _unknown_names(con, path: str, kinds: dict[str, str], columns: set[str]) -> dict[str, list[tuple[str, str]]]:
    queries: dict[str, list[str]] = {"minerals": [], "countries": [], "units": []}
    if "mineral_id" in kinds:
        queries["minerals"].append(
            """select distinct mineral_label from incoming
               where lower(trim(mineral_label)) not in (select label from mineral_label)"""
        )
    areas = ["country_label"] * ("iso3" in kinds) + [c for c in ("from_iso3", "to_iso3") if c in columns]
    queries["countries"] += [
        f"select distinct {c} from incoming where {c} is not null and {c} not in (select label from area_label)"
        for c in areas
    ]
    if "value_t" in kinds:
        queries["units"].append(
            "select distinct unit from incoming where unit is null or unit not in (select unit from ref.unit)"
        )
    return {
        kind: [(str(name), path) for sql in texts for (name,) in con.execute(sql).fetchall()]
        for kind, texts in queries.items()
    }


def _insert_statement(table: str, kinds: dict[str, str]) -> str:
    special = {
        "mineral_id": "m.mineral_id", "iso3": "a.iso3", "from_iso3": "f.iso3", "to_iso3": "t.iso3",
        "source_id": "$source", "edition": "$edition", "value_t": "cast(i.value as double) * u.tonnes_per_unit",
    }  # fmt: skip
    selection = ", ".join(f"{special.get(c, f'cast(i.{c} as {k})')} as {c}" for c, k in kinds.items())
    joins = ""
    if "mineral_id" in kinds:  # a label known as out of scope has no mineral and is left out here
        joins += " join mineral_label m on m.label = lower(trim(i.mineral_label)) and m.mineral_id is not null"
    if "iso3" in kinds:
        joins += " join area_label a on a.label = i.country_label"
    if "from_iso3" in kinds:
        joins += " left join area_label f on f.label = i.from_iso3 left join area_label t on t.label = i.to_iso3"
    if "value_t" in kinds:
        joins += " join ref.unit u on u.unit = i.unit"
    edition = "" if "edition" in kinds else " where $edition is not null"
    return f"insert into core.{table} by name select {selection} from incoming i{joins}{edition}"


def _entries(releases: list[Release], table: str) -> list[tuple[Release, SliceEntry]]:
    return [(release, entry) for release in releases for entry in release.slices if entry.table == table]

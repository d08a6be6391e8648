"""The policy register: hand-kept CSV files, checked row by row, into schema register.

The tables of ``sql/schema/register.sql`` and ``sql/schema/pledge_flow.sql`` are the description of the files: column
names, types, what may be empty and which words are allowed are read from there. A person keeps these files, so every
problem of every file is collected and reported in one message instead of stopping at the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl import tables
from etl.errors import DataFileError
from etl.register_rules import Row, row_problems

SOURCE_ID = "register_2026_11"
FILES = {
    "claim": "claims.csv",
    "commitment": "commitments.csv",
    "project": "projects.csv",
    "event": "events.csv",
    "peer_commitment": "peer_commitments.csv",
    "policy": "policy.csv",
    "context": "context.csv",
    "disagreement": "disagreements.csv",
    "pledge_flow": "pledge_flows.csv",
}
LISTED = 20  # problems in one message: more would hide the first ones
ADDED = {"source_id", "source_file", "source_row"}
DERIVED = {"disagreement": {"mineral_ids", "country_iso3s"}}  # taken from its records by schema/evidence.sql
SHARED_COMMENTS = {
    "minerals": "Minerals as published; empty where the source names none.",
    "mineral_ids": "The minerals it is about; empty where none is named.",
    "countries": "Countries as published.",
    "country_iso3s": "All countries that it names, in any role; EU27 for the EU.",
    "same_fact_ids": "Records that state the same fact; do not count or add them twice.",
    "source_url": "Address of the source.",
    "publisher": "Publisher of the source.",
    "published_date": "Date of publication as printed; month or year alone where no more is known.",
    "locator": "Words to find the fact on the page.",
    "confidence": "high, medium or low: how sure we are that the source says so and is right.",
    "corroborated_by": "Addresses of other pages that say the same.",
    "notes": "What a reader must know.",
    "source_id": "Release: the register itself.",
    "source_file": "File below data/.",
    "source_row": "Line in that file (the header is line 1).",
}


class Column(NamedTuple):
    """A column of a register table: its type, whether it may be empty, the words it allows (empty: any)."""

    name: str
    kind: str
    required: bool
    allowed: tuple[str, ...]


@dataclass
class Problems:
    """What is wrong with the files, in the order found: (file, line, column, what is wrong and what to do)."""

    found: list[tuple[Path, int | None, str | None, str]] = field(default_factory=list)

    def add(self, file: Path, line: int | None, column: str | None, what: str) -> None:
        """Note one problem."""
        self.found.append((file, line, column, what))

    def stop(self) -> None:
        """Raise one DataFileError for all of them, if there are any."""
        if not self.found:
            return
        lines = [
            f"  {file.name}{f', row {line}' if line else ''}{f', column {column}' if column else ''}: {what}"
            for file, line, column, what in self.found[:LISTED]
        ]
        if len(self.found) > LISTED:
            lines.append(f"  … and {len(self.found) - LISTED} more")
        raise DataFileError(
            f"The register has {len(self.found)} problem(s):\n" + "\n".join(lines) + "\n",
            file=self.found[0][0], row=self.found[0][1], column=self.found[0][2],
            todo="Mend these rows in data/register.",
        )  # fmt: skip


def load(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Fill schema register from the CSV files of ``folder``; ref.country, ref.mineral, ref.trade_series must be there.

    Returns:
        Rows per table.

    Raises:
        DataFileError: one for all problems found, each with file, row, column and what to do.
    """
    problems = Problems()
    filled: dict[str, list[Row]] = {}
    columns = {table: _columns(con, table) for table in FILES}
    for table, name in FILES.items():
        filled[table] = _read(folder / name, columns[table], problems)
    known = _known_names(con)
    known["record"] = {row.cells[f"{table}_id"]: table for table, rows in filled.items() for row in rows}
    for table, rows in filled.items():
        _check_ids(folder / FILES[table], f"{table}_id", rows, problems)
        for row in rows:
            for column, what in row_problems(table, row, known):
                problems.add(folder / FILES[table], row.line, column, what)
    problems.stop()
    for table, rows in filled.items():
        _insert(con, table, rows)
    _comment_shared(con)
    return {table: len(rows) for table, rows in filled.items()}


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[Column]:
    allowed = {}
    for names, rule in con.execute(
        "select constraint_column_names, expression from duckdb_constraints()"
        " where schema_name = 'register' and table_name = ? and constraint_type = 'CHECK'",
        [table],
    ).fetchall():
        if len(names) == 1:
            allowed[names[0]] = tuple(re.findall(r"'([^']+)'", rule))
    found = con.execute(
        "select column_name, data_type, not is_nullable from duckdb_columns()"
        " where schema_name = 'register' and table_name = ? order by column_index",
        [table],
    ).fetchall()
    skip = ADDED | DERIVED.get(table, set())
    return [Column(name, kind, need, allowed.get(name, ())) for name, kind, need in found if name not in skip]


def _read(path: Path, columns: list[Column], problems: Problems) -> list[Row]:
    names = [column.name for column in columns]
    try:
        found = tables.records(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        problems.add(path, None, None, "the file is missing; restore it from the repository.")
        return []
    except (tables.NotCsvError, UnicodeDecodeError) as error:
        problems.add(path, None, None, f"not a CSV file in UTF-8 ({error}); save it as such.")
        return []
    if not found:
        problems.add(path, None, None, "the file is empty; restore it from the repository.")
        return []
    (_, header), *body = found
    missing, extra = [n for n in names if n not in header], [n for n in header if n not in names]
    for column in missing:
        problems.add(path, 1, column, "the column is missing; restore it.")
    for column in extra:
        problems.add(path, 1, column, "unknown column; take it out, or add it to its table in etl/sql.")
    if missing or extra:
        return []
    typed = [_typed(path, line, header, cells, columns, problems) for line, cells in body]
    if not typed:
        problems.add(path, None, None, "the file has no rows; restore them from the repository.")
    return [row for row in typed if row is not None]


def _typed(
    path: Path, line: int, header: list[str], cells: list[str], columns: list[Column], problems: Problems
) -> Row | None:
    if len(cells) != len(header):
        problems.add(path, line, None, f"{len(cells)} cells instead of {len(header)}; check commas and quotes.")
        return None
    texts = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    values: dict[str, object] = {}
    for column in columns:
        try:
            values[column.name] = _value(texts[column.name], column)
        except ValueError as error:
            values[column.name] = None
            problems.add(path, line, column.name, str(error))
    return Row(line, texts, values)


def _value(text: str, column: Column) -> object:
    if column.kind == "VARCHAR[]":
        return [part.strip() for part in text.split(";") if part.strip()]
    if text == "":
        if column.required:
            raise ValueError("must not be empty; fill it in.")
        return None
    try:
        if column.kind == "DATE":
            value: object = date.fromisoformat(text)
        elif column.kind in ("INTEGER", "DOUBLE"):
            value = int(text) if column.kind == "INTEGER" else float(text)
        elif column.kind == "BOOLEAN":
            value = {"true": True, "false": False}[text]
        else:
            value = text
    except (ValueError, KeyError):
        wanted = {"DATE": "a date such as 2025-12-20", "BOOLEAN": "true or false"}.get(column.kind, "a plain number")
        raise ValueError(f"{text!r} is not {wanted}; write it so.") from None
    if column.allowed and text not in column.allowed:
        raise ValueError(f"{text!r} is not one of {', '.join(column.allowed)}; choose one.")
    return value


def _known_names(con: duckdb.DuckDBPyConnection) -> dict[str, object]:
    queries = {"mineral": "select mineral_id from ref.mineral", "country": "select iso3 from ref.country",
               "series": "select series_id from ref.trade_series"}  # fmt: skip
    return {kind: {name for (name,) in con.execute(query).fetchall()} for kind, query in queries.items()}


def _check_ids(path: Path, key: str, rows: list[Row], problems: Problems) -> None:
    first: dict[str, int] = {}
    for row in rows:
        other = first.setdefault(row.cells[key], row.line)
        if other != row.line and row.cells[key]:
            problems.add(path, row.line, key, f"{row.cells[key]!r} is already the id of row {other}; give it another.")


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    file = f"register/{FILES[table]}"
    names = [*rows[0].values, *sorted(DERIVED.get(table, ())), "source_id", "source_file", "source_row"]
    marks = "(" + ", ".join("?" * len(names)) + ")"
    empty: list[list] = [[] for _ in DERIVED.get(table, ())]
    values = [value for row in rows for value in (*row.values.values(), *empty, SOURCE_ID, file, row.line)]
    try:
        con.execute(
            f"insert into register.{table} ({', '.join(names)}) values {', '.join([marks] * len(rows))}", values
        )
    except duckdb.ConstraintException as error:
        raise DataFileError(
            f"A row breaks a rule of register.{table}: {error}.", file=file, todo="Mend the row in data/register."
        ) from None


def _comment_shared(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'register' and comment is null"
    ).fetchall()
    for table, column in found:
        text = SHARED_COMMENTS[column].replace("'", "''")
        con.execute(f"comment on column register.{table}.{column} is '{text}'")

"""Rows into a table whose keys and rules the database keeps, with the first row that breaks one named."""

from __future__ import annotations

import re
from bisect import bisect_left
from pathlib import Path

import duckdb
import pandas as pd

from etl import db
from etl.errors import DataFileError

# What DuckDB says when a rule is broken, and what to tell the reader; the first group of the last two is the column.
REPEATED = re.compile(r'[Dd]uplicate key "(?:\w+: )?([^"]*)"')
BROKEN = (
    (re.compile(r"NOT NULL constraint failed: \w+\.(\w+)()"), "The cell is empty."),
    (re.compile(r"CHECK constraint failed .* expression CHECK\(\((\w+)(.*)\)\)$"), "Allowed is only: {0}{1}."),
)


def insert(
    con: duckdb.DuckDBPyConnection, path: Path, frame: pd.DataFrame, table: str, statement: str, values: dict
) -> None:
    """Run an insert into ``table`` that reads ``incoming``, registered as ``frame``; its index is the line in ``path``.

    Raises:
        DataFileError: a rule of the table is broken; names the first line that does.
    """
    try:
        con.execute(statement, values)
        return
    except duckdb.ConstraintException as error:
        text = db.reason(error)
    try:
        line = _first_bad_line(con, frame, statement, values)
    finally:
        con.register("incoming", frame)
    column, what = _told(con, table, text)
    raise DataFileError(what, file=path, row=line, column=column, todo="Mend or delete the row.") from None


def _first_bad_line(con: duckdb.DuckDBPyConnection, frame: pd.DataFrame, statement: str, values: dict) -> int:
    """The last line of the shortest run of leading rows that breaks a rule."""

    def breaks(rows: int) -> bool:
        con.register("incoming", frame.head(rows))
        con.execute("begin")
        try:
            con.execute(statement, values)
        except duckdb.ConstraintException:
            return True
        finally:
            con.execute("rollback")
        return False

    rows = bisect_left(range(len(frame)), True, key=breaks)
    return int(frame.index[rows - 1])


def _told(con: duckdb.DuckDBPyConnection, table: str, text: str) -> tuple[str | None, str]:
    """The column and what is wrong with it."""
    repeated = REPEATED.search(text)
    if repeated:
        ((columns,),) = con.execute(
            """select constraint_column_names from duckdb_constraints()
               where schema_name || '.' || table_name = ? and constraint_type = 'PRIMARY KEY'""",
            [table],
        ).fetchall()
        return ", ".join(columns), f"The key {repeated[1]!r} occurs more than once."
    for pattern, what in BROKEN:
        match = pattern.search(text)
        if match:
            return match[1], what.format(*match.groups())
    return None, f"A rule of the table is broken: {text}"

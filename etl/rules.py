"""Rows into a table whose keys and rules the database keeps, with the first row that breaks one named."""

from __future__ import annotations

import re
from bisect import bisect_left
from pathlib import Path

import duckdb
import pandas as pd

from etl.errors import DataFileError

# What DuckDB says when a rule is broken: (pattern with the column as first group, what to tell the reader).
BROKEN = (
    (r'Duplicate key "(\w+)(?:: ([^"]*))?"', "The key {1} occurs more than once."),
    (r"NOT NULL constraint failed: \w+\.(\w+)", "The cell is empty."),
    (r"CHECK constraint failed .* expression CHECK\(\(*(\w+)(.*)\)", "The value is not allowed: {0}{1}."),
)


def insert(con: duckdb.DuckDBPyConnection, path: Path, frame: pd.DataFrame, statement: str, values: dict) -> None:
    """Run an insert that reads ``incoming``, registered as ``frame``, whose index is the line in ``path``.

    Raises:
        DataFileError: a rule of the table is broken; names the first line that does.
    """
    try:
        con.execute(statement, values)
        return
    except duckdb.ConstraintException as error:
        text = str(error).splitlines()[0]
    try:
        line = _first_bad_line(con, frame, statement, values)
    finally:
        con.register("incoming", frame)
    column, what = _told(text)
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


def _told(text: str) -> tuple[str | None, str]:
    for pattern, what in BROKEN:
        match = re.search(pattern, text)
        if match:
            return match[1], what.format(*(part or "" for part in match.groups())).replace('"', "")
    return None, f"A rule of the table is broken: {text}"

"""Known upstream errors, corrected in the open: data/corrections.csv.

Each row names a core table, the row to change (``source_id``, ``source_file``, ``source_row``), the column, the value
that the release has and the value that is right, with the reason. A correction that no longer finds exactly that old
value fails the build, so it cannot outlive the upstream fix. Columns that restate each other (value, its bounds and the
same in tonnes) need a row each; the check ``tonnes_follow_value`` finds a forgotten one.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl import db, tables
from etl.errors import DataFileError

COLUMNS = [
    "core_table",
    "source_id",
    "source_file",
    "source_row",
    "column",
    "expected_old",
    "new_value",
    "reason",
    "source_url",
]


def apply(con: duckdb.DuckDBPyConnection, data: Path) -> int:
    """Apply every correction and return how many there are.

    Raises:
        DataFileError: a malformed file, an unknown table or column, or a correction that no longer matches.
    """
    path = data / "corrections.csv"
    frame = tables.read_table(path)
    if list(frame.columns) != COLUMNS:
        raise DataFileError("The header is not as documented.", file=path, row=1, todo=f"Use {','.join(COLUMNS)}.")
    known = set(
        con.execute("select table_name, column_name from duckdb_columns() where schema_name = 'core'").fetchall()
    )
    for line, row in zip(frame.index, frame.itertuples(index=False), strict=True):
        _apply_one(con, path, line, row, known)
    return len(frame)


def _apply_one(con: duckdb.DuckDBPyConnection, path: Path, line: int, row, known: set[tuple[str, str]]) -> None:
    if (row.core_table, row.column) not in known:
        raise DataFileError(
            f"There is no column core.{row.core_table}.{row.column}.", file=path, row=line, column="column",
            todo="Mend it.",
        )  # fmt: skip
    if not isinstance(row.reason, str) or not isinstance(row.source_url, str):
        raise DataFileError(
            "A correction needs a reason and a source.", file=path, row=line, column="reason", todo="Give both."
        )
    where = "source_id = $source and source_file = $file and cast(source_row as varchar) = $row"
    old = None if not isinstance(row.expected_old, str) else row.expected_old
    new = None if not isinstance(row.new_value, str) else row.new_value
    keys = {"source": row.source_id, "file": row.source_file, "row": row.source_row}
    matching = f"""{where} and cast("{row.column}" as varchar) is not distinct from $old"""
    counted = con.execute(f"select count(*) from core.{row.core_table} where {matching}", keys | {"old": old})
    found = counted.fetchall()[0][0]
    if found != 1:
        what = f"The correction finds {found or 'no'} {row.core_table} row with {row.column} = {old!r}."
        todo = "The release has changed: check it and delete or renew the correction."
        if found:
            todo = "It must find exactly one: several figures of that line have this value."
        raise DataFileError(what, file=path, row=line, column="expected_old", todo=todo)
    try:
        con.execute(
            f"""update core.{row.core_table} set "{row.column}" = $new where {matching}""",
            keys | {"new": new, "old": old},
        )
    except (duckdb.ConversionException, duckdb.ConstraintException) as error:
        what = f"{new!r} cannot stand in {row.column}: {db.reason(error)}."
        raise DataFileError(what, file=path, row=line, column="new_value", todo="Mend it.") from None

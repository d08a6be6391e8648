"""The one reader of CSV files, and the way of a committed CSV file into the table of the same columns.

Every cell comes with the line it stands on, as an editor shows it. What is wrong with a file is said in the words of
who asked: a publisher's release is taken again, a file of this repository is mended.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from etl import rules
from etl.errors import DataFileError

NAMED = {"INTEGER": "a whole number", "DOUBLE": "a number", "BOOLEAN": "true or false", "DATE": "a date"}


class Record(NamedTuple):
    """A record of a CSV file: the line it begins on (the header is line 1) and its cells as text."""

    line: int
    cells: list[str]


class NotCsvError(ValueError):
    """The text breaks the rules of CSV in the record that begins on ``line``."""

    def __init__(self, what: str, line: int):
        super().__init__(what)
        self.line = line


def records(text: str) -> list[Record]:
    """Every record of a CSV text, the header and empty lines included.

    Raises:
        NotCsvError: such as a quote that does not end.
    """
    reader, found, line = csv.reader(io.StringIO(text, newline=""), strict=True), [], 1
    try:
        for cells in reader:
            found.append(Record(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotCsvError(str(error), line) from None
    return found


def read_table(path: Path) -> pd.DataFrame:
    """A committed CSV with every cell as text; empty cells are missing.

    Returns:
        A frame whose index is the line of each record.

    Raises:
        DataFileError: missing, empty or malformed file; a record of another length than the header.
    """
    try:
        found = records(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise DataFileError("A data file is missing.", file=path, todo="Restore it from the repository.") from None
    except (NotCsvError, UnicodeDecodeError) as error:
        raise DataFileError(
            f"The file cannot be read as CSV: {error}.", file=path, todo="It must be UTF-8 with one header line."
        ) from None
    if not found:
        raise DataFileError("The file is empty.", file=path, todo="Restore it from the repository.")
    (_, header), *body = found
    if len(set(header)) < len(header):
        raise DataFileError("A column is named twice.", file=path, row=1, todo="Take one out.")
    for line, cells in body:
        if len(cells) != len(header):
            raise DataFileError(
                f"{len(cells)} cells where the header has {len(header)}.", file=path, row=line,
                todo="Check commas and quotes.",
            )  # fmt: skip
    lines = pd.Index([line for line, _ in body], name="line")
    columns = zip(*(cells for _, cells in body), strict=True) if body else ([] for _ in header)
    texts = {number: [cell or None for cell in column] for number, column in enumerate(columns)}
    return pd.DataFrame(texts, index=lines, dtype="str").set_axis(header, axis=1)


def columns_of(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    """Name and type of the columns of a table, in their order."""
    rows = con.execute(
        """select column_name, data_type from duckdb_columns()
           where schema_name = ? and table_name = ? order by column_index""",
        [schema, table],
    ).fetchall()
    return dict(rows)


def require_columns(path: Path, found: Iterable[str], needed: set[str]) -> None:
    """Raises DataFileError where the header lacks a column or has one that is not known."""
    found = set(found)
    missing, extra = sorted(needed - found), sorted(found - needed)
    if missing or extra:
        wrong = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"has unknown {', '.join(extra)}"] * bool(extra)
        raise DataFileError(
            f"The file {' and '.join(wrong)}.", file=path, row=1, column=(missing + extra)[0],
            todo=f"The header must be {', '.join(sorted(needed))}.",
        )  # fmt: skip


def refuse_bad_casts(con: duckdb.DuckDBPyConnection, path: Path, frame: pd.DataFrame, casts: dict[str, str]) -> None:
    """Name the first cell of ``incoming`` (registered from ``frame`` with its lines) that is not of its column's type.

    Raises:
        DataFileError: there is such a cell.
    """
    typed = {column: kind for column, kind in casts.items() if kind != "VARCHAR"}
    if not typed:
        return
    first = ", ".join(
        f"min(line) filter ({column} is not null and try_cast({column} as {kind}) is null)"
        for column, kind in typed.items()
    )
    (lines,) = con.execute(f"select {first} from incoming").fetchall()
    bad = [(line, column) for line, column in zip(lines, typed, strict=True) if line is not None]
    if bad:
        line, column = min(bad)
        raise DataFileError(
            f"{frame.at[line, column]!r} is not {NAMED.get(typed[column], typed[column].lower())}.",
            file=path, row=line, column=column, todo="Mend the cell.",
        )  # fmt: skip


def load(
    con: duckdb.DuckDBPyConnection, path: Path, schema: str, table: str, computed: frozenset[str] = frozenset()
) -> None:
    """Append a committed CSV file to the table that has its columns, all but those ``computed`` later.

    Raises:
        DataFileError: another header, a cell of the wrong type, a row that breaks a rule of the table.
    """
    frame = read_table(path)
    kinds = {name: kind for name, kind in columns_of(con, schema, table).items() if name not in computed}
    require_columns(path, frame.columns, set(kinds))
    con.register("incoming", frame.assign(line=frame.index))
    try:
        refuse_bad_casts(con, path, frame, kinds)
        selection = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in kinds.items())
        statement = f"insert into {schema}.{table} by name select {selection} from incoming"
        rules.insert(con, path, frame, f"{schema}.{table}", statement, {})
    finally:
        con.unregister("incoming")

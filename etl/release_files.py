"""The containers that publishers use, CSV files and workbooks, read with the position of every cell.

Nothing is interpreted here: CSV cells stay text, workbook cells keep their type. What is wrong with a container
(missing, empty, truncated, without a column) is said here once, in the same words for every source.
"""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from etl import tables
from etl.errors import SourceFormatError

TAKE_AGAIN = "Take the file from the publisher again."


class Line(NamedTuple):
    """A record of a CSV file and the line it begins on (the header is line 1)."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A CSV file: its name inside the release and its records."""

    file: str
    lines: list[Line]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: rows of cells, the first row being sheet row 1."""

    file: str
    name: str
    rows: list[tuple]

    @property
    def source_file(self) -> str:
        """File and sheet, as kept in source_file."""
        return f"{self.file}#{self.name}"

    def cell(self, row: int, column: int) -> object:
        """The cell of a sheet row (from 1) and a column (from 0); None outside the used area."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column] if column < len(cells) else None


def find_file(path: Path, pattern: str) -> Path:
    """The one file of a release: ``path`` itself, or the only match of ``pattern`` in the folder ``path``.

    Raises:
        SourceFormatError: there is no such file, or more than one.
    """
    if path.is_file():
        return path
    found = sorted(path.glob(pattern)) if path.is_dir() else []
    if len(found) != 1:
        what = f"{len(found)} files match {pattern!r}" if found else f"No file matches {pattern!r}"
        names = f" ({', '.join(each.name for each in found)})" if found else ""
        raise SourceFormatError(what + names, file=path, todo="Name the release file, or a folder that holds it once.")
    return found[0]


def read_csv(path: Path, columns: Iterable[str], encoding: str = "utf-8-sig") -> Table:
    """Every record of a CSV file as text; no cell is taken for a missing value (Namibia's code is NA).

    Raises:
        SourceFormatError: no such file, empty, undecodable, a column missing or named twice, or a record of
            another length.
    """
    try:
        found = tables.records(path.read_bytes().decode(encoding))
    except FileNotFoundError as error:
        raise SourceFormatError("The file is missing", file=path.name, todo=TAKE_AGAIN) from error
    except UnicodeDecodeError as error:
        raise SourceFormatError(
            f"The file is not {encoding} text", file=path.name, row=f"at byte {error.start}", todo=TAKE_AGAIN
        ) from error
    except tables.NotCsvError as error:
        raise SourceFormatError(
            f"Not readable as CSV: {error}", file=path.name, row=error.line, todo=TAKE_AGAIN
        ) from error
    header = [cell.strip() for cell in found[0].cells] if found else []
    body = [record for record in found[1:] if any(record.cells)]
    if not body:
        raise SourceFormatError("The file is empty", file=path.name, row=1, todo=TAKE_AGAIN)
    check_header(header, columns, file=path.name)
    for line, cells in body:
        if len(cells) != len(header):
            raise SourceFormatError(
                f"{len(cells)} cells where the header has {len(header)}", file=path.name, row=line, todo=TAKE_AGAIN
            )
    return Table(path.name, [Line(line, dict(zip(header, cells, strict=True))) for line, cells in body])


def read_sheet(path: Path, name: str | None = None) -> Sheet:
    """A sheet of a workbook (the first if no name is given), values only.

    Raises:
        SourceFormatError: no workbook, truncated, without that sheet, or the sheet is empty.
    """
    try:
        with zipfile.ZipFile(path) as container:
            damaged = container.testzip()
        if damaged:
            raise SourceFormatError(f"{damaged} is damaged", file=path.name, todo=TAKE_AGAIN)
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError as error:
        raise SourceFormatError("The file is missing", file=path.name, todo=TAKE_AGAIN) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, InvalidFileException, KeyError, ParseError) as error:
        raise SourceFormatError("Not a whole xlsx workbook", file=path.name, todo=TAKE_AGAIN) from error
    try:
        names = [sheet.title for sheet in workbook.worksheets]
        wanted = name or names[0]
        if wanted not in names:
            todo = f"It has {', '.join(names)}: if the publisher renamed it, adapt the source module."
            raise SourceFormatError(f"The workbook has no sheet {wanted!r}", file=path.name, todo=todo)
        rows = list(workbook[wanted].iter_rows(values_only=True))
    finally:
        workbook.close()
    if not any(cell is not None for row in rows for cell in row):
        raise SourceFormatError("The sheet is empty", file=f"{path.name}#{wanted}", row=1, todo=TAKE_AGAIN)
    return Sheet(path.name, wanted, rows)


def check_header(header: list[str], columns: Iterable[str], *, file: str, row: int = 1) -> None:
    """Raises SourceFormatError if a column is missing from the header, or is in it twice."""
    columns = list(columns)
    missing = [column for column in columns if column not in header]
    if missing:
        todo = f"The header has {', '.join(header)}: if the publisher renamed a column, adapt the source module."
        raise SourceFormatError("Missing column", file=file, row=row, column=", ".join(missing), todo=todo)
    twice = [column for column in columns if header.count(column) > 1]
    if twice:
        raise SourceFormatError("Column named twice", file=file, row=row, column=", ".join(twice), todo=TAKE_AGAIN)


def number(cell: object, *, file: str, row: int, column: str) -> float:
    """A cell that must be a number, unchanged.

    Raises:
        SourceFormatError: it is none (a truth value and a date are none either).
    """
    if not isinstance(cell, (bool, dt.date, dt.time)) and "_" not in str(cell):
        try:
            value = float(cell)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            value = float("nan")
        if abs(value) < float("inf"):
            return value
    raise SourceFormatError(
        f"{cell!r} is not a number", file=file, row=row, column=column, todo="Correct the cell or take the file again."
    )


def whole_number(cell: object, *, file: str, row: int, column: str) -> int:
    """A cell that must be a whole number, such as a year.

    Raises:
        SourceFormatError: it is none.
    """
    value = number(cell, file=file, row=row, column=column)
    if not value.is_integer():
        todo = "Correct the cell or take the file again."
        raise SourceFormatError(f"{cell!r} is not a whole number", file=file, row=row, column=column, todo=todo)
    return int(value)


def check_unique(keys: Iterable[tuple[Hashable, int]], *, file: str, columns: str) -> None:
    """Raises SourceFormatError if a key comes twice; ``keys`` are (key, row)."""
    seen: dict[Hashable, int] = {}
    for key, row in keys:
        if key in seen:
            todo = f"Row {seen[key]} has it too: keep one of them."
            raise SourceFormatError(f"Duplicate key {key!r}", file=file, row=row, column=columns, todo=todo)
        seen[key] = row

"""Sheets as a workbook for a spreadsheet. Pure: columns in, bytes out."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.content.files import flat, neutralise
from dashboard.content.readable import Readable

NUMBER_FORMAT = {
    "share": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "million_usd": "#,##0.0",
    "usd": "#,##0.00",
    "tonnes": "#,##0.0",
    "index": "0.00",
    "suppliers": "0.0",
    "count": "#,##0",
    "year": "0",
    "date": "yyyy-mm-dd",
}
LEAST_WIDTH, HEADING_WIDTH, MOST_WIDTH = 11, 26, 60
MOST_OF_AN_ADDRESS = 2000  # a longer one makes Excel refuse the file
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(sheets: Mapping[str, Sequence[Readable]]) -> bytes:
    """A workbook; the first row of each sheet has the headings and stays in sight."""
    book = Workbook()
    for name, columns in sheets.items():
        _sheet(book.create_sheet(name), columns)
    del book["Sheet"]  # the empty one of every new workbook
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(sheet: Worksheet, columns: Sequence[Readable]) -> None:
    sheet.freeze_panes = "A2"
    values = [_cells(one.values) for one in columns]
    sheet.append([_in_xml(one.heading) for one in columns])
    for row in zip(*values, strict=True):
        sheet.append(row)
    for place, (column, cells) in enumerate(zip(columns, values, strict=True), start=1):
        _style(sheet, place, column, cells)
    if columns:
        sheet.auto_filter.ref = sheet.dimensions


def _style(sheet: Worksheet, place: int, column: Readable, cells: Sequence[object]) -> None:
    heading = sheet.cell(1, place)
    heading.font, heading.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    wanted = max(min(len(column.heading) + 3, HEADING_WIDTH), longest + 2, LEAST_WIDTH)
    sheet.column_dimensions[get_column_letter(place)].width = min(wanted, MOST_WIDTH)
    shown = NUMBER_FORMAT.get(column.kind) or ("yyyy-mm-dd" if column.values.dtype.kind == "M" else "")
    if shown:
        for row in range(2, len(cells) + 2):
            sheet.cell(row, place).number_format = shown
    if longest > MOST_WIDTH and column.kind == "text":
        for row in range(2, len(cells) + 2):
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
    if column.links is not None:
        for row, address in enumerate(column.links, start=2):
            text = str(address)
            if text.startswith(("https://", "http://")) and len(text) <= MOST_OF_AN_ADDRESS and cells[row - 2]:
                sheet.cell(row, place).hyperlink = _NOT_IN_XML.sub("", text)


def _cells(values: pd.Series) -> list[Any]:
    """The values as a sheet takes them; what is missing is an empty cell."""
    values = flat(values)
    if values.dtype.kind == "f":
        return [None if math.isnan(cell) else _finite(cell) for cell in values.tolist()]
    known = values.astype(object).where(values.notna(), None).tolist()
    return known if values.dtype.kind in "iub" else [_in_sheet(cell) for cell in known]


def _in_sheet(cell: object) -> object:
    if isinstance(cell, str):
        return _in_xml(cell) or None
    if isinstance(cell, pd.Timestamp):
        return cell.tz_localize(None).to_pydatetime()
    if isinstance(cell, float):
        return _finite(cell)
    return cell if cell is None or isinstance(cell, bool | int | date) else str(cell)


def _finite(cell: float) -> float | str:
    """A sheet has no infinity."""
    return cell if math.isfinite(cell) else str(cell)


def _in_xml(text: str) -> str:
    return str(neutralise(_NOT_IN_XML.sub("", text)))

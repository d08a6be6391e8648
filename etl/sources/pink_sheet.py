"""World Bank commodity prices ("Pink Sheet"), monthly since January 1960, nominal US dollars; release of June 2026.

Sheet "Monthly Prices": four title rows, a row of series names (some end in ``**``), a row of units in brackets, then
one row per month named ``1960M01``. ``…`` or ``...`` is a missing value. Only the series of our minerals are taken;
gold, iron ore, fuels and farm products are not. Past months are revised now and then (phosphate rock of 2023 and 2024
in March 2026), so a release replaces the one before as a whole. ``mt`` is the bank's sign for a metric tonne.

Next release: give it a new ``SOURCE_ID`` here and a block in data/sources.toml, then run
``python -m etl refresh pink_sheet``. Another series: a line in ``SERIES``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError
from etl.release_files import TAKE_AGAIN, Sheet, check_header, check_unique, find_file, number, read_sheet
from etl.sources import Slice

ID = "pink_sheet"
SOURCE_ID = "pink_sheet_2026_06"
SHEET = "Monthly Prices"
MISSING = {"…", "...", ".."}
MONTH = re.compile(r"(\d{4})M(0[1-9]|1[0-2])")

# What is priced and where, from the sheet "Description"; the bank spells aluminium "Aluminum".
SERIES = {
    "Aluminum": ("primary ingot, 99.7 %", "LME"),
    "Copper": ("cathode, grade A", "LME"),
    "Lead": ("refined, 99.97 %", "LME"),
    "Tin": ("refined, 99.85 %", "LME"),
    "Nickel": ("cathode, 99.8 %", "LME"),
    "Zinc": ("high grade, 99.95 %", "LME"),
    "Platinum": ("metal, 99.95 %", "London fixing until May 2025, then spot"),
    "Silver": ("refined, 99.9 %", "London fixing"),
    "Phosphate rock": ("phosphate rock", "f.o.b. North Africa"),
}


def extract(path: Path) -> Sheet:
    """The sheet of monthly prices of the workbook, or of the workbook in the folder."""
    return read_sheet(find_file(path, "CMO-Historical-Data-Monthly*.xlsx"), SHEET)


def tidy(raw: Sheet) -> list[Slice]:
    """One slice of core.price: a row per series and month, value in the unit of the sheet, NULL where missing."""
    months = _months(raw)
    header_row = months[0][0] - 2
    names = [re.sub(r"[\s*]+$", "", str(cell or "").strip()) for cell in raw.rows[header_row - 1]]
    check_header(names, SERIES, file=raw.source_file, row=header_row)
    rows = []
    for name, (form, market) in SERIES.items():
        column = names.index(name)
        unit = _unit(raw, header_row + 1, column, name)
        for row, year, month in months:
            figure = _figure(raw, row, column, name)
            rows.append(
                {"mineral_label": name, "year": year, "month": month, "form": form, "market": market}
                | figure
                | {"note": None, "source_file": raw.source_file, "source_row": row, "unit": unit}
            )
    columns = ["mineral_label", "year", "month", "form", "market", "value", "value_low", "value_high", "value_text"]
    columns += ["unit", "status", "note", "source_file", "source_row"]
    return [Slice(SOURCE_ID, "price", pd.DataFrame(rows)[columns])]


def _months(raw: Sheet) -> list[tuple[int, int, int]]:
    """(sheet row, year, month) of every data row."""
    found: list[tuple[int, int, int]] = []
    for row, cells in enumerate(raw.rows, start=1):
        name = cells[0] if cells else None
        match = MONTH.fullmatch(str(name or "").strip())
        if match:
            found.append((row, int(match[1]), int(match[2])))
        elif found and any(cell is not None for cell in cells):
            raise SourceFormatError(
                f"{name!r} is not a month such as 1960M01", file=raw.source_file, row=row, column="A", todo=TAKE_AGAIN
            )
    if not found or found[0][0] < 3:
        todo = f"Expected series names, units and then months such as 1960M01 in column A. {TAKE_AGAIN}"
        raise SourceFormatError("No month below names and units", file=raw.source_file, column="A", todo=todo)
    check_unique([((year, month), row) for row, year, month in found], file=raw.source_file, columns="A")
    return found


def _unit(raw: Sheet, row: int, column: int, name: str) -> str:
    match = re.fullmatch(r"\((.+)\)", str(raw.cell(row, column) or "").strip())
    if not match:
        raise SourceFormatError(
            "No unit in brackets below the series name", file=raw.source_file, row=row, column=name, todo=TAKE_AGAIN
        )
    return match[1]


def _figure(raw: Sheet, row: int, column: int, name: str) -> dict:
    cell = raw.cell(row, column)
    if cell is None or (isinstance(cell, str) and cell.strip() in MISSING):
        status = "blank" if cell is None else "not_available"
        return {"value": None, "value_low": None, "value_high": None, "value_text": cell, "status": status}
    value = number(cell, file=raw.source_file, row=row, column=name)
    return {"value": value, "value_low": value, "value_high": value, "value_text": str(cell), "status": "reported"}

"""Worldwide Governance Indicators, World Bank, 2024 update: six indicators, 1996-2023 (1997, 1999, 2001 not covered).

One sheet in long form: code, countryname, year, indicator, estimate, stddev and ranks. ``..`` (in some editions
``#N/A``) is a missing value. ``stddev`` is the standard error of the estimate. The codes are the bank's own and
partly not ISO (ADO, KSV, ROM, TMP, WBG, ZAR), so the country is taken from its name; Taiwan is "Taiwan, China".

Next year's update: estimates of earlier years are revised too, so give the release a new ``SOURCE_ID`` here and a
block in data/sources.toml, then run ``python -m etl refresh wgi``. Editions before 2024 had one wide sheet per
indicator; those are not read.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError
from etl.release_files import Sheet, check_header, check_unique, find_file, number, read_sheet, whole_number
from etl.sources import Slice

ID = "wgi"
SOURCE_ID = "wgi_2024"
COLUMNS = ("countryname", "year", "indicator", "estimate", "stddev")
INDICATORS = {"va", "pv", "ge", "rq", "rl", "cc"}
MISSING = {"..", "#N/A", "", None}
UNIT = "standard normal units"


def extract(path: Path) -> Sheet:
    """The only sheet of the workbook, or of the workbook in the folder."""
    return read_sheet(find_file(path, "wgidataset*.xlsx"))


def tidy(raw: Sheet) -> list[Slice]:
    """One slice of core.governance: a row per country, year and indicator, NULL where nothing is published."""
    header = ["" if cell is None else str(cell).strip() for cell in raw.rows[0]]
    check_header(header, COLUMNS, file=raw.source_file)
    at = {column: header.index(column) for column in COLUMNS}
    rows = []
    for row, cells in enumerate(raw.rows[1:], start=2):
        if any(cell is not None for cell in cells):
            rows.append(_row(raw.source_file, row, {column: raw.cell(row, index) for column, index in at.items()}))
    if not rows:
        raise SourceFormatError("No row below the header", file=raw.source_file, row=2, todo="Take the file again.")
    check_unique(
        [((each["country_label"], each["year"], each["indicator"]), each["source_row"]) for each in rows],
        file=raw.source_file,
        columns="countryname, year, indicator",
    )
    absent = INDICATORS - {each["indicator"] for each in rows}
    if absent:
        todo = "Take the complete file: the six indicators belong together."
        raise SourceFormatError(
            f"No row for {', '.join(sorted(absent))}", file=raw.source_file, column="indicator", todo=todo
        )
    return [Slice(SOURCE_ID, "governance", pd.DataFrame(rows))]


def _row(file: str, row: int, cells: dict[str, object]) -> dict:
    indicator, country = cells["indicator"], str(cells["countryname"] or "").strip()
    if indicator not in INDICATORS:
        todo = "Add it to INDICATORS in etl/sources/wgi.py if it is a new one."
        raise SourceFormatError(f"Unknown indicator {indicator!r}", file=file, row=row, column="indicator", todo=todo)
    if not country:
        raise SourceFormatError("No country", file=file, row=row, column="countryname", todo="Fill it in.")
    return {
        "country_label": country,
        "year": whole_number(cells["year"], file=file, row=row, column="year"),
        "indicator": indicator,
        "value": _figure(cells["estimate"], file, row, "estimate"),
        "standard_error": _figure(cells["stddev"], file, row, "stddev"),
        "unit": UNIT,
        "source_file": file,
        "source_row": row,
    }


def _figure(cell: object, file: str, row: int, column: str) -> float | None:
    """The number in a cell; None where the bank marks a missing value."""
    if (cell.strip() if isinstance(cell, str) else cell) in MISSING:
        return None
    return number(cell, file=file, row=row, column=column)

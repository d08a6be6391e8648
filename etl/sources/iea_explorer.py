"""IEA Critical Minerals Data Explorer, May 2024: mining and refining by country, 2023 and projections to 2040.

Sheet "2 Total supply for key minerals" holds, side by side, one block for mining and one for refining of each of six
minerals, in kt, base case. The workbook is under CC BY 4.0 (sheet "Notice").

- 2030, 2035 and 2040 are projections from the pipeline of operating and announced projects, weighted by their
  probability: status ``projected``, and ``form`` names the base case. 2023 stands in the same base-case table and is
  not marked as reported, so its status is ``estimated``.
- Only leading countries are named; ``Rest of world`` is the remainder. Total rows are labelled "World total" (cobalt
  refining prints "Total clean technologies"). "Top 3 share" rows are ratios and are left out.
- In four blocks (both of graphite and of nickel) the rest of world also contains one of the named countries, so the
  lines add up to more than the total. Values stay as published; ``note`` says by how much. Divide by the total.
- The supply sheet does not say what is weighed, so ``weight_basis`` is ``not stated`` (a note on the demand sheet says
  lithium content, and that magnet rare earths are Pr, Nd, Tb and Dy).

Next edition: give the release a new ``SOURCE_ID`` here and a block in data/sources.toml; a new mineral is a line in
``BLOCKS``; then run ``python -m etl refresh iea_explorer``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from etl.errors import SourceFormatError, UnknownNameError
from etl.release_files import TAKE_AGAIN, Sheet, check_unique, find_file, number, read_sheet
from etl.sources import Slice

ID = "iea_explorer"
SOURCE_ID = "iea_explorer_2024_05"
SHEET = "2 Total supply for key minerals"
BASE_YEAR = 2023

# Title of a block -> mineral as the title has it, stage, what is counted.
BLOCKS = {
    "Copper - Mining": ("Copper", "ore", "mining"),
    "Copper - Refining": ("Copper", "refined", "refining"),
    "Cobalt - Mining": ("Cobalt", "ore", "mining"),
    "Cobalt - Refining": ("Cobalt", "refined", "refining"),
    "Lithium - Mining": ("Lithium", "ore", "mining"),
    "Lithium - Chemicals": ("Lithium", "refined", "chemicals"),
    "Nickel - Mining": ("Nickel", "ore", "mining"),
    "Nickel - Refining": ("Nickel", "refined", "refining"),
    "Graphite - Mining (natural)": ("Graphite", "ore", "mining of natural graphite"),
    "Graphite - Battery grade": ("Graphite", "refined", "battery-grade graphite"),
    "Magnet rare earth elements - Mining": ("Magnet rare earth elements", "ore", "mining"),
    "Magnet rare earth elements - Refining": ("Magnet rare earth elements", "refined", "refining"),
}
TOTALS = {"Total", "Total clean technologies"}
WORLD, REST = "World total", "Rest of world"


class Entry(NamedTuple):
    """A named line of a block: sheet row, block title, line label, the year columns it may have figures in."""

    row: int
    title: str
    label: str
    columns: dict[int, int]


def extract(path: Path) -> Sheet:
    """The supply sheet of the workbook, or of the workbook in the folder."""
    return read_sheet(find_file(path, "CM_Data_Explorer*.xlsx"), SHEET)


def tidy(raw: Sheet) -> list[Slice]:
    """One slice of core.production: a row per block, country and year, value in the unit of the sheet title."""
    unit = _unit(raw)
    entries = _entries(raw)
    _check_blocks(raw, entries)
    rows = [_row(raw, entry, year, unit) for entry in entries for year in entry.columns]
    _note_excess(rows)
    return [Slice(SOURCE_ID, "production", pd.DataFrame(rows))]


def _unit(raw: Sheet) -> str:
    title = next(str(cells[0]) for cells in raw.rows if cells and cells[0] is not None)
    match = re.search(r"base case \((\w+)\)", title)
    if not match:
        todo = "It must name the base case and the unit; for another scenario adapt etl/sources/iea_explorer.py."
        raise SourceFormatError(f"Unexpected title {title!r}", file=raw.source_file, column="A", todo=todo)
    return match[1]


def _entries(raw: Sheet) -> list[Entry]:
    """Every line of every block, read downwards in each group of columns."""
    year_row, groups = _year_groups(raw)
    entries = []
    for label_column, years in groups:
        title = None
        for row in range(year_row + 1, len(raw.rows) + 1):
            label = str(raw.cell(row, label_column) or "").strip()
            empty = all(raw.cell(row, column) is None for column in years.values())
            if not label and empty:
                continue
            if empty and " - " in label and len(label) < 80:
                title = label
            elif empty and label.startswith(("Notes", "“", '"')):
                break
            elif title is None or not label:
                raise SourceFormatError("A figure without a label", file=raw.source_file, row=row, todo=TAKE_AGAIN)
            elif not label.startswith("Top 3"):
                entries.append(Entry(row, title, label, years))
    return entries


def _year_groups(raw: Sheet) -> tuple[int, list[tuple[int, dict[int, int]]]]:
    """Sheet row of the years, and for each run of years: the column of the labels and {year: column}."""
    for row, cells in enumerate(raw.rows, start=1):
        at = [column for column, cell in enumerate(cells) if isinstance(cell, (int, float)) and 2000 <= cell <= 2100]
        if at and at[0] > 0:
            starts = [column for column in at if column - 1 not in at]
            groups = []
            for start, end in zip(starts, [*starts[1:], len(cells) + 1], strict=True):
                groups.append((start - 1, {int(cells[column]): column for column in at if start <= column < end}))
            if all(BASE_YEAR in years for _, years in groups):
                return row, groups
    todo = f"Expected a row of years that begins with {BASE_YEAR}. {TAKE_AGAIN}"
    raise SourceFormatError("No row of years", file=raw.source_file, row=4, column="B", todo=todo)


def _check_blocks(raw: Sheet, entries: list[Entry]) -> None:
    """Every block is a known one, complete, and names each country once."""
    found = {entry.title for entry in entries}
    unknown = [
        (entry.title, f"{raw.source_file} above row {entry.row}") for entry in entries if entry.title not in BLOCKS
    ]
    if unknown:
        first = dict(reversed(unknown))
        raise UnknownNameError.listing("blocks", first.items(), "Add them to BLOCKS in etl/sources/iea_explorer.py.")
    missing = sorted(set(BLOCKS) - found)
    if missing:
        todo = "Take the complete file, or take the block out of BLOCKS in etl/sources/iea_explorer.py."
        raise SourceFormatError(f"No block {', '.join(missing)}", file=raw.source_file, column="A, G", todo=todo)
    for title in BLOCKS:
        lines = [entry for entry in entries if entry.title == title]
        if not any(entry.label in TOTALS for entry in lines):
            last = lines[-1].row
            raise SourceFormatError(
                f"{title} has no total", file=raw.source_file, row=last, column="A, G", todo=TAKE_AGAIN
            )
        keys = [((title, entry.label), entry.row) for entry in lines]
        check_unique(keys, file=raw.source_file, columns="A, G")


def _row(raw: Sheet, entry: Entry, year: int, unit: str) -> dict:
    mineral, stage, form = BLOCKS[entry.title]
    is_total, projected = entry.label in TOTALS, year > BASE_YEAR
    cell = raw.cell(entry.row, entry.columns[year])
    value = number(cell, file=raw.source_file, row=entry.row, column=f"{entry.title}, {year}")
    note = "projection from operating and announced projects" if projected else "not marked as reported or estimated"
    if is_total and entry.label != "Total":
        note += f"; printed as {entry.label!r}"
    return {
        "mineral_label": mineral,
        "country_label": WORLD if is_total else entry.label,
        "year": year,
        "stage": stage,
        "measure": "production",
        "form": f"{form}, base case",
        "weight_basis": "not stated",
        "value": value,
        "value_low": value,
        "value_high": value,
        "value_text": str(cell),
        "unit": unit,
        "status": "projected" if projected else "zero" if value == 0 else "estimated",
        "note": f"IEA base case; {note}",
        "source_file": raw.source_file,
        "source_row": entry.row,
    }


def _note_excess(rows: list[dict]) -> None:
    """Say on the rest-of-world rows by how much the lines of a block exceed its published total."""
    sums: dict[tuple, float] = {}
    for row in rows:
        key = (row["mineral_label"], row["stage"], row["year"])
        sign = -1 if row["country_label"] == WORLD else 1
        sums[key] = sums.get(key, 0.0) + sign * row["value"]
    for row in rows:
        excess = round(sums[row["mineral_label"], row["stage"], row["year"]], 6)
        if row["country_label"] == REST and excess:
            row["note"] += f"; lines of the block exceed its total by {excess:g} {row['unit']}"

"""Uranium mine production by country and year, World Nuclear Association (table 2015-2024).

A long CSV: country, iso3, year, tonnes_u, status. Figures are tonnes of uranium contained in the concentrate.
``Others`` and ``World total`` rows have no iso3 and are the publisher's own figures; they are kept as such. The
association marks some countries as its estimate: ``status`` says so.

Next year's table: write it in the same five columns, under a name that begins with ``wna_uranium``, give the release
a new ``SOURCE_ID`` here and a block in data/sources.toml, then run ``python -m etl refresh wna_uranium``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError
from etl.release_files import Table, check_unique, find_file, number, read_csv, whole_number
from etl.sources import Slice

ID = "wna_uranium"
SOURCE_ID = "wna_uranium_2024"
COLUMNS = ("country", "iso3", "year", "tonnes_u", "status")
STATUSES = {"reported", "estimated"}


def extract(path: Path) -> Table:
    """The table of the release file, or of the folder that holds it, as text."""
    return read_csv(find_file(path, "wna_uranium*.csv"), COLUMNS)


def tidy(raw: Table) -> list[Slice]:
    """One slice of core.production: mining, tonnes of contained uranium."""
    rows = [_row(raw.file, line.number, line.cells) for line in raw.lines]
    check_unique(
        [((row["country_label"], row["year"]), row["source_row"]) for row in rows],
        file=raw.file,
        columns="country, year",
    )
    return [Slice(SOURCE_ID, "production", pd.DataFrame(rows))]


def _row(file: str, line: int, cells: dict[str, str]) -> dict:
    status = cells["status"].strip()
    if status not in STATUSES:
        raise SourceFormatError(
            f"{status!r} is no known status", file=file, row=line, column="status", todo="Write reported or estimated."
        )
    if not cells["country"].strip():
        raise SourceFormatError("No country", file=file, row=line, column="country", todo="Fill it in.")
    value = number(cells["tonnes_u"], file=file, row=line, column="tonnes_u")
    return {
        "mineral_label": "Uranium",
        "country_label": cells["country"].strip(),
        "year": whole_number(cells["year"], file=file, row=line, column="year"),
        "stage": "ore",
        "measure": "production",
        "form": "mine production",
        "weight_basis": "content",
        "value": value,
        "value_low": value,
        "value_high": value,
        "value_text": cells["tonnes_u"],
        "unit": "t",
        "status": "zero" if value == 0 else status,
        "note": None,
        "source_file": file,
        "source_row": line,
    }

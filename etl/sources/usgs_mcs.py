"""USGS Mineral Commodity Summaries: world production, capacity and reserves, US import reliance and prices.

Read from the yearly data releases in the publisher's own shapes, which change: 2023 and 2024 have a CSV a chapter in
``world/`` and ``salient/``, 2025 has one world table and ``salient/``, 2026 has everything in one long table. Each
edition is a release of its own, because each revises the year before: China's antimony of 2024 is 60,000 tons in one
and 40,000 in the next.

Traps: a dash is zero, W is withheld, NA not available, a blank unknown; ranges and bounds occur; the 2025 world table
leaves cells empty and says W in the note. Some headings and units are wrong (``_usgs_mcs_mends``). Names of chapters
and types of figure change (``_usgs_mcs_terms``), and with them the weight basis, which decides what may be divided by
tonnes of trade. "World total" rows are aggregates; footnote marks stick to some country names, and the label is kept.
``source_file`` is the path in the folder of the edition.

Next year's release: unpack it into a folder of its own, add its block to data/sources.toml and run
``python -m etl refresh usgs_mcs --from <folder>``. New chapters, types and prices are listed in one message each.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.errors import SourceFormatError
from etl.sources import Slice, _usgs_mcs_salient, _usgs_mcs_world
from etl.sources._usgs_mcs_sheets import Sheet, read_release, require_known_chapters

ID = "usgs_mcs"

_FIGURE = ["value", "value_low", "value_high", "value_text", "unit", "status"]
_ORIGIN = ["note", "source_file", "source_row"]
# What makes a row one of its kind, and the columns in the order of the core table.
_KEYS = {
    "production": ["mineral_label", "country_label", "year", "stage", "measure", "form"],
    "reserve": ["mineral_label", "country_label", "year", "stage", "form"],
    "import_reliance": ["mineral_label", "country_label", "year", "stage", "form"],
    "price": ["mineral_label", "year", "form", "market", "unit"],
}
_COLUMNS = {
    "production": [*_KEYS["production"], "weight_basis", *_FIGURE, *_ORIGIN],
    "reserve": [*_KEYS["reserve"], "weight_basis", *_FIGURE, *_ORIGIN],
    "import_reliance": [*_KEYS["import_reliance"], *_FIGURE, *_ORIGIN],
    "price": ["mineral_label", "year", "month", "form", "market", *_FIGURE, *_ORIGIN],
}


def extract(path: Path) -> list[Sheet]:
    """The files of one edition, or of all editions in the sub-folders of ``path``, as text.

    Raises:
        SourceFormatError: no edition is found, a part of it is missing, a file is empty or has a wrong heading.
    """
    return read_release(Path(path))


def tidy(raw: list[Sheet]) -> list[Slice]:
    """Slices for production, reserve, import_reliance and price of each edition, source_id ``usgs_mcs_<edition>``.

    Units are the publisher's (mended where they were wrong), import reliance is a share from 0 to 1.

    Raises:
        SourceFormatError: a missing column, a cell that is no figure, the same figure twice.
        UnknownNameError: chapters or types of figure that we do not know; all of them are listed.
    """
    require_known_chapters(raw)
    slices = []
    for edition in sorted({sheet.edition for sheet in raw}):
        sheets = [sheet for sheet in raw if sheet.edition == edition]
        production, reserve = _usgs_mcs_world.rows(sheets)
        price, reliance = _usgs_mcs_salient.rows(sheets)
        tables = {"production": production, "reserve": reserve, "import_reliance": reliance, "price": price}
        slices += [Slice(f"usgs_mcs_{edition}", table, _frame(table, rows)) for table, rows in tables.items()]
    return slices


def _frame(table: str, rows: list[dict]) -> pd.DataFrame:
    seen: dict[tuple, dict] = {}
    for row in rows:
        key = tuple(row[column] for column in _KEYS[table])
        first = seen.setdefault(key, row)
        if first is not row:
            raise SourceFormatError(
                f"The figure for {', '.join(str(part) for part in key if part is not None)} occurs twice; "
                f"first in {first['source_file']} line {first['source_row']}.",
                file=row["source_file"], row=row["source_row"],
                todo="Two series have got one name: tell them apart in the _usgs_mcs modules, or mend the file.",
            )  # fmt: skip
    frame = pd.DataFrame(rows, columns=_COLUMNS[table])
    return frame.astype({name: "Int64" for name in ("year", "month", "source_row") if name in frame})

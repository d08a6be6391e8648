"""US salient statistics of the Mineral Commodity Summaries: prices and net import reliance by year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from etl.errors import SourceFormatError, UnknownNameError
from etl.harmonise import Figure, parse_figure
from etl.sources import _usgs_mcs_series as known
from etl.sources._usgs_mcs_sheets import Sheet, chapter_of, shortened, whole_year

# Headings such as Price_WO3_dt, NIR_pct, Alumina_NIR_pct; the last part of a price is its unit, at times glued on.
_HEADING = re.compile(r"(?:\w+_)?(?P<kind>price|nir)(?:_.*)?", re.IGNORECASE)
_SUFFIX = re.compile(r"(ctslb|dlb|dkg|dtoz|dto|dt|dg)$", re.IGNORECASE)
_UNIT = {
    "ctslb": "cents per pound",
    "dlb": "dollars per pound",
    "dkg": "dollars per kilogram",
    "dtoz": "dollars per troy ounce",
    "dto": "dollars per troy ounce",
    "dt": "dollars per metric ton",
    "dg": "dollars per gram",
}


@dataclass(frozen=True)
class Cell:
    """A published figure of one series in one year; ``series`` is the heading or ``<commodity>: <detail>``."""

    sheet: Sheet
    row: int
    column: str
    chapter: str
    is_price: bool
    series: str
    words: str
    year: int
    text: str
    unit: str
    estimated: bool
    note: str

    def figure(self) -> Figure:
        """The figure.

        Raises:
            SourceFormatError: the cell holds no figure.
        """
        try:
            return parse_figure(self.text, estimated=self.estimated)
        except ValueError:
            raise SourceFormatError(
                f"{self.text!r} is not a figure.", file=self.sheet.file, row=self.row, column=self.column,
                todo="Correct the cell, or teach etl.harmonise.parse_figure what it means.",
            ) from None  # fmt: skip


def rows(sheets: Iterable[Sheet]) -> tuple[list[dict], list[dict]]:
    """Rows of core.price and core.import_reliance, with labels for identifiers, in the order of the files.

    Raises:
        SourceFormatError: a heading or a cell is not in the publisher's format.
        UnknownNameError: a series is not listed in _usgs_mcs_series.
    """
    readers: dict[str, Callable[[Sheet], Iterator[Cell]]] = {"salient": _wide, "long": _long}
    prices: list[dict] = []
    reliance: list[dict] = []
    unknown: dict[str, str] = {}
    for sheet in sheets:
        for cell in readers[sheet.layout](sheet) if sheet.layout in readers else ():
            try:
                series = known.series(known.PRICES if cell.is_price else known.RELIANCE, cell.chapter, cell.series)
            except KeyError:
                unknown.setdefault(f"{cell.chapter}: {cell.series}", f"{sheet.file} line {cell.row}")
                continue
            if series.label is not None:
                (prices if cell.is_price else reliance).append(_row(cell, series))
    if unknown:
        todo = "Add a line for each to etl/sources/_usgs_mcs_series.py."
        raise UnknownNameError.listing("prices or import reliances", unknown.items(), todo)
    return prices, reliance


def _row(cell: Cell, series: known.Series) -> dict:
    figure = cell.figure()
    form = series.form or _legible(cell.words)
    row: dict[str, object] = {"mineral_label": series.label, "year": cell.year, "form": form}
    if cell.is_price:
        row |= {"month": None, "market": series.at, "unit": _price_unit(cell)}
        row |= {"value": figure.value, "value_low": figure.low, "value_high": figure.high}
    else:  # published in percent, kept as a share
        row |= {"country_label": "United States", "stage": series.at, "unit": "share"}
        row |= {"value": _share(figure.value), "value_low": _share(figure.low), "value_high": _share(figure.high)}
    return row | {
        "value_text": cell.text or None, "status": figure.status, "note": shortened(cell.note),
        "source_file": cell.sheet.file, "source_row": cell.row,
    }  # fmt: skip


def _legible(words: str) -> str:
    return re.sub(r"(?<=\d)\?(?=\w)", "-", words)  # "1?gram": a hyphen was lost when the 2026 table was made


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _price_unit(cell: Cell) -> str:
    unit = known.PER_UNIT.get(cell.chapter) or known.UNIT_SLIPS.get(cell.unit, cell.unit)
    if not unit:
        raise SourceFormatError(
            f"The heading {cell.column!r} does not end in a unit of price.",
            file=cell.sheet.file, row=1, column=cell.column,
            todo="Compare with another edition and add the heading to etl/sources/_usgs_mcs_mends.py.",
        )  # fmt: skip
    return unit


def _wide(sheet: Sheet) -> Iterator[Cell]:
    """2023 to 2025: a file a chapter, a line a year. The last year is always an estimate, unmarked in the file."""
    chapter = chapter_of(sheet, sheet.stem)
    if chapter is None:
        return
    year_at = sheet.column("Year")
    series = [(place, match) for place, heading in enumerate(sheet.header) if (match := _HEADING.fullmatch(heading))]
    if not any(match["kind"].lower() == "nir" for _, match in series):
        raise SourceFormatError(
            "There is no column of net import reliance.", file=sheet.file, row=1, column="NIR_pct",
            todo="Is this a file of salient statistics? Download the release again.",
        )  # fmt: skip
    for row, cells in sheet.rows:
        year = whole_year(sheet, row, "Year", cells[year_at])
        for place, match in series:
            heading = sheet.header[place]
            unit = _SUFFIX.search(heading)
            yield Cell(
                sheet, row, heading, chapter, match["kind"].lower() == "price", heading, heading, year, cells[place],
                _UNIT[unit[0].lower()] if unit else "", year == sheet.edition - 1, "",
            )  # fmt: skip


def _long(sheet: Sheet) -> Iterator[Cell]:
    """2026 on: one line a figure."""
    names = ("MCS chapter", "Commodity", "Statistics", "Statistics_detail", "Unit", "Year", "Value", "Notes")
    places = [sheet.column(name) for name in names]
    for row, cells in sheet.rows:
        name, commodity, statistics, detail, unit, year, value, note = (cells[place] for place in places)
        chapter = chapter_of(sheet, name, row)
        if chapter is None or statistics not in ("Price", "Net import reliance"):
            continue
        yield Cell(
            sheet, row, "Value", chapter, statistics == "Price", f"{commodity}: {detail}", detail,
            whole_year(sheet, row, "Year", year), value, unit, note.startswith("Estimated"), note,
        )  # fmt: skip

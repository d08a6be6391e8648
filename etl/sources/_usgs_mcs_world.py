"""World tables of the Mineral Commodity Summaries: production, capacity and reserves by country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from etl.errors import SourceFormatError, UnknownNameError
from etl.harmonise import Figure, parse_figure
from etl.sources import _usgs_mcs_terms as terms
from etl.sources._usgs_mcs_mends import UNITS
from etl.sources._usgs_mcs_sheets import Sheet, chapter_of, shortened, whole_year

_UNIT = {
    "t": "metric tons",
    "kt": "thousand metric tons",
    "kg": "kilograms",
    "mcm": "million cubic meters",
}
_HEADING = re.compile(
    r"(?P<measure>prod|cap|reserves)(?:_(?P<part>sponge|pigment|ore|ore_k2o_equiv))?"
    r"_(?P<unit>[a-z]+)(?P<estimate>_est)?(?:_(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_MEASURE = {"prod": "production", "cap": "capacity", "reserves": "reserves"}
# The earlier of two years is a report unless the note says otherwise: "Also estimated in 2022", "estimated 2023".
_ALSO_ESTIMATED = re.compile(r"^\W*estimated\b|\balso estimated|estimated in both", re.IGNORECASE)
_REPORTED = re.compile(r"^\W*reported\b|was reported in 20", re.IGNORECASE)
# The 2025 table leaves the cell empty and says in the note why: "W for 23-24", "NA", "Large".
_REASON = re.compile(r"(w)\b(?: for .*)?|(na|xx)|(large|small)|(included .*)", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A published figure with everything around it that says what it is."""

    sheet: Sheet
    row: int
    column: str
    chapter: str
    measure: str
    type: str
    country: str
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
        text = self.text
        if text == "" and (reason := _REASON.fullmatch(self.note)):
            text = "W" if reason[1] else reason[0]
        if text == "s":  # 2026 for "see note": the amount is in another row, or under half a unit
            half = re.search(r"less than ½ unit", self.note, re.IGNORECASE)
            text = half[0] if half else "NA"
        try:
            return parse_figure(text, estimated=self.estimated)
        except ValueError:
            raise SourceFormatError(
                f"{self.text!r} is not a figure.", file=self.sheet.file, row=self.row, column=self.column,
                todo="Correct the cell, or teach etl.harmonise.parse_figure what it means.",
            ) from None  # fmt: skip


def rows(sheets: Iterable[Sheet]) -> tuple[list[dict], list[dict]]:
    """Rows of core.production and core.reserve, with mineral_label and country_label, in the order of the files.

    Raises:
        SourceFormatError: a heading or a cell is not in the publisher's format.
        UnknownNameError: a chapter or a type of figure is not listed in _usgs_mcs_terms.
    """
    readers: dict[str, Callable[[Sheet], Iterator[Cell]]] = {"world": _wide, "world_table": _table, "long": _long}
    cells = [cell for sheet in sheets if sheet.layout in readers for cell in readers[sheet.layout](sheet)]
    cells = _without_empty_columns([_mended(cell) for cell in cells])
    production: list[dict] = []
    reserves: list[dict] = []
    unknown: dict[str, str] = {}
    for cell in cells:
        try:
            meaning = terms.counted(cell.chapter, f"{cell.measure}: {cell.type} @ {cell.country}".lower())
        except KeyError:
            unknown.setdefault(f"{cell.chapter}: {cell.measure}, {cell.type}", f"{cell.sheet.file} line {cell.row}")
            continue
        if meaning.label is not None:
            (reserves if cell.measure == "reserves" else production).append(_row(cell, meaning))
    if unknown:
        todo = "Add what is counted, and its weight basis, to COUNTED in etl/sources/_usgs_mcs_terms.py."
        raise UnknownNameError.listing("types of figure", unknown.items(), todo)
    return production, reserves


def _row(cell: Cell, meaning: terms.Counted) -> dict:
    figure = cell.figure()
    return {
        "mineral_label": meaning.label, "country_label": cell.country, "year": cell.year, "stage": meaning.stage,
        "measure": cell.measure, "form": meaning.form, "weight_basis": meaning.weight_basis,
        "value": figure.value, "value_low": figure.low, "value_high": figure.high, "value_text": cell.text or None,
        "unit": cell.unit, "status": figure.status, "note": shortened(cell.note, _qualifier(cell.type)),
        "source_file": cell.sheet.file, "source_row": cell.row,
    }  # fmt: skip


def _qualifier(type_: str) -> str:
    match = terms.QUALIFIED.search(type_)
    return f"{match[0].strip(': ').capitalize()}." if match else ""


def _without_empty_columns(cells: list[Cell]) -> list[Cell]:
    """Drop capacity and reserve columns in which a chapter has no figure: the layout has them, the chapter not.

    A blank among figures stays, and so does a production column of NA: it says that nothing is published.
    """
    filled = {_column(cell) for cell in cells if cell.figure().status not in ("blank", "not_available")}
    return [cell for cell in cells if cell.measure == "production" or _column(cell) in filled]


def _column(cell: Cell) -> tuple:
    # Boron has a type of its own in every row, and 2026 has one for world totals; the column is still one.
    type_ = "" if cell.chapter == "boron" else cell.type.removesuffix(": rounded")
    return cell.sheet.file, cell.chapter, cell.measure, type_, cell.column, cell.year


def _mended(cell: Cell) -> Cell:
    unit = UNITS.get((cell.sheet.edition, cell.chapter, cell.measure, cell.unit))
    return replace(cell, unit=unit) if unit else cell


def _country(sheet: Sheet, row: int, column: str, text: str) -> str:
    if not text:
        raise SourceFormatError(
            "The line has figures but no country.", file=sheet.file, row=row, column=column,
            todo="Compare with the publication, or download the release again.",
        )  # fmt: skip
    return text


def _wide(sheet: Sheet) -> Iterator[Cell]:
    """2023 and 2024: a file a chapter, measure, unit and year in the headings."""
    chapter = chapter_of(sheet, sheet.stem)
    if chapter is None:
        return
    country, type_ = sheet.column("Country"), sheet.column("Type")
    figures = _figure_columns(sheet)
    first_year = min(int(match["year"]) for _, match, _ in figures if match["measure"].lower() == "prod")
    for row, cells in sheet.rows:
        for place, match, notes in figures:
            measure = _MEASURE[match["measure"].lower()]
            year = int(match["year"] or sheet.edition - 1)
            note = cells[notes] if notes is not None else ""
            estimated = bool(match["estimate"])
            if measure != "production":
                estimated = estimated or bool(re.match(r"\W*estimated", note, re.IGNORECASE))
            elif year == first_year:
                estimated = (estimated or bool(_ALSO_ESTIMATED.search(note))) and not _REPORTED.search(note)
            yield Cell(
                sheet, row, sheet.header[place], chapter, measure, (match["part"] or cells[type_]).replace("_", " "),
                _country(sheet, row, "Country", cells[country]), year, cells[place], _UNIT[match["unit"].lower()],
                estimated, note,
            )  # fmt: skip


def _figure_columns(sheet: Sheet) -> list[tuple[int, re.Match, int | None]]:
    """Place and parts of every heading with figures, and the place of the notes that belong to it."""
    notes = {
        heading.lower().split("_")[0]: place
        for place, heading in enumerate(sheet.header)
        if re.fullmatch(r"(prod|cap|reserves)_notes?", heading, re.IGNORECASE)
    }
    columns = []
    for place, heading in enumerate(sheet.header):
        if not heading or heading in ("Source", "Country", "Type") or re.search(r"_notes?$", heading, re.IGNORECASE):
            continue
        # 2023 and 2024 write Prod_kt_est_2022 but Prod_Sponge_t_Est_2022 and Reserves_kt: one pattern takes them all.
        match = _HEADING.fullmatch(heading)
        if match is None or match["unit"].lower() not in _UNIT:
            raise SourceFormatError(
                f"The heading {heading!r} is not known.", file=sheet.file, row=1, column=heading,
                todo="Expected such as Prod_t_2022, Cap_kg_est_2023 or Reserves_kt: add the new pattern to the reader.",
            )  # fmt: skip
        columns.append((place, match, notes.get(match["measure"].lower())))
    if not any(match["measure"].lower() == "prod" and match["year"] for _, match, _ in columns):
        raise SourceFormatError(
            "There is no column of production with a year.", file=sheet.file, row=1, column="Prod_<unit>_<year>",
            todo="Is this a world table? Download the release again.",
        )  # fmt: skip
    return columns


def _table(sheet: Sheet) -> Iterator[Cell]:
    """2025: one table of all chapters; a stray blank in ``PROD_EST_ 2024``, ``W`` and ``NA`` in the notes."""
    chapter_at, country, type_, unit = (sheet.column(name) for name in ("COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"))
    last = sheet.edition - 1
    figures = [
        (f"PROD_{last - 1}", "production", last - 1, "PROD_NOTES"),
        (f"PROD_EST_ {last}", "production", last, "PROD_NOTES"),
        (f"CAP_{last - 1}", "capacity", last - 1, "CAP_NOTES"),
        (f"CAP_EST_ {last}", "capacity", last, "CAP_NOTES"),
        (f"RESERVES_{last}", "reserves", last, "RESERVE_NOTES"),
    ]
    places = [(sheet.column(name), measure, year, sheet.column(notes)) for name, measure, year, notes in figures]
    for row, cells in sheet.rows:
        chapter = chapter_of(sheet, cells[chapter_at], row)
        if chapter is None:
            continue
        for place, measure, year, notes in places:
            note, what = cells[notes], cells[type_]
            estimated = "_EST_" in sheet.header[place]
            if measure == "production" and not estimated:
                estimated = what.endswith("estimated") or bool(_ALSO_ESTIMATED.search(note))
                estimated = estimated and not _REPORTED.search(note)
            if chapter == "boron":  # what the country reports stands in the note of production
                what = f"{what}, {cells[places[0][3]]}"
            yield Cell(
                sheet, row, sheet.header[place], chapter, measure, what,
                _country(sheet, row, "COUNTRY", cells[country]), year, cells[place], cells[unit], estimated, note,
            )  # fmt: skip


def _long(sheet: Sheet) -> Iterator[Cell]:
    """2026 on: one line a figure."""
    names = ("MCS chapter", "Section", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value", "Notes")
    places = [sheet.column(name) for name in names]
    for row, cells in sheet.rows:
        name, section, country, statistics, detail, unit, year, value, note = (cells[place] for place in places)
        chapter = chapter_of(sheet, name, row)
        if (
            chapter is None
            or not section.startswith("World")
            or statistics not in ("Production", "Capacity", "Reserves")
        ):
            continue
        yield Cell(
            sheet, row, "Value", chapter, statistics.lower(), detail, _country(sheet, row, "Country", country),
            whole_year(sheet, row, "Year", year), value, unit, note.startswith("Estimated"), note,
        )  # fmt: skip

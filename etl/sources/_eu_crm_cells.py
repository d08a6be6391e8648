"""Cells of the EU study into figures: file names, known transcription errors, and what each kind of cell may hold."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from etl.errors import SourceFormatError
from etl.harmonise import Figure, parse_figure
from etl.release_files import Line

GLOBAL, EU_SOURCING = "fact_GlobalSupplyShares&t.csv", "fact_EUSupplyShares&t.csv"
OVER_TIME, RESULTS = "dimension_CRMsOverTime.csv", "critmat_eureport_results.csv"
TRADE_PARAMETERS = "critmat_eureport_tradeparameters.csv"

# (file, material, column) -> text: transcription errors that are kept as unreadable. Where a row is shifted to the
# right, the text stands in the next column, eu_used_supply_refined.
KNOWN_DEFECTS = {
    (EU_SOURCING, "Silicon metal", "Share"): "6",
    (RESULTS, "LREE", "supply_risk_primary"): "281%",
    (RESULTS, "Magnesite", "supply_risk_primary"): "0.6",
    (RESULTS, "Strontium", "supply_risk_primary"): "2.6",
}
UNREADABLE = Figure(None, None, None, "unreadable")
NEW_DEFECT = (
    "Correct it from the study, or list it in KNOWN_DEFECTS in etl/sources/_eu_crm_cells.py to keep it as unreadable."
)


def read_percent(name: str, line: Line, column: str, *, needs_sign: bool = False) -> Figure:
    """A percentage as a share of 0-1; the division is decimal, so that 93.8 % is 0.938.

    Raises:
        SourceFormatError: no figure from 0 to 100, and no known defect.
    """
    text = line.cells[column].strip()
    signed = text.endswith("%")
    if needs_sign and not signed:
        return _defect(name, line, column, "has no percent sign")
    figure = read_figure(name, line, column, limit=100, text=text.removesuffix("%") if needs_sign else text)
    value, low, high = (None if end is None else float(Decimal(repr(end)) / 100) for end in figure[:3])
    return Figure(value, low, high, figure.status)


def read_figure(
    name: str, line: Line, column: str, *, limit: float, text: str | None = None, dash: str = "not_available"
) -> Figure:
    """A figure from 0 to ``limit``; blank is not_available; a known defect is unreadable.

    Raises:
        SourceFormatError: no such figure, and no known defect.
    """
    text = line.cells[column].strip() if text is None else text
    if text == "":
        return Figure(None, None, None, "not_available")
    if text == "-" and dash == "not_assessed":
        return Figure(None, None, None, dash)
    try:
        Decimal(text.removeprefix("<"))
        figure = parse_figure(text)
    except (InvalidOperation, ValueError):
        return _defect(name, line, column, "is not a figure")
    known = [end for end in (figure.low, figure.high) if end is not None]
    if any(not 0 <= end <= limit for end in known):
        return _defect(name, line, column, f"is not between 0 and {limit}")
    return figure


def _defect(name: str, line: Line, column: str, what: str) -> Figure:
    if KNOWN_DEFECTS.get((name, line.cells["label"], column)) != line.cells[column].strip():
        raise bad_cell(name, line, column, what)
    return UNREADABLE


def bad_cell(name: str, line: Line, column: str, what: str, todo: str = NEW_DEFECT) -> SourceFormatError:
    """The error for a cell that holds something else than it may."""
    text = f"{line.cells[column]!r} ({line.cells['label']}) {what}"
    return SourceFormatError(text, file=name, row=line.number, column=column, todo=todo)

"""Cells that several tables print from more than one value of a row."""

from __future__ import annotations

from dashboard.content.column import Row
from dashboard.words import formats
from dashboard.words.language import _, name_column


def concentration(row: Row) -> str:
    """HHI, with the number of equal suppliers that have the same."""
    if formats.missing(row["hhi"]):
        return formats.NOT_AVAILABLE
    return f"{formats.index(row['hhi'])} ({formats.suppliers(row['equivalent_suppliers'])})"


def definitions_met(row: Row) -> str:
    """How many definitions of dependence are met, of how many that could be judged."""
    if formats.missing(row["definitions_judged"]) or formats.missing(row["definitions_met"]):
        return formats.NOT_AVAILABLE
    return _("{n} of {m}").format(n=int(row["definitions_met"]), m=int(row["definitions_judged"]))


def largest_supplier(row: Row) -> str:
    """Name and share of the largest supplier."""
    name = row[name_column("top_supplier")]
    return formats.NOT_AVAILABLE if formats.missing(name) else f"{name} {formats.share(row['top_supplier_share'])}"

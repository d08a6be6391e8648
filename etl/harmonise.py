"""Published cells into numbers, without losing what the publisher printed."""

from __future__ import annotations

import re
from typing import NamedTuple

DASHES = {"—", "–", "-", "--"}
WITHHELD, NOT_AVAILABLE = {"W"}, {"NA", "N/A", "N.A.", "XX"}


class Figure(NamedTuple):
    """A published cell. ``value`` is None where it is a range, a bound or no number."""

    value: float | None
    low: float | None
    high: float | None
    status: str


def parse_figure(cell: str | None, *, estimated: bool = False, dash_is_zero: bool = True) -> Figure:
    """Read one cell of a statistical table.

    Args:
        cell: the text as published, such as ``1,200``, ``<0.1``, ``>95``, ``500-600``, ``—``, ``W``, ``NA``, ``E``.
        estimated: True where the publisher marks the column or the row as an estimate.
        dash_is_zero: USGS prints a dash for zero; set False where a dash means "no figure".

    Returns:
        A :class:`Figure`; status is reported, estimated, zero, range, below, above, withheld, net_exporter,
        not_available or blank.

    Raises:
        ValueError: the cell is none of these; the caller knows file, row and column.
    """
    text = (cell or "").replace("\xa0", " ").strip()
    if text == "":
        return Figure(None, None, None, "blank")
    if text in WITHHELD:
        return Figure(None, None, None, "withheld")
    if text.upper() in NOT_AVAILABLE:
        return Figure(None, None, None, "not_available")
    if text == "E":
        return Figure(None, None, 0.0, "net_exporter")
    if text in DASHES:
        return Figure(0.0, 0.0, 0.0, "zero") if dash_is_zero else Figure(None, None, None, "not_available")
    known = "estimated" if estimated or text.startswith(("~", "e")) else "reported"
    text = text.lstrip("~e").replace(",", "").replace("−", "-").strip()
    if text.startswith(("<", "≤")):
        return Figure(None, None, float(text[1:]), "below")
    if text.startswith((">", "≥")):
        return Figure(None, float(text[1:]), None, "above")
    span = re.fullmatch(r"([\d.]+)\s*(?:-|–|—|to)\s*([\d.]+)", text)
    if span:
        return Figure(None, float(span[1]), float(span[2]), "range")
    value = float(text)
    return Figure(value, value, value, "zero" if value == 0 else known)

"""Published cells into numbers, without losing what the publisher printed."""

from __future__ import annotations

import re
from typing import NamedTuple

DASHES = {"—", "–", "-", "--"}
WITHHELD, NOT_AVAILABLE = {"W"}, {"NA", "N/A", "N.A.", "XX"}

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|to)\s*({_NUMBER})")
_HALF_UNIT = re.compile(r"less than (?:½|1/2) unit\.?", re.IGNORECASE)
# Words that stand where a figure would: the amount is not known, or it is counted in another row.
_WORDS = re.compile(r"large|small|not (?:available|applicable)|(?:are )?included (?:in|with)\b.*", re.IGNORECASE)


class Figure(NamedTuple):
    """A published cell. ``value`` is None where it is a range, a bound or no number."""

    value: float | None
    low: float | None
    high: float | None
    status: str


def parse_figure(cell: str | None, *, estimated: bool = False, dash_is_zero: bool = True) -> Figure:
    """Read one cell of a statistical table.

    Args:
        cell: the text as published, such as ``1,200``, ``<0.1``, ``>95``, ``500-600``, ``—``, ``W``, ``NA``, ``E``,
            ``Less than ½ unit.``, ``Large``, ``Included with ilmenite``.
        estimated: True where the publisher marks the column or the row as an estimate.
        dash_is_zero: USGS prints a dash for zero; set False where a dash means "no figure".

    Returns:
        A :class:`Figure`; status is reported, estimated, zero, range, below, above, withheld, net_exporter,
        not_available or blank.

    Raises:
        ValueError: the cell is none of these; the caller knows file, row and column.
    """
    text = (cell or "").replace("\xa0", " ").strip()
    named = _without_number(text, dash_is_zero)
    if named is not None:
        return named
    known = "estimated" if estimated or text.startswith(("~", "e")) else "reported"
    text = text.lstrip("~e").replace(",", "").replace("−", "-").strip()
    if text.startswith(("<", "≤")):
        return Figure(None, None, _number(text[1:]), "below")
    if text.startswith((">", "≥")):
        return Figure(None, _number(text[1:]), None, "above")
    span = _RANGE.fullmatch(text)
    if span:
        low, high = float(span[1]), float(span[2])
        if low > high:
            raise ValueError(f"a range that runs backwards: {cell!r}")
        return Figure(None, low, high, "range")
    value = _number(text)
    return Figure(value, value, value, "zero" if value == 0 else known)


def _without_number(text: str, dash_is_zero: bool) -> Figure | None:
    """The cells that hold a sign or a word; None where a number has to be read."""
    if text == "":
        return Figure(None, None, None, "blank")
    if text in WITHHELD:
        return Figure(None, None, None, "withheld")
    if text.upper() in NOT_AVAILABLE or _WORDS.fullmatch(text):
        return Figure(None, None, None, "not_available")
    if text == "E":
        return Figure(None, None, 0.0, "net_exporter")
    if text in DASHES:
        return Figure(0.0, 0.0, 0.0, "zero") if dash_is_zero else Figure(None, None, None, "not_available")
    if _HALF_UNIT.fullmatch(text):
        return Figure(None, None, 0.5, "below")
    return None


def _number(text: str) -> float:
    # float() would also take nan, inf, 1e5 and 1_000: none of them is a published figure.
    text = text.strip()
    if not re.fullmatch(_NUMBER, text):
        raise ValueError(f"not a published figure: {text!r}")
    return float(text)

"""How figures are printed: shares, points, money, tonnes, counts, years, lists in a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from dashboard.words.language import N_, _

if TYPE_CHECKING:
    from typing_extensions import TypeIs

NOT_AVAILABLE = "n/a"
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"

_SCALES = ((1e12, N_("{n} trillion")), (1e9, N_("{n} billion")), (1e6, N_("{n} million")))


def missing(value: object) -> TypeIs[None]:
    """True for None, NaN, NaT and pd.NA; False for lists and everything that can be printed."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(cast(Any, value))))


def share(value: float | None) -> str:
    """A share 0-1 as a percentage with one decimal."""
    return NOT_AVAILABLE if missing(value) else f"{value * 100:.1f}{NBSP}%"


def points(value: float | None) -> str:
    """A difference of percentage points with its sign and one decimal."""
    if missing(value):
        return NOT_AVAILABLE
    rounded = round(float(value), 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"


def million_usd(value: float | None) -> str:
    """US dollars as millions with one decimal and thousands separators (the unit stands in the heading)."""
    return NOT_AVAILABLE if missing(value) else f"{value / 1e6:,.1f}"


def money(low: float | None, high: float | None, currency: str | None) -> str:
    """A sum as published, in its own currency; a range keeps both ends."""
    if missing(low):
        return NOT_AVAILABLE
    ends = [_scaled(low)] if missing(high) or high == low else [_scaled(low), _scaled(high)]
    said = " \N{EN DASH} ".join(ends)
    return said if missing(currency) else f"{said} {currency}"


def tonnes(value: float | None) -> str:
    """Tonnes: whole numbers, one decimal below ten, because customs mass is not more exact than that."""
    if missing(value):
        return NOT_AVAILABLE
    return f"{value:,.0f}" if value >= 10 or value == 0 else f"{value:.1f}"


def raw(value: float | None) -> str:
    """A published figure with all its digits and thousands separators."""
    return NOT_AVAILABLE if missing(value) else f"{value:,.15g}"


def index(value: float | None) -> str:
    """An index 0-1 such as the HHI, two decimals."""
    return NOT_AVAILABLE if missing(value) else f"{value:.2f}"


def count(value: float | None) -> str:
    """A whole number with thousands separators."""
    return NOT_AVAILABLE if missing(value) or math.isinf(value) else f"{value:,.0f}"


def suppliers(value: float | None) -> str:
    """Effective number of suppliers (1/HHI), one decimal."""
    return NOT_AVAILABLE if missing(value) else f"{value:.1f}"


def year(value: int, provisional: bool) -> str:
    """A year, marked where the publisher will still revise it."""
    return _("{year} (provisional)").format(year=value) if provisional else str(value)


def and_list(names: Sequence[str], most: int) -> str:
    """Names as a list in a sentence; what goes over ``most`` is counted."""
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return _("{names} and {rest} more").format(names=", ".join(shown), rest=rest)
    if len(shown) < 2:
        return "".join(shown)
    return _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])


def _scaled(value: float) -> str:
    for size, words in _SCALES:
        if abs(value) >= size:
            return _(words).format(n=f"{value / size:,.6g}")
    return f"{value:,.6g}"

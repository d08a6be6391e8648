"""How dates, sums, yearly means and spans of years of the policy register are printed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.content.column import Row
from dashboard.words import formats
from dashboard.words.language import _

_PRINTED = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def printed(day: Any, precision: object = "day") -> str:
    """A date as exactly as it is known."""
    if formats.missing(day):
        return formats.NOT_AVAILABLE
    form = _PRINTED["day" if formats.missing(precision) else str(precision)]
    return pd.Timestamp(day).strftime(form)


def sum_of(record: Row) -> str:
    """The sum of a record as published, with the dollars that a source prints beside it."""
    said = formats.money(record["amount_low"], record["amount_high"], record["currency"])
    if formats.missing(record["amount_usd"]) or record["currency"] == "USD":
        return said
    return _("{sum} ({usd} as published)").format(sum=said, usd=formats.money(record["amount_usd"], None, "USD"))


def mean(value: float | None, basis: object) -> str:
    """A yearly mean with its unit."""
    if formats.missing(value) or formats.missing(basis):
        return formats.NOT_AVAILABLE
    if basis == "value":
        return _("{n} million USD").format(n=formats.million_usd(value))
    return f"{formats.tonnes(value) if value >= 0.05 or value == 0 else f'{value:.3f}'} t"


def change(value: float | None) -> str:
    """A relative change with its sign."""
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    percent = round(float(value) * 100)
    sign = "+" if percent > 0 else formats.MINUS if percent < 0 else ""
    return f"{sign}{abs(percent):,}{formats.NBSP}%"


def span(first: float | None, last: float | None) -> str:
    """Years of a window."""
    if formats.missing(first) or formats.missing(last):
        return formats.NOT_AVAILABLE
    return str(int(first)) if first == last else f"{int(first)}\N{EN DASH}{int(last)}"

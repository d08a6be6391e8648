"""How days are printed."""

from __future__ import annotations

from datetime import date
from typing import cast

from dashboard.words import formats
from dashboard.words.language import N_, _

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def day(value: object) -> str:
    """A date as ISO, or n/a."""
    return formats.NOT_AVAILABLE if formats.missing(value) else f"{cast(date, value):%Y-%m-%d}"


def month(value: object) -> str:
    """Month and year of a date in words, or n/a; a language that numbers its months takes ``n``."""
    if formats.missing(value):
        return formats.NOT_AVAILABLE
    known = cast(date, value)
    return _("{month} {year}").format(month=_(_MONTHS[known.month - 1]), year=known.year, n=known.month)

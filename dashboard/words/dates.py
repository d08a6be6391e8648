"""How days are printed."""

from __future__ import annotations

from datetime import date
from typing import cast

from dashboard.words import formats


def day(value: object) -> str:
    """A date as ISO, or n/a."""
    return formats.NOT_AVAILABLE if formats.missing(value) else f"{cast(date, value):%Y-%m-%d}"

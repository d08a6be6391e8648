"""Periods as reports print them, into first and last day.

Where a report leaves an end open ("late 2023", "year to date"), the widest bound that it states is taken, and the
words are handed back so that they travel with the figure.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
UNSTATED = "nd", "n.d."


class Period(NamedTuple):
    """First and last day; ``exact`` is False where the last, or both, are our reading of looser words."""

    start: date
    end: date
    exact: bool


def period(text: str, year: str = "") -> Period | None:
    """Read a period.

    Args:
        text: such as ``2024``, ``2024-06``, ``2023-12-29``, ``2025-Q3``, ``2024H1``, ``2025-01 to 2025-11``,
            ``2022-01 to late 2023``, ``about 2020``, ``12 months after 2023-08``, ``2024 year to date (Dec report)``.
        year: the year that the row is filed under, used where ``text`` leaves the end open.

    Returns:
        The period, or None where the words are none of these.
    """
    text = text.strip()
    plain = _plain(text)
    if plain:
        return Period(*plain, True)
    if match := re.fullmatch(r"(\S+) to (\S+)", text):
        first, last = _plain(match[1]), _plain(match[2])
        return Period(first[0], last[1], True) if first and last else None
    if match := re.fullmatch(r"(\S+) to late (\d{4})", text):
        first = _plain(match[1])
        return Period(first[0], date(int(match[2]), 12, 31), False) if first else None
    if match := re.fullmatch(rf"(12|three) months (?:after|from) {MONTH}", text):
        return _months(int(match[2]), int(match[3]), {"12": 12, "three": 3}[match[1]])
    filed = date(int(year), 12, 31) if re.fullmatch(r"\d{4}", year) else None
    if match := re.match(rf"since {MONTH}", text):
        return Period(date(int(match[1]), int(match[2]), 1), filed, False) if filed else None
    if match := re.fullmatch(r"(?:about |undated, quoted )?(\d{4})(?: \(.*\)| year to date \(.*\))?", text):
        return Period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), False)
    if text in ("", *UNSTATED) and filed:
        return Period(filed.replace(month=1, day=1), filed, False)
    return None


def _plain(text: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if match := re.fullmatch(MONTH, text):
        month = _months(int(match[1]), int(match[2]), 1)
        return month.start, month.end
    if match := re.fullmatch(r"(\d{4})-?(?:Q([1-4])|H([12]))", text):
        length = 3 if match[2] else 6
        months = _months(int(match[1]), (int(match[2] or match[3]) - 1) * length + 1, length)
        return months.start, months.end
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day, day


def _months(year: int, month: int, length: int) -> Period:
    """``length`` months from the given one on; counted months are our reading, hence not exact."""
    after = month - 1 + length
    end = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return Period(date(year, month, 1), end, False)

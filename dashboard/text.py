"""Words and number formats under one name, for the pages of dashboard/views; it goes with the last of them."""

from __future__ import annotations

from dashboard.words.formats import (
    MINUS,
    NBSP,
    NOT_AVAILABLE,
    and_list,
    count,
    index,
    million_usd,
    missing,
    points,
    raw,
    share,
    suppliers,
    tonnes,
    year,
)
from dashboard.words.language import LANGUAGES, _, language, name_column, set_language
from dashboard.words.names import basis, china, event_state, stage
from dashboard.words.reasons import reason

__all__ = [
    "LANGUAGES", "MINUS", "NBSP", "NOT_AVAILABLE", "_", "and_list", "basis", "china", "count", "event_state", "index",
    "language", "million_usd", "missing", "name_column", "points", "raw", "reason", "set_language", "share", "stage",
    "suppliers", "tonnes", "year",
]  # fmt: skip

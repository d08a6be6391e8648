"""What the columns of a frame mean, as the file says it once for all pages and downloads."""

from __future__ import annotations

import re

import pandas as pd

from dashboard import queries
from dashboard.question import Ask
from dashboard.words.language import Named

_YEAR = re.compile(r"_\d{4}$")


def meanings(ask: Ask, frame: pd.DataFrame, lang: Named = "en") -> dict[str, str]:
    """The meaning of each column; a column without one is left out.

    Args:
        ask: puts the question.
        frame: what is drawn or downloaded. ``china_share_2024`` is found as ``china_share_<year>``.
        lang: language of the meanings; given, since files are made apart from the page that offers them.
    """
    rows = {row["column_name"]: row for row in queries.COLUMNS.rows(ask(queries.COLUMNS))}
    found = {name: rows.get(name) or rows.get(_YEAR.sub("_<year>", name)) for name in map(str, frame.columns)}
    return {name: row["meaning_ja"] if lang == "ja" else row["meaning_en"] for name, row in found.items() if row}

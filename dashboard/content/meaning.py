"""What the columns of a frame mean, as the file says it once for all pages and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import queries
from dashboard.question import Ask
from dashboard.words.language import Named

_YEAR = re.compile(r"_\d{4}$")


@dataclass(frozen=True)
class Meaning:
    """What a column says.

    Attributes:
        label: short heading.
        text: the meaning, in a sentence.
        unit: of the value in the frame; empty where it has none or where another column of the row names it.
        kind: how it is shown, one of the formats of meta.column.
    """

    label: str
    text: str
    unit: str
    kind: str


def meanings(ask: Ask, names: Iterable[object], lang: Named = "en") -> dict[str, Meaning]:
    """The meaning of each column; a column without one is left out.

    Args:
        ask: puts the question.
        names: of the columns, or a frame with them. ``china_share_2024`` is found as ``china_share_<year>``.
        lang: language of the meanings; given, since files are made apart from the page that offers them.
    """
    rows = {row["column_name"]: row for row in queries.COLUMNS.rows(ask(queries.COLUMNS))}
    found = {name: rows.get(name) or rows.get(_YEAR.sub("_<year>", name)) for name in map(str, names)}
    return {name: _meaning(row, lang) for name, row in found.items() if row}


def _meaning(row: queries.ColumnsRow, lang: Named) -> Meaning:
    if lang == "ja":
        return Meaning(row["column_label_ja"], row["meaning_ja"], row["unit"] or "", row["format"])
    return Meaning(row["column_label_en"], row["meaning_en"], row["unit"] or "", row["format"])

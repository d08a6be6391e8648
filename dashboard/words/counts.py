"""Counts of minerals, and lists of those above one half, as two pages say them. From the drawn frame, so that a
sentence cannot disagree with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.words import formats, names
from dashboard.words.language import _, name_column

HALF = 0.5


@dataclass(frozen=True)
class Count:
    """How many minerals are bought by more than half from China.

    Attributes:
        dependent: minerals with at least one series above one half.
        measured: minerals with at least one series that can be ranked.
    """

    dependent: int
    measured: int

    def __str__(self) -> str:
        return _("{n} of {m}").format(n=self.dependent, m=self.measured)


def count_minerals(ranked: pd.DataFrame, column: str) -> Count:
    """Count minerals, not dollars; each stage is a ratio of its own and one of them above one half is enough.

    Args:
        ranked: one row per series that can be ranked.
        column: share 0-1 to look at; rows without it do not count.
    """
    highest = ranked.dropna(subset=[column]).groupby("mineral_id")[column].max()
    return Count(int((highest > HALF).sum()), len(highest))


def above_half(ranked: pd.DataFrame, most: int = 6) -> str:
    """The minerals above one half with their highest share, highest first; empty if there are none."""
    top = ranked[ranked["china_share"] > HALF].sort_values("china_share", ascending=False)
    top = top.drop_duplicates("mineral_id")[[name_column("mineral"), "stage", "china_share"]]
    listed = [
        f"{mineral_and_stage(row)}{formats.NBSP}{formats.share(row['china_share'])}" for row in top.to_dict("records")
    ]
    return _("Above half: {names}.").format(names=formats.and_list(listed, most)) if listed else ""


def mineral_and_stage(row: Mapping[Any, Any]) -> str:
    """Mineral and stage as they stand in a list."""
    return f"{row[name_column('mineral')]} ({names.stage(str(row['stage'])).lower()})"

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


def is_shared(frame: pd.DataFrame) -> bool:
    """Whether China has a share at all: not where the importer is China itself."""
    return bool(frame["china_share"].notna().any())


def bought_mainly(ranked: pd.DataFrame, importer: str, year: str, basis: str, china: str) -> tuple[str, str]:
    """How many minerals an importer buys by more than half from China, now and five years earlier.

    Of China itself, which has no share in its own imports: how many come from one country by more than half.

    Args:
        ranked: series that can be ranked, with china_share, china_share_before and top_supplier_share (0-1).
        importer: name of the importer.
        year: the year as printed.
        basis: value or quantity.
        china: mainland or plus.

    Returns:
        The sentence, and the part of it that matters.
    """
    told = {"year": year, "importer": importer, "basis": names.basis(basis)}
    if ranked.empty:
        return _("For {year} no import of {importer} can be ranked.").format(**told), ""
    if not is_shared(ranked):
        single = count_minerals(ranked, "top_supplier_share")
        sentence = _(
            "In {year} {importer} bought more than half of its imports of {n} minerals from a single country ({basis})."
        )
        return sentence.format(n=single, **told), str(single)
    now, before = count_minerals(ranked, "china_share"), count_minerals(ranked, "china_share_before")
    sentence = _(
        "In {year} {importer} bought more than half of its imports of {now} minerals from {china} ({basis})"
    ).format(now=now, china=names.china(china), **told)
    if not before.measured:
        return _("{sentence}; five years earlier there is nothing to compare with.").format(sentence=sentence), str(now)
    return _("{sentence}; five years earlier it was {before}.").format(sentence=sentence, before=before), str(now)


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

"""The generated sentences on top of the pages. Pure: from the drawn frame, so that they cannot disagree with it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import text
from dashboard.text import _

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


def overview(ranked: pd.DataFrame, importer: str, year: str, basis: str, china: str) -> str:
    """How many minerals the importer buys by more than half from China, now and five years earlier.

    Args:
        ranked: series that can be ranked, with china_share and china_share_before (0-1).
        importer: name of the importer.
        year: the year as printed.
        basis: value or quantity.
        china: mainland or plus.
    """
    now, before = count_minerals(ranked, "china_share"), count_minerals(ranked, "china_share_before")
    if not now.measured:
        return _("For {year} no import of {importer} can be ranked.").format(year=year, importer=importer)
    sentence = _(
        "In {year} {importer} bought more than half of its imports of {now} minerals from {china} ({basis})"
    ).format(year=year, importer=importer, now=now, china=text.china(china), basis=text.basis(basis))
    if not before.measured:
        return _("{sentence}; five years earlier there is nothing to compare with.").format(sentence=sentence)
    return _("{sentence}; five years earlier it was {before}.").format(sentence=sentence, before=before)


def above_half(ranked: pd.DataFrame, most: int = 6) -> str:
    """The minerals above one half with their highest share, highest first; empty if there are none."""
    top = ranked[ranked["china_share"] > HALF].sort_values("china_share", ascending=False)
    top = top.drop_duplicates("mineral_id")[[text.name_column("mineral"), "stage", "china_share"]]
    names = [f"{_name(row)}{text.NBSP}{text.share(row['china_share'])}" for row in top.to_dict("records")]
    return _("Above half: {names}.").format(names=text.and_list(names, most)) if names else ""


def largest_moves(ranked: pd.DataFrame, since: int) -> str:
    """Largest fall and largest rise of the share over five years, in percentage points; empty if nothing moved."""
    moved = ranked.dropna(subset=["china_change_points"]).sort_values("china_change_points")
    parts = []
    if len(moved) and round(moved["china_change_points"].iloc[0], 1) < 0:
        parts.append(_("largest fall {what}").format(what=_move(moved.iloc[0])))
    if len(moved) and round(moved["china_change_points"].iloc[-1], 1) > 0:
        parts.append(_("largest rise {what}").format(what=_move(moved.iloc[-1])))
    return _("Since {year}: {parts} points.").format(year=since, parts=", ".join(parts)) if parts else ""


def _move(row: pd.Series) -> str:
    return f"{_name(row)}{text.NBSP}{text.points(row['china_change_points'])}"


def _name(row: pd.Series | dict) -> str:
    return f"{row[text.name_column('mineral')]} ({text.stage(row['stage']).lower()})"

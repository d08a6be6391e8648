"""The sentences on top of the overview. Pure: from the frame that is drawn, so that they cannot disagree with it."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Row
from dashboard.content.page import Answer
from dashboard.pages.overview.subject import Subject
from dashboard.words import formats
from dashboard.words.counts import above_half, bought_mainly, mineral_and_stage
from dashboard.words.language import _


def answer(subject: Subject) -> Answer:
    """How many minerals are bought mainly from China, which, and what moved most."""
    choice = subject.choice
    sentence, strong = bought_mainly(subject.ranked, subject.importer, subject.year, choice.basis, choice.china)
    return Answer(
        title=_("{importer}: imports of critical minerals").format(importer=subject.importer),
        sentence=sentence,
        strong=strong,
        details=[above_half(subject.ranked), largest_moves(subject.ranked, subject.since)],
    )


def largest_moves(ranked: pd.DataFrame, since: int) -> str:
    """Largest fall and largest rise of the share over five years, in percentage points; empty if nothing moved."""
    moved = ranked.dropna(subset=["china_change_points"]).sort_values("china_change_points").to_dict("records")
    parts = []
    if moved and round(moved[0]["china_change_points"], 1) < 0:
        parts.append(_("largest fall {what}").format(what=_move(moved[0])))
    if moved and round(moved[-1]["china_change_points"], 1) > 0:
        parts.append(_("largest rise {what}").format(what=_move(moved[-1])))
    return _("Since {year}: {parts} points.").format(year=since, parts=", ".join(parts)) if parts else ""


def _move(row: Row) -> str:
    return f"{mineral_and_stage(row)}{formats.NBSP}{formats.points(row['china_change_points'])}"

"""The sentences on top of the overview. Pure: from the frame that is drawn, so that they cannot disagree with it."""

from __future__ import annotations

import pandas as pd

from dashboard.content.column import Row
from dashboard.content.page import Answer
from dashboard.pages.overview.subject import Subject
from dashboard.words import formats, names
from dashboard.words.counts import above_half, count_minerals, mineral_and_stage
from dashboard.words.language import _


def answer(subject: Subject) -> Answer:
    """How many minerals are bought mainly from China, which, and what moved most."""
    return Answer(
        title=_("{importer}: imports of critical minerals").format(importer=subject.importer),
        sentence=counted(subject),
        strong=str(count_minerals(subject.ranked, "china_share")),
        details=[above_half(subject.ranked), largest_moves(subject.ranked, subject.since)],
    )


def counted(subject: Subject) -> str:
    """How many minerals the importer buys by more than half from China, now and five years earlier."""
    now, before = (count_minerals(subject.ranked, name) for name in ("china_share", "china_share_before"))
    told = {"year": subject.year, "importer": subject.importer}
    if not now.measured:
        return _("For {year} no import of {importer} can be ranked.").format(**told)
    sentence = _(
        "In {year} {importer} bought more than half of its imports of {now} minerals from {china} ({basis})"
    ).format(now=now, china=names.china(subject.choice.china), basis=names.basis(subject.choice.basis), **told)
    if not before.measured:
        return _("{sentence}; five years earlier there is nothing to compare with.").format(sentence=sentence)
    return _("{sentence}; five years earlier it was {before}.").format(sentence=sentence, before=before)


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

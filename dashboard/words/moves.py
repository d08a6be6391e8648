"""How China's share moved between two years, as the titles of several panels say it: by the figures as printed."""

from __future__ import annotations

import pandas as pd

from dashboard.words import formats, names
from dashboard.words.language import _


def china_moved(frame: pd.DataFrame, stage: str) -> str:
    """China's share in the first and in the last year with a figure, and which way it went.

    Args:
        frame: year and china_share (0-1) of one stage, ascending, with a share in one year at least.
        stage: the stage of the chain.
    """
    known = frame.dropna(subset=["china_share"])
    before, after = (formats.share(known["china_share"].iloc[end]) for end in (0, -1))
    moved = round(100 * known["china_share"].iloc[-1], 1) - round(100 * known["china_share"].iloc[0], 1)
    if len(known) == 1:
        said = _("China's share of {stage} imports was {after} in {last}")
    elif before == after:
        said = _("China's share of {stage} imports was {after} both in {first} and in {last}")
    elif moved < 0:
        said = _("China's share of {stage} imports fell from {before} in {first} to {after} in {last}")
    else:
        said = _("China's share of {stage} imports rose from {before} in {first} to {after} in {last}")
    return said.format(
        stage=names.stage(stage).lower(),
        before=before,
        after=after,
        first=int(known["year"].iloc[0]),
        last=int(known["year"].iloc[-1]),
    )

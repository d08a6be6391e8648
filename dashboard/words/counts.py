"""Counts of minerals, and lists of those above one half, as two pages say them. From the drawn frame, so that a
sentence cannot disagree with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.words import formats, names, reasons
from dashboard.words.language import _, lowered, name_column

HALF = 0.5
# From here on a share is "almost only".
ALMOST = 0.9
MOST_NAMED = 3
# Why a page has nothing to rank, the most telling first.
_WHY_NOT = (
    "BELOW_THRESHOLD",
    "QUANTITY_NOT_IN_EXTRACT",
    "COUNTRY_NOT_IN_RELEASE",
    "YEAR_NOT_IN_RELEASE",
    "NO_TRADE_REPORTED",
)


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


def bought_most(ranked: pd.DataFrame, importer: str, china: str) -> str:
    """What an importer buys almost only, or else by more than half, from China; of China itself, from one country.

    Args:
        ranked: one row at least for each series that can be ranked: mineral_id and name, stage, china_share,
            top_supplier_share (0-1) and the name of the largest supplier.
        importer: name of the importer.
        china: mainland or plus.

    Returns:
        A title, without a full stop.
    """
    shared = is_shared(ranked)
    column = "china_share" if shared else "top_supplier_share"
    known = ranked.dropna(subset=[column]).sort_values(column, ascending=False, kind="stable")
    almost, over = known[known[column] >= ALMOST], known[known[column] > HALF]
    bought = almost if len(almost) else over if len(over) else known
    listed = listed_minerals(bought, ranked)
    told = {
        "importer": importer,
        # "And 1 more" takes as much room as its name.
        "names": formats.and_list(listed, len(listed) if len(listed) <= MOST_NAMED + 1 else MOST_NAMED),
        "share": formats.share(bought[column].iloc[0]),
        "n": len(known),
        "supplier": names.china(china) if shared else bought[name_column("top_supplier")].iloc[0],
    }
    if shared or len(bought) == 1:
        if len(almost):
            return _("{importer} buys {names} almost only from {supplier}").format(**told)
        if len(over) > 1:
            return _("Bought by {importer} mostly from {supplier}: {names}").format(**told)
        if len(over) or len(known) == 1:
            return _("{importer} buys {share} of its {names} from {supplier}").format(**told)
        return _("Of {n} series {importer} buys none by more than half from {supplier}").format(**told)
    if len(almost):
        return _("{importer} buys each of {names} almost only from one country").format(**told)
    if len(over):
        return _("Bought by {importer} mostly from one country each: {names}").format(**told)
    return _("Of {n} series {importer} buys none by more than half from one country").format(**told)


def almost_only() -> str:
    """What "almost only" means in a title."""
    return _("“Almost only” stands for 90 % or more, by the measure shown.")


def listed_minerals(chosen: pd.DataFrame, of: pd.DataFrame) -> list[str]:
    """Minerals as they stand in a sentence, in the order of the rows, each once.

    A mineral is named with its stage unless all its series are chosen, of more than one stage looked at.

    Args:
        chosen: the series that are named.
        of: the series that they were chosen from.
    """
    of_all, of_chosen = of["mineral_id"].value_counts(), chosen["mineral_id"].value_counts()
    one_stage = of["stage"].nunique() == 1
    made = []
    for mineral, name, stage in zip(chosen["mineral_id"], chosen[name_column("mineral")], chosen["stage"], strict=True):
        with_stage = one_stage or of_chosen[mineral] < of_all[mineral]
        said = mineral_and_stage({name_column("mineral"): name, "stage": stage}) if with_stage else str(name)
        made.append(lowered(said))
    return list(dict.fromkeys(made))


def set_apart(statuses: pd.Series) -> str:
    """How many series are not ranked, and how many of them as too small: a title.

    Args:
        statuses: the reason code of each, at least one.
    """
    small = int((statuses == "BELOW_THRESHOLD").sum())
    if len(statuses) == 1:
        return _("One series is not ranked; its row says why")
    if small == len(statuses):
        return _("{n} series are too small to rank").format(n=len(statuses))
    if small:
        return _("{n} series are not ranked, {small} of them as too small").format(n=len(statuses), small=small)
    return _("{n} series are not ranked; each row says why").format(n=len(statuses))


def why_nothing(statuses: pd.Series) -> str:
    """Why nothing can be ranked, by the most telling of the reason codes."""
    found = set(statuses)
    return reasons.reason(next((one for one in _WHY_NOT if one in found), next(iter(sorted(found)), None)))


def nearest_year(history: pd.DataFrame, chosen: int) -> str:
    """Which year to look at where the chosen one has nothing to rank: the nearest one that has.

    Args:
        history: rows with year, one for each series that can be ranked in that year.
        chosen: the year without any.
    """
    if history.empty:
        return _("No year has trade that is large enough to rank.")
    nearest = min(history["year"].unique(), key=lambda year: (abs(year - chosen), -year))
    return _("The nearest year with trade that can be ranked is {year}.").format(year=int(nearest))


def mineral_and_stage(row: Mapping[Any, Any]) -> str:
    """Mineral and stage as they stand in a list."""
    return f"{row[name_column('mineral')]} ({names.stage(str(row['stage'])).lower()})"

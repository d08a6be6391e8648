"""The sentences of the country page. Pure: from the frames that are drawn, so that they cannot disagree with them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from dashboard.content.page import Answer
from dashboard.pages.country import questions
from dashboard.pages.country.subject import Subject
from dashboard.words import formats, names
from dashboard.words.counts import (
    HALF,
    MOST_NAMED,
    above_half,
    bought_mainly,
    count_minerals,
    listed_minerals,
    mineral_and_stage,
    nearest_year,
)
from dashboard.words.language import _, lowered, name_column, named

# Exports under this value are left out of the sentences, not of the tables.
NOTABLE_USD = 10_000_000
FREE = 0.1


def answer(subject: Subject) -> Answer:
    """What the country sells, or what it buys."""
    return _as_importer(subject) if subject.choice.role == "importer" else _as_supplier(subject)


def _as_importer(subject: Subject) -> Answer:
    ranked = subject.imports[subject.imports["status"] == "RANKED"]
    sentence, strong = bought_mainly(ranked, *_told(subject))
    title = _("{name} as an importer of critical minerals").format(name=subject.name)
    if ranked.empty:
        return Answer(
            title,
            sentence,
            strong,
            [nearest_year(subject.ask(questions.IMPORT_HISTORY, subject.choice), subject.choice.year)],
        )
    return Answer(title, sentence, strong, [above_half(ranked), at_stake(ranked)])


def _as_supplier(subject: Subject) -> Answer:
    ranked = subject.exports[subject.exports["status"] == "RANKED"]
    sentence, strong = supplier(ranked, *_told(subject))
    details = [sold_to_china(ranked), sold_elsewhere(ranked), produced(subject.produced)]
    if ranked.empty:
        details.append(nearest_year(subject.ask(questions.EXPORT_HISTORY, subject.choice), subject.choice.year))
    return Answer(_("{name} as a supplier of critical minerals").format(name=subject.name), sentence, strong, details)


def _told(subject: Subject) -> tuple[str, str, str, str]:
    return subject.name, subject.year, subject.choice.basis, subject.choice.china


def supplier(ranked: pd.DataFrame, name: str, year: str, basis: str, china: str) -> tuple[str, str]:
    """How many minerals a country sells abroad, and how many of them go to China by more than half.

    Args:
        ranked: series with enough trade: mineral_id, china_share and china_share_before (0-1).
        name: the country.
        year: the year as printed.
        basis: value or quantity.
        china: mainland or plus.

    Returns:
        The sentence, and the part of it that matters.
    """
    minerals = ranked["mineral_id"].nunique()
    if not minerals:
        sentence = _("For {year} no export of {name} under these codes is large enough to rank.")
        return sentence.format(year=year, name=name), ""
    strong = _("{n} minerals").format(n=minerals)
    if ranked["china_share"].isna().all():
        return _("In {year} {name} sold {strong} abroad.").format(year=year, name=name, strong=strong), strong
    now, before = (count_minerals(ranked, column) for column in ("china_share", "china_share_before"))
    sentence = _("In {year} {name} sold {strong} abroad and more than half of {n} of them to {china} ({basis})").format(
        year=year, name=name, strong=strong, n=now.dependent, china=names.china(china), basis=names.basis(basis)
    )
    if not before.measured:
        return _("{sentence}; five years earlier there is nothing to compare with.").format(sentence=sentence), strong
    return _("{sentence}; five years earlier it was {before}.").format(sentence=sentence, before=before), strong


def sold_most(ranked: pd.DataFrame, name: str, china: str) -> str:
    """The largest exports that go to China by more than half; of China itself, the largest buyer of the largest export.

    Args:
        ranked: series with enough trade, the largest value first: mineral, stage, china_share (0-1), largest buyers.
        name: the country or group.
        china: mainland or plus.

    Returns:
        A title, without a full stop.
    """
    bound = ranked[ranked["china_share"] > HALF]
    shared = ranked["china_share"].notna().any()
    first = bound.iloc[:1] if len(bound) else ranked.iloc[:1]
    told = {
        "name": name,
        "china": names.china(china),
        "what": listed_minerals(first, ranked)[0],
        "share": formats.share(first["china_share"].iloc[0]),
        "n": len(ranked),
    }
    if shared and len(bound) == 1:
        return _("{name} sells most of its {what} to {china}: {share}").format(**told)
    if len(bound):
        listed = listed_minerals(bound, ranked)
        most = len(listed) if len(listed) <= MOST_NAMED + 1 else MOST_NAMED
        return _("Sold by {name} mostly to {china}: {names}").format(names=formats.and_list(listed, most), **told)
    if shared and len(ranked) == 1:
        return _("{name} sells {share} of its {what} to {china}").format(**told)
    if shared:
        return _("Of {n} series {name} sells none by more than half to {china}").format(**told)
    if formats.missing(first["destination_shares"].iloc[0]):
        return _("What {name} sells, and who takes it").format(**told)
    return _("{buyer} is the largest buyer of {what} from {name}: {share}").format(
        **(told | {"share": formats.share(first["destination_shares"].iloc[0][0])}),
        buyer=first[f"destinations_{named()}"].iloc[0][0],
    )


def takes_most(frame: pd.DataFrame, name: str) -> str:
    """Which of the buyers shown takes more than half of most exports: a title, without a full stop.

    Args:
        frame: a row for each export and buyer: series_id, destination, destination_share (0-1); OTH for all others.
        name: the country or group that sells.
    """
    exports = frame["series_id"].nunique()
    single = frame[frame["destination_iso3"] != "OTH"]
    counts = single.loc[single["destination_share"] > HALF, name_column("destination")].value_counts()
    if counts.empty:
        return _("No buyer shown takes more than half of any of these exports of {name}").format(name=name)
    told = {"buyer": counts.index[0], "k": int(counts.iloc[0]), "n": exports, "name": name}
    if exports == 1:
        return _("{buyer} takes more than half of the one export of {name} shown").format(**told)
    return _("{buyer} takes more than half of {k} of {n} exports of {name}").format(**told)


def produced_most(production: pd.DataFrame, name: str) -> str:
    """Of what the country produces the largest share of the world, and who says so: a title, without a full stop.

    Args:
        production: what is produced, the largest share of the world first; as ``produced`` takes it.
        name: the country or group.
    """
    known = _reported(production)
    if known.empty or round(known["world_share"].iloc[0], 3) == 0:
        return _("What {name} produces").format(name=name)
    first = known.iloc[0]
    return _("{name}: {share} of the world's {what} in {year}, by the count of {publisher}").format(
        name=name,
        share=formats.share(first["world_share"]),
        what=lowered(mineral_and_stage(first)),
        year=int(first["production_year"]),
        publisher=names.publisher(first["publisher"]),
    )


def sold_to_china(ranked: pd.DataFrame, most: int = 5) -> str:
    """Exports of note that go to China by more than half, largest value first; empty if there are none."""
    bound = ranked[(ranked["china_share"] > HALF) & (ranked["value_usd"] >= NOTABLE_USD)]
    listed = [f"{mineral_and_stage(row)}{formats.NBSP}{formats.share(row['china_share'])}" for row in _largest(bound)]
    return _("Mostly to China: {names}.").format(names=formats.and_list(listed, most)) if listed else ""


def sold_elsewhere(ranked: pd.DataFrame, most: int = 5) -> str:
    """Exports of note of which less than a tenth goes to China, with their largest buyer; empty if there are none."""
    free = ranked[(ranked["china_share"] < FREE) & (ranked["value_usd"] >= NOTABLE_USD)]
    listed = []
    for row in _largest(free):
        buyers, shares = row[f"destinations_{named()}"], row["destination_shares"]
        listed.append(f"{mineral_and_stage(row)} → {buyers[0]}{formats.NBSP}{formats.share(shares[0])}")
    return (
        _("Under a tenth to China, with the largest buyer: {names}.").format(names=formats.and_list(listed, most))
        if listed
        else ""
    )


def produced(production: pd.DataFrame, most: int = 4, least: float = 0.05) -> str:
    """What the country produces, where it is a notable share of the world; empty if there is none.

    Args:
        production: mineral names, form, world_share (0-1), country_count, largest first. A form that only one or two
            countries report says little about the world and is not named.
        most: names in the sentence.
        least: smallest share of the world that is named.
    """
    known = _reported(production)
    large = known[known["world_share"] >= least]
    large = large.drop_duplicates("mineral_id")
    listed = [
        f"{row[name_column('mineral')]}{formats.NBSP}{formats.share(row['world_share'])} ({row['production_year']})"
        for row in large.to_dict("records")
    ]
    return _("Share of world production: {names}.").format(names=formats.and_list(listed, most)) if listed else ""


def at_stake(ranked: pd.DataFrame, most: int = 4) -> str:
    """The largest imports from China among those above one half, million USD; empty if there are none."""
    bound = ranked[ranked["china_share"] > HALF].sort_values("china_value_usd", ascending=False)
    listed = [
        f"{mineral_and_stage(row)}{formats.NBSP}{formats.million_usd(row['china_value_usd'])}"
        for row in bound.to_dict("records")[:most]
    ]
    return (
        _("Largest imports from China among them, million USD: {names}.").format(names=", ".join(listed))
        if listed
        else ""
    )


def _reported(production: pd.DataFrame) -> pd.DataFrame:
    """A form that only one or two countries report says little about the world."""
    return production[(production["country_count"] > 2) & production["world_share"].notna()]


def _largest(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.sort_values("value_usd", ascending=False).to_dict("records")

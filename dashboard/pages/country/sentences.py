"""The sentences of the country page. Pure: from the frames that are drawn, so that they cannot disagree with them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from dashboard.content.page import Answer
from dashboard.pages.country import questions
from dashboard.pages.country.subject import Subject
from dashboard.words import formats, names
from dashboard.words.counts import HALF, above_half, bought_mainly, count_minerals, mineral_and_stage
from dashboard.words.language import _, name_column, named

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
            [last_year(subject.ask(questions.IMPORT_HISTORY, subject.choice), subject.choice.year)],
        )
    return Answer(title, sentence, strong, [above_half(ranked), at_stake(ranked)])


def _as_supplier(subject: Subject) -> Answer:
    ranked = subject.exports[subject.exports["status"] == "RANKED"]
    sentence, strong = supplier(ranked, *_told(subject))
    details = [sold_to_china(ranked), sold_elsewhere(ranked), produced(subject.produced)]
    if ranked.empty:
        details.append(last_year(subject.ask(questions.EXPORT_HISTORY, subject.choice), subject.choice.year))
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


def last_year(history: pd.DataFrame, chosen: int) -> str:
    """Which year to look at where the chosen one has nothing to rank: the nearest one that has.

    Args:
        history: rows with year, one for each series that can be ranked in that year.
        chosen: the year without any.
    """
    if history.empty:
        return _("No year has trade that is large enough to rank.")
    nearest = min(history["year"].unique(), key=lambda year: (abs(year - chosen), -year))
    return _("The nearest year with trade that can be ranked is {year}.").format(year=int(nearest))


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
    large = production[(production["world_share"] >= least) & (production["country_count"] > 2)]
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


def _largest(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.sort_values("value_usd", ascending=False).to_dict("records")

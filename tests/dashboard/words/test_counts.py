"""The generated sentences count minerals, stage by stage, and compare like with like."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.pages.overview.sentences import largest_moves
from dashboard.words import counts
from dashboard.words.formats import NBSP

RANKED = pd.DataFrame(
    [
        ("gallium_like", "Alpha", "ore", 0.40, 0.90, -50.0),
        ("gallium_like", "Alpha", "refined", 0.60, 0.55, 5.0),
        ("beta", "Beta", "ore", 0.50, 0.51, -1.0),
        ("gamma", "Gamma", "ore", 0.70, float("nan"), float("nan")),
    ],
    columns=["mineral_id", "mineral_name_en", "stage", "china_share", "china_share_before", "china_change_points"],
)


def test_a_mineral_counts_once_and_half_is_not_more_than_half() -> None:
    assert counts.count_minerals(RANKED, "china_share") == counts.Count(2, 3)
    assert counts.count_minerals(RANKED, "china_share_before") == counts.Count(2, 2)


def test_the_sentence_names_year_measure_and_both_counts() -> None:
    said, strong = counts.bought_mainly(RANKED, "Japan", "2024 (provisional)", "value", "mainland")
    assert strong == "2 of 3"
    assert said == (
        "In 2024 (provisional) Japan bought more than half of its imports of 2 of 3 minerals from mainland China "
        "(by value); five years earlier it was 2 of 2."
    )
    assert (
        "China with Hong Kong and Macao (by tonnes)" in counts.bought_mainly(RANKED, "J", "2024", "quantity", "plus")[0]
    )


@pytest.mark.parametrize(
    ("frame", "expected"),
    [(RANKED.iloc[:0], "no import of J can be ranked"), (RANKED.iloc[3:], "nothing to compare with")],
)
def test_the_sentence_says_when_there_is_nothing_to_say(frame: pd.DataFrame, expected: str) -> None:
    assert expected in counts.bought_mainly(frame, "J", "2024", "value", "mainland")[0]


def test_china_itself_is_counted_by_its_largest_single_supplier() -> None:
    own = RANKED.assign(china_share=float("nan"), top_supplier_share=[0.9, 0.2, 0.5, 0.51])
    said, strong = counts.bought_mainly(own, "China", "2024", "value", "mainland")
    assert strong == "2 of 3"
    assert said.startswith(
        "In 2024 China bought more than half of its imports of 2 of 3 minerals from a single country"
    )


def test_minerals_above_half_are_listed_with_their_highest_stage() -> None:
    assert (
        counts.above_half(RANKED) == f"Above half: Gamma (ore){NBSP}70.0{NBSP}% and Alpha (refined){NBSP}60.0{NBSP}%."
    )
    assert counts.above_half(RANKED, most=1) == f"Above half: Gamma (ore){NBSP}70.0{NBSP}% and 1 more."
    assert counts.above_half(RANKED.iloc[2:3]) == ""


def test_largest_moves_are_the_extremes() -> None:
    minus = "\N{MINUS SIGN}"
    said = largest_moves(RANKED, 2019)
    assert (
        said == f"Since 2019: largest fall Alpha (ore){NBSP}{minus}50.0, largest rise Alpha (refined){NBSP}+5.0 points."
    )
    assert largest_moves(RANKED.iloc[3:], 2019) == ""

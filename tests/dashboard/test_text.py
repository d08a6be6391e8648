"""Number formats, names and reasons."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import text
from dashboard.text import NBSP


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (text.share(0.6612837), f"66.1{NBSP}%"),
        (text.share(0), f"0.0{NBSP}%"),
        (text.share(float("nan")), "n/a"),
        (text.share(pd.NA), "n/a"),
        (text.points(-3.06), "\N{MINUS SIGN}3.1"),
        (text.points(0.04), "0.0"),
        (text.points(-0.04), "0.0"),
        (text.points(12.34), "+12.3"),
        (text.points(None), "n/a"),
        (text.million_usd(13_184_241_000), "13,184.2"),
        (text.million_usd(None), "n/a"),
        (text.tonnes(24149.06), "24,149"),
        (text.tonnes(9.46), "9.5"),
        (text.tonnes(0), "0"),
        (text.index(0.46318), "0.46"),
        (text.suppliers(2.15), "2.1"),
        (text.count(1234.0), "1,234"),
        (text.count(float("inf")), "n/a"),
        (text.raw(14005464.0), "14,005,464"),
        (text.raw(46.247), "46.247"),
        (text.year(2024, True), "2024 (provisional)"),
        (text.year(2023, False), "2023"),
    ],
)
def test_figures_are_printed_as_agreed(shown: str, expected: str) -> None:
    assert shown == expected


def test_lists_in_sentences() -> None:
    assert text.and_list([], 3) == ""
    assert text.and_list(["a"], 3) == "a"
    assert text.and_list(["a", "b", "c"], 3) == "a, b and c"
    assert text.and_list(["a", "b", "c"], 2) == "a, b and 1 more"


def test_reason_is_a_sentence_and_an_unknown_code_is_not_hidden() -> None:
    assert text.reason("NO_TRADE_REPORTED").endswith(".")
    assert text.reason("SOMETHING_NEW") == "Something new"
    assert text.reason(None) == text.reason("") == "No reason given"


def test_every_reason_of_the_file_has_a_sentence(con) -> None:
    codes = con.execute("select distinct unnest([reason, quantity_reason]) from mart.import_dependence").fetchall()
    unknown = [code for (code,) in codes if code and text.reason(code) == code.replace("_", " ").capitalize()]
    assert unknown == []


def test_language_falls_back_to_english() -> None:
    text.set_language("ja")
    assert text.name_column("mineral") == "mineral_name_ja"
    text.set_language("<script>")
    assert text.name_column("mineral") == "mineral_name_en"

"""Number formats, names and reasons."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.words import formats, language
from dashboard.words.formats import NBSP
from dashboard.words.reasons import reason


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formats.share(0.6612837), f"66.1{NBSP}%"),
        (formats.share(0), f"0.0{NBSP}%"),
        (formats.share(float("nan")), "n/a"),
        (formats.share(pd.NA), "n/a"),
        (formats.points(-3.06), "\N{MINUS SIGN}3.1"),
        (formats.points(0.04), "0.0"),
        (formats.points(-0.04), "0.0"),
        (formats.points(12.34), "+12.3"),
        (formats.points(None), "n/a"),
        (formats.million_usd(13_184_241_000), "13,184.2"),
        (formats.million_usd(None), "n/a"),
        (formats.tonnes(24149.06), "24,149"),
        (formats.tonnes(9.46), "9.5"),
        (formats.tonnes(0), "0"),
        (formats.index(0.46318), "0.46"),
        (formats.suppliers(2.15), "2.1"),
        (formats.count(1234.0), "1,234"),
        (formats.count(float("inf")), "n/a"),
        (formats.raw(14005464.0), "14,005,464"),
        (formats.raw(46.247), "46.247"),
        (formats.year(2024, True), "2024 (provisional)"),
        (formats.year(2023, False), "2023"),
    ],
)
def test_figures_are_printed_as_agreed(shown: str, expected: str) -> None:
    assert shown == expected


def test_lists_in_sentences() -> None:
    assert formats.and_list([], 3) == ""
    assert formats.and_list(["a"], 3) == "a"
    assert formats.and_list(["a", "b", "c"], 3) == "a, b and c"
    assert formats.and_list(["a", "b", "c"], 2) == "a, b and 1 more"


def test_reason_is_a_sentence_and_an_unknown_code_is_not_hidden() -> None:
    assert reason("NO_TRADE_REPORTED").endswith(".")
    assert reason("SOMETHING_NEW") == "Something new"
    assert reason(None) == reason("") == "No reason given"


def test_every_reason_of_the_file_has_a_sentence(con) -> None:
    codes = con.execute("select distinct unnest([reason, quantity_reason]) from mart.import_dependence").fetchall()
    unknown = [code for (code,) in codes if code and reason(code) == code.replace("_", " ").capitalize()]
    assert unknown == []


def test_language_falls_back_to_english() -> None:
    language.set_language("ja")
    assert language.name_column("mineral") == "mineral_name_ja"
    language.set_language("<script>")
    assert language.name_column("mineral") == "mineral_name_en"


def test_a_language_without_names_of_its_own_shows_english_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(language.LANGUAGES, "fr", "français")
    language.set_language("fr")
    assert language.language() == "fr"
    assert language.name_column("mineral") == "mineral_name_en"
    language.set_language("en")

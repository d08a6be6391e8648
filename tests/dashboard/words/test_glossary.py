"""Words that explain themselves: what becomes a button, and what is left alone."""

from __future__ import annotations

import re

import pytest

from dashboard.words import glossary, language
from dashboard.words.glossary import TERMS, explanations, mark


def button(term_id: str, word: str) -> str:
    return f'<button type="button" class="term" popovertarget="term-{term_id}">{word}</button>'


@pytest.fixture
def japanese():
    language.set_language("ja")
    yield
    language.set_language("en")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The HHI, and the HHI again", f"The {button('hhi', 'HHI')}, and the HHI again"),
        ("Stage by stage", f"{button('stage', 'Stage')} by stage"),
        ("net import reliance", button("reliance", "net import reliance")),
        ("basket codes", button("basket", "basket codes")),
        ("<strong>HHI</strong>", f"<strong>{button('hhi', 'HHI')}</strong>"),
        ('<img alt="HHI">', '<img alt="HHI">'),
        ('<a href="?stage=ore">stage</a>', '<a href="?stage=ore">stage</a>'),
        ("<summary>by <em>stage</em></summary>", "<summary>by <em>stage</em></summary>"),
        ("battery-grade, upgrade, HHIs, hhi", "battery-grade, upgrade, HHIs, hhi"),
        ("project stage", "project stage"),
        ("&lt;HHI&gt; &stage;", f"&lt;{button('hhi', 'HHI')}&gt; &stage;"),
        ("", ""),
    ],
)
def test_a_word_is_marked_whole_once_and_never_inside_a_tag(text: str, marked: str) -> None:
    assert mark(text, set()) == marked


def test_what_a_page_has_marked_is_not_marked_again() -> None:
    seen = {"hhi"}
    assert mark("HHI by value", seen) == f"HHI {button('basis', 'by value')}"
    assert seen == {"hhi", "basis"}


def test_a_marked_text_can_be_marked_again() -> None:
    once = mark("HHI", set())
    assert mark(once, set()) == once


def test_each_button_has_its_explanation() -> None:
    seen: set[str] = set()
    marked = mark("HHI of each series", seen)
    shown = explanations(seen)
    assert re.findall(r'popovertarget="([^"]+)"', marked) == re.findall(r'<div popover id="([^"]+)"', shown)
    assert "<script" not in explanations({one.term_id for one in TERMS})
    assert explanations(set()) == ""


def test_japanese_words_are_found_without_spaces(japanese) -> None:
    assert mark("輸入のHHIと工程", set()) == f"輸入の{button('hhi', 'HHI')}と{button('stage', '工程')}"


def test_terms_are_told_apart_and_type_no_threshold() -> None:
    assert len({one.term_id for one in TERMS}) == len(TERMS)
    words = [word for one in TERMS for lang in one.words for word in dict.fromkeys(one.words[lang])]
    owners = {word: {one.term_id for one in TERMS if word in (*one.words["en"], *one.words["ja"])} for word in words}
    assert [word for word, owned in owners.items() if len(owned) > 1] == []
    for one in TERMS:
        assert one.meaning.endswith(".") and re.search(r"\d[\d,.]*\d|%", one.meaning) is None, one.term_id
    assert glossary.TERMS[0].heading == "HHI"

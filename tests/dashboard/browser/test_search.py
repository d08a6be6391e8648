"""The search of the header: what is ranked first, and two keystrokes and Enter from anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest

import dashboard
from dashboard.content import search
from dashboard.db import Reader
from dashboard.pages import PAGES

pytestmark = pytest.mark.browser
SCRIPT = Path(dashboard.__file__).parent / "screen" / "search.js"
RANKED = """async ([module, sent, typed]) => {
    const { prepared, ranked } = await import(module);
    const entries = prepared(JSON.parse(sent));
    return typed.map((text) => ranked(entries, text).map((hit) => hit.address));
}"""
FIRST = {
    "ga": "mineral?mineral=gallium",
    "Co": "mineral?mineral=cobalt",
    "kz": "country?country=KAZ",
    "kaz": "country?country=KAZ",
    "eu": "country?country=EU27",
    "central": "country?country=CENTRAL_ASIA",
    "レア": "mineral?mineral=rare_earths",
    "ガ": "mineral?mineral=gallium",
    "が": "mineral?mineral=gallium",
    "ｶﾞﾘ": "mineral?mineral=gallium",
    "turkiye": "country?country=TUR",
    "p01": "commitments?record=P01",
    "hhi": "data?topic=glossary",
    "geodep": "data?topic=metrics",
    "overview": "./?",
}


def test_what_is_meant_is_ranked_first(visit, reader: Reader) -> None:
    module = "data:text/javascript," + quote(SCRIPT.read_text("utf-8"))
    sent = json.dumps(search.sent(search.entries(reader, PAGES)))
    found = visit.page.evaluate(RANKED, [module, sent, [*FIRST, "a", "xyzzy", " "]])
    assert [hits[0] for hits in found[: len(FIRST)]] == list(FIRST.values())
    assert [len(hits) for hits in found[len(FIRST) :]] == [8, 0, 0]


def opened(visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.locator("#answer .answer").wait_for()
    visit.page.locator(".search-input, .search-open").first.wait_for(state="attached")
    visit.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidget]')")


def test_two_keystrokes_and_enter_from_anywhere(visit, address: str) -> None:
    opened(visit, f"{address}data?importer=KOR")
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("ga")
    visit.expect(visit.page.get_by_role("option").first).to_contain_text("Gallium")
    field = visit.page.get_by_role("combobox", name="Search")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == visit.page.get_by_role("option").first.get_attribute("id")
    visit.page.keyboard.press("Enter")
    visit.settle("allium")
    assert "mineral?" in visit.page.url and "importer=KOR" in visit.page.url
    visit.page.go_back()
    visit.settle("Data version")
    assert visit.page.url == f"{address}data?importer=KOR"


def test_arrows_escape_and_nothing_found(visit, address: str) -> None:
    opened(visit, address)
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("ka")
    hits = visit.page.get_by_role("option")
    hits.first.wait_for()
    visit.page.keyboard.press("ArrowUp")
    assert hits.last.get_attribute("aria-selected") == "true"
    visit.page.keyboard.press("Escape")
    visit.expect(visit.page.locator(".search-found")).to_be_hidden()
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".search-input").input_value() == ""
    visit.page.keyboard.type("<b>zz")
    visit.expect(visit.page.locator(".search-none")).to_contain_text("Nothing found for “<b>zz”")
    visit.expect(visit.page.locator(".search-count")).to_contain_text("Nothing found")


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_the_field_opens_over_the_whole_width(visit, address: str) -> None:
    opened(visit, address)
    visit.page.locator(".search-open").click()
    assert visit.page.locator(".search-box").bounding_box()["width"] == 375
    visit.page.keyboard.type("P01")
    visit.page.get_by_role("option").first.click()
    visit.settle("allium")
    assert "record=P01" in visit.page.url
    visit.expect(visit.page.locator(".search-box")).to_be_hidden()

"""The search in the header and the words that explain themselves, in Chromium: by keyboard, and by tap on a phone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser
FIELD = ".search-input"
HIT = ".search-hit"
FOUND = ".search-found"
NOISE = "status of 404"  # the browser looks for the server below the page's path first


def search(visit, typed: str) -> object:
    """Press / wherever the focus is, and type; the hits."""
    visit.page.locator(FIELD).wait_for()
    visit.page.wait_for_function(f"document.querySelector('{FIELD}').placeholder")
    visit.page.keyboard.press("/")
    visit.expect(visit.page.locator(FIELD)).to_be_focused()
    visit.page.keyboard.type(typed)
    return visit.page.locator(HIT)


@pytest.mark.parametrize("path", ["", "compare", "data"])
def test_a_mineral_by_the_start_of_its_name_from_any_page(visit, address: str, path: str) -> None:
    visit.open(f"{address}{path}", drawn="#answer .answer", filters=FIELD)
    visit.page.locator(".theme").focus()
    visit.expect(search(visit, "ga").first).to_contain_text("Gallium")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/mineral?**")
    visit.settle("gallium")
    assert parse_qs(urlsplit(visit.page.url).query)["mineral"] == ["gallium"]
    assert not visit.page.locator(FOUND).is_visible()
    visit.page.go_back()
    visit.page.wait_for_url(f"{address}{path}")
    assert [error for error in visit.errors if NOISE not in error] == []


def test_the_sign_itself_can_be_typed_in_the_field(visit, address: str) -> None:
    visit.open(address)
    search(visit, "a/b")
    assert visit.page.locator(FIELD).input_value() == "a/b"


@pytest.mark.parametrize(
    ("typed", "name", "leads"),
    [
        ("kz", "Kazakhstan", "country=KAZ"),
        ("kaz", "Kazakhstan", "country=KAZ"),
        ("co", "Cobalt", "mineral=cobalt"),
        ("レア", "Rare earths", "mineral=rare_earths"),
        ("P01", "Pavlodar gallium plant and offtake", "record=P01"),
    ],
)
def test_codes_symbols_japanese_and_records_lead_to_their_page(
    visit, address: str, typed: str, name: str, leads: str
) -> None:
    visit.open(f"{address}?basis=quantity")
    first = search(visit, typed).first
    visit.expect(first).to_contain_text(name)
    visit.expect(first).to_have_attribute("aria-selected", "true")
    said = visit.answer()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**{leads}**")
    visit.expect(visit.page.locator("#answer .answer")).not_to_have_text(said)
    assert "basis=quantity" in visit.page.url, "other choices of the reader stay"


def test_arrows_choose_another_hit_and_a_click_opens_it(visit, address: str) -> None:
    visit.open(address)
    hits = search(visit, "co")
    visit.expect(hits.nth(1)).to_be_visible()
    visit.page.keyboard.press("ArrowDown")
    visit.expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    active = visit.page.locator(FIELD).get_attribute("aria-activedescendant")
    assert active == hits.nth(1).get_attribute("id")
    visit.page.keyboard.press("ArrowUp")
    hits.filter(has_text="Cobalt").first.click()
    visit.page.wait_for_url("**mineral=cobalt**")
    visit.settle("cobalt")


def test_nothing_found_is_said_and_escape_closes(visit, address: str) -> None:
    visit.open(address)
    hits = search(visit, "zzzqq")
    said = visit.page.locator(".search-none")
    visit.expect(said).to_contain_text("Nothing found for “zzzqq”")
    visit.expect(visit.page.locator(".search-count")).to_contain_text("Nothing found")
    assert hits.count() == 0
    visit.page.keyboard.press("Enter")
    assert visit.page.url == address
    visit.page.keyboard.press("Escape")
    visit.expect(said).not_to_be_visible()
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(FIELD).input_value() == ""


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_a_button_opens_the_field(visit, address: str) -> None:
    visit.open(address)
    button = visit.page.locator(".search-open")
    assert not visit.page.locator(FIELD).is_visible()
    button.click()
    visit.expect(visit.page.locator(FIELD)).to_be_focused()
    visit.page.keyboard.type("ga")
    hit = visit.page.locator(HIT).first
    visit.expect(hit).to_contain_text("Gallium")
    box = hit.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 375 and box["height"] >= 44
    visit.page.keyboard.press("Escape")
    visit.page.locator(".search-close").click()
    visit.expect(visit.page.locator(FIELD)).not_to_be_visible()
    visit.expect(button).to_be_focused()
    button.click()
    visit.page.keyboard.type("kaz")
    visit.page.locator(HIT).first.click()
    visit.page.wait_for_url("**country=KAZ**")


def test_a_word_explains_itself_by_keyboard(visit, address: str) -> None:
    visit.open(address)
    visit.rest()
    word = visit.page.locator(".term").first
    word.focus()
    visit.page.keyboard.press("Enter")
    body = visit.page.locator(".term-body:popover-open")
    visit.expect(body).to_be_visible()
    assert body.get_attribute("id") == word.get_attribute("popovertarget")
    assert len(body.inner_text()) > 40
    visit.page.keyboard.press("Escape")
    visit.expect(visit.page.locator(".term-body:popover-open")).to_have_count(0)
    visit.expect(word).to_be_focused()


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_a_word_explains_itself_by_a_tap_at_the_end_of_the_page(visit, address: str) -> None:
    visit.open(address)
    visit.rest()
    word = visit.page.locator(".words .term").first
    word.click()
    body = visit.page.locator(".term-body:popover-open")
    visit.expect(body).to_be_visible()
    assert body.get_attribute("id") == word.get_attribute("popovertarget")
    box = body.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 375

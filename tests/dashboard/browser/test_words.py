"""Words that explain themselves where they stand, in Chromium: by keyboard, and by tap on a phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


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

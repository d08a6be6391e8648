"""Every page in Chromium: axe-core, keyboard, a narrow screen, nothing from outside, no error."""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

# Address and what must be there before the page is looked at.
PAGES = {
    "overview": ("", ".data-table"),
    "mineral": ("mineral", ".js-plotly-plot"),
    "country": ("country", ".data-table"),
    "compare": ("compare", ".js-plotly-plot"),
    "diversification": ("diversification", ".js-plotly-plot"),
    "commitments": ("commitments", ".data-table"),
    "data": ("data", ".data-table"),
}
NOISE = "status of 404"  # the browser looks for the server below the page's path first
AXE = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
      .map(v => `${v.id}: ${v.nodes.length} such as ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
}"""


def opened(visit, address: str, page: str) -> None:
    """Go to a page and wait until its answer, what it draws and its filters are there and nothing runs any more."""
    path, drawn = PAGES[page]
    visit.open(f"{address}{path}", drawn=drawn, filters="[class*=st-key-] input, [data-testid=stButtonGroup] button")
    visit.page.locator("#answer .answer").wait_for()
    visit.rest()


PLACES = """[...document.querySelectorAll('[class*=st-key-place_]')]
    .map(place => place.className.match(/st-key-place_(\\w+)/)[1])"""
PRESSES = 13  # skip link, seven pages, search, language, theme, the first filter; and one to spare
FOCUSED = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect();
    const part = it.closest('.st-key-header') ? 'header' : it.closest('.st-key-filters') ? 'filters' : '';
    return [part, Math.round(box.left)];
}"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_accessible_and_asks_nobody_else(visit, address: str, page: str) -> None:
    opened(visit, address, page)
    reached = []
    for _ in range(PRESSES):
        visit.page.keyboard.press("Tab")
        reached.append(tuple(visit.page.evaluate(FOCUSED)))
    order = [part for part, _left in reached if part]
    assert "filters" in order, f"the first filter is further than {PRESSES} Tab presses away"
    first = order.index("filters")
    assert set(order[:first]) == {"header"} and "header" not in order[first:], "as on the screen"
    from_left = [left for part, left in reached if part == "header"]
    assert from_left == sorted(from_left)
    for panel_id in visit.page.evaluate(PLACES):
        visit.see(panel_id)
    visit.rest()
    visit.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    assert visit.page.evaluate(AXE) == []
    outside = {urlsplit(url).netloc for url in visit.requests if not url.startswith(("data:", "blob:"))}
    assert outside == {urlsplit(address).netloc}
    assert [error for error in visit.errors if NOISE not in error and "_stcore" not in error] == []
    assert visit.page.locator("[data-testid=stException]").count() == 0


@pytest.mark.parametrize("visit", [375], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_on_a_phone_the_answer_is_on_the_first_screen_and_nothing_scrolls_sideways(
    visit, address: str, page: str
) -> None:
    opened(visit, address, page)
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] < 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375

"""The landing page in Chromium: what is on the screen is what is in the download, and nothing leaves the host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import pytest

from dashboard.words import formats

ROW = "//tr[th[normalize-space()='Rare earths'] and td[1][normalize-space()='Refined']]"

pytestmark = pytest.mark.browser


def test_the_number_on_the_screen_is_the_number_in_the_download(visit, address: str) -> None:
    visit.open(f"{address}?basis=quantity")
    shown = visit.page.locator(ROW).locator("td").nth(1).inner_text().strip()
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == "66.1 %"
    taken = visit.take("overview", "csv")
    assert taken.suggested_filename.startswith("japan_china-share_quantity_mainland_2024_v")
    drawn = pd.read_csv(taken.path(), dtype={"hs_codes": str}).set_index("series_id")
    assert formats.share(drawn.loc["rare_earths-refined-hs92", "China's share (0-1)"]) == shown
    frame = visit.data("overview").set_index("series_id")
    assert formats.share(frame.loc["rare_earths-refined-hs92", "china_share"]) == shown
    assert len(drawn) == len(frame) == visit.page.locator(".st-key-panel_overview .data-table tbody tr").count()
    assert frame[["hs_codes", "year", "source_ids"]].notna().all(axis=None)


def test_nothing_leaves_the_host_and_the_chart_library_comes_after_the_answer(visit, address: str) -> None:
    visit.page.add_init_script(
        """new MutationObserver((found, observer) => {
             if (document.querySelector('.data-table')) { window.answered = performance.now(); observer.disconnect(); }
           }).observe(document, {childList: true, subtree: true})"""
    )
    visit.open(address)
    visit.see("overview_change")
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith(("data:", "blob:"))} == {own}
    early = visit.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.startTime < window.answered).map(e => e.name)"
    )
    loaded = " ".join(url.rsplit("/", 1)[-1] for url in early)
    assert not [name for name in ("PlotlyChart", "plotly", "DataFrame", "Vega", "arrow") if name in loaded]
    assert visit.errors == []


def test_what_a_reader_opens_early_stays_open_while_a_chart_is_drawn(visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.locator(".st-key-menu_overview_change button").click()
    opened = visit.page.locator("[data-testid=stPopoverBody]")
    opened.locator("code").first.wait_for()
    visit.page.evaluate("document.querySelector('.st-key-panel_overview_change').scrollIntoView({block: 'center'})")
    visit.page.locator(".st-key-figure_overview_change .js-plotly-plot").wait_for()
    visit.rest()
    assert opened.is_visible()
    assert opened.locator("code").first.inner_text().startswith(address)


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_the_answer_is_on_the_first_screen_and_the_page_does_not_scroll_sideways(
    visit, address: str
) -> None:
    visit.open(address)
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] + box["height"] <= 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375


def test_the_first_filter_follows_the_header_within_13_tab_presses(visit, address: str) -> None:
    visit.open(address)
    reached = []
    for _ in range(13):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate("document.activeElement.closest('.st-key-importer') !== null"))
    assert any(reached)


def test_choices_live_in_the_address_and_back_and_forward_work(visit, address: str) -> None:
    visit.open(address)
    visit.page.get_by_text("Tonnes", exact=True).click()
    visit.settle("by tonnes")
    visit.page.locator(".st-key-importer input").fill("South Korea")
    visit.page.keyboard.press("Enter")
    visit.settle("South Korea bought")
    assert visit.page.url == f"{address}?importer=KOR&basis=quantity"
    said = visit.answer()
    visit.page.go_back()
    visit.settle("Japan bought")
    assert visit.page.url == f"{address}?basis=quantity"
    visit.page.go_back()
    visit.settle("by value")
    visit.page.go_forward()
    visit.page.go_forward()
    visit.settle("South Korea bought")
    visit.open(visit.page.url)  # the same address in a new session
    assert visit.answer() == said
    assert visit.errors == []


def test_source_rows_open_in_a_window_and_add_up(visit, address: str) -> None:
    visit.open(f"{address}?sort=value")
    panel = visit.page.locator(".st-key-panel_overview")
    imports = panel.locator(".data-table tbody tr").first.locator("td").nth(7).inner_text()
    rows = visit.rows("overview").locator(".data-table")
    assert f"together {imports} million USD" in rows.locator("caption").inner_text()
    assert {"source file", "source row", "sha256"} <= set(rows.locator("thead th").all_inner_texts())

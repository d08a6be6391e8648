"""The landing page in Chromium: what is on the screen is what is in the download, and nothing leaves the host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from dashboard.words import formats

ROW = "//tr[th[normalize-space()='Rare earths'] and td[1][normalize-space()='Refined']]"

pytestmark = pytest.mark.browser


def test_the_number_on_the_screen_is_the_number_in_the_download(visit, address: str, tmp_path: Path) -> None:
    visit.open(f"{address}?basis=quantity")
    shown = visit.page.locator(ROW).locator("td").nth(1).inner_text().strip()
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == "66.1 %"
    with visit.page.expect_download() as waiting:
        visit.page.locator(".st-key-panel_overview").get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename.startswith("japan_china-share_quantity_mainland_2024_v")
    waiting.value.save_as(tmp_path / "download.csv")
    frame = pd.read_csv(tmp_path / "download.csv", dtype={"hs_codes": str}).set_index("series_id")
    assert formats.share(frame.loc["rare_earths-refined-hs92", "china_share"]) == shown
    assert len(frame) == visit.page.locator(".st-key-panel_overview .data-table tbody tr").count()
    assert frame[["hs_codes", "year", "source_ids"]].notna().all(axis=None)


def test_nothing_leaves_the_host_and_the_chart_library_comes_after_the_answer(visit, address: str) -> None:
    visit.page.add_init_script(
        """new MutationObserver((found, observer) => {
             if (document.querySelector('.data-table')) { window.answered = performance.now(); observer.disconnect(); }
           }).observe(document, {childList: true, subtree: true})"""
    )
    visit.open(address)
    visit.page.locator(".st-key-panel_overview_change .js-plotly-plot").wait_for()
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith("data:")} == {own}
    early = visit.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.startTime < window.answered).map(e => e.name)"
    )
    loaded = " ".join(url.rsplit("/", 1)[-1] for url in early)
    assert not [name for name in ("PlotlyChart", "plotly", "DataFrame", "Vega", "arrow") if name in loaded]
    assert visit.errors == []


def test_what_a_reader_opens_early_stays_open_and_the_chart_comes_when_it_is_closed(visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.locator("[data-testid=stPopover] button").first.click()
    opened = visit.page.locator("[data-testid=stPopoverBody]")
    opened.wait_for()
    visit.page.locator(".st-key-panel_overview .data-table").wait_for(state="attached")
    visit.page.wait_for_timeout(500)  # many times the pause between two looks of the script
    assert opened.is_visible()
    visit.page.keyboard.press("Escape")
    visit.page.locator(".st-key-panel_overview_change .js-plotly-plot").wait_for()


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_the_answer_is_on_the_first_screen_and_the_page_does_not_scroll_sideways(
    visit, address: str
) -> None:
    visit.open(address)
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] + box["height"] <= 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375


def test_the_first_filter_is_three_tab_presses_away(visit, address: str) -> None:
    visit.open(address)
    for _ in range(3):
        visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('.st-key-importer') !== null")


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


def test_source_rows_open_in_place_and_add_up(visit, address: str) -> None:
    visit.open(f"{address}?sort=value")
    panel = visit.page.locator(".st-key-panel_overview")
    imports = panel.locator(".data-table tbody tr").first.locator("td").nth(7).inner_text()
    panel.get_by_text("Source rows").click()
    rows = panel.locator(".data-table").nth(1)
    rows.wait_for()
    assert f"together {imports} million USD" in rows.locator("caption").inner_text()
    assert {"source file", "source row", "sha256"} <= set(rows.locator("thead th").all_inner_texts())

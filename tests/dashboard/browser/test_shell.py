"""What all pages share, in Chromium: header, folded filters, menus, pictures, print, dark theme, tables on a phone."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.browser

PANEL = ".st-key-panel_mineral_stages"
MENU = ".st-key-menu_mineral_stages button"
SVG = "{http://www.w3.org/2000/svg}"
PATHS = ("", "mineral", "country", "compare", "diversification", "commitments", "data")


def save(visit, kind: str) -> tuple[str, bytes]:
    """Two clicks: the menu, the kind of picture."""
    visit.page.locator(MENU).click()
    with visit.page.expect_download() as waiting:
        visit.page.locator(f"[data-picture={kind}]").click()
    content = Path(waiting.value.path()).read_bytes()
    visit.page.keyboard.press("Escape")
    return waiting.value.suggested_filename, content


@pytest.mark.parametrize("visit", [1280, 375], indirect=True)
def test_a_picture_carries_title_subtitle_source_version_and_address(visit, address: str) -> None:
    visit.open(f"{address}mineral", drawn=f"{PANEL} .js-plotly-plot .main-svg", filters=MENU)
    title = visit.page.locator(f"{PANEL} .panel-title").inner_text()
    name, content = save(visit, "svg")
    assert name.endswith(".svg")
    picture = ET.fromstring(content)
    said = " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    together = said.replace(" ", "")
    assert title.replace(" ", "").replace("\N{NO-BREAK SPACE}", "") in together.replace("\N{NO-BREAK SPACE}", "")
    for part in ("CEPII BACI HS92 V202601", "Data version", "mineral?importer=JPN"):
        assert part.replace(" ", "") in together
    marks = [path for path in picture.iter(f"{SVG}path") if "point" in (path.get("class") or "") or path.get("d")]
    assert len(marks) > 5, "the chart itself is in the picture"
    width, height = int(picture.get("width")), int(picture.get("height"))
    for text in picture.findall(f"{SVG}text"):
        assert 0 < float(text.get("y")) < height
    name, content = save(visit, "png")
    assert name.endswith(".png")
    image = Image.open(io.BytesIO(content))
    assert image.size == (2 * width, 2 * height)
    colours = image.convert("RGB").getcolors(1 << 24)
    assert max(colours)[1] == (255, 255, 255), "dark ink on white paper"
    assert any(colour == (0x4A, 0x5B, 0xD0) for _count, colour in colours), "China has its hue"


def test_a_picture_that_cannot_be_made_is_told_in_the_menu(visit, address: str) -> None:
    visit.open(f"{address}mineral", drawn=f"{PANEL} .js-plotly-plot .main-svg", filters=MENU)
    visit.page.locator(MENU).click()
    visit.page.locator("[data-picture=png]").wait_for()
    visit.page.evaluate(f"document.querySelector('{PANEL} .js-plotly-plot').remove()")
    visit.page.locator("[data-picture=png]").click()
    visit.expect(visit.page.locator(".picture-said")).to_contain_text("could not be made")


@pytest.mark.parametrize("path", PATHS)
def test_every_panel_has_one_menu_and_its_content_is_made_when_it_opens(visit, address: str, path: str) -> None:
    visit.open(f"{address}{path}", drawn="[class*=st-key-panel_]", filters=".st-key-header")
    visit.rest()
    panels = visit.page.locator("[class*=st-key-panel_]")
    assert panels.count() > 0
    for number in range(panels.count()):
        assert panels.nth(number).locator("[class*=st-key-menu_] button").count() == 1
    assert visit.page.locator("[data-testid=stDownloadButton]").count() == 0
    visit.page.locator("[class*=st-key-menu_] button").first.click()
    visit.page.locator("[data-testid=stPopoverBody] [data-testid=stDownloadButton]").first.wait_for()


def test_the_name_stays_in_sight_and_the_header_is_one_row(visit, address: str) -> None:
    visit.open(address)
    visit.page.locator(".data-table tbody tr").nth(30).scroll_into_view_if_needed()
    visit.page.wait_for_timeout(300)
    box = visit.page.locator(".st-key-header").bounding_box()
    assert box["y"] >= 0 and box["y"] < 5
    assert 48 <= box["height"] <= 56
    assert "Critical minerals" in visit.page.locator(".st-key-header").inner_text()


@pytest.mark.parametrize("path", PATHS)
def test_filters_are_one_row_at_1280_pixels(visit, address: str, path: str) -> None:
    visit.open(f"{address}{path}", drawn="[class*=st-key-panel_]", filters=".st-key-filters > *")
    visit.rest()
    tops = visit.page.evaluate(
        "[...document.querySelectorAll('.st-key-filters > *')].map(e => Math.round(e.getBoundingClientRect().bottom))"
    )
    assert max(tops) - min(tops) < 30
    assert visit.page.evaluate("document.querySelector('.st-key-filters').scrollWidth") <= 1180


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_filters_are_one_line_that_opens_and_rows_are_lists(visit, address: str) -> None:
    visit.open(address, filters=".fold-line")
    line = visit.page.locator(".fold-line")
    assert "Japan" in line.inner_text() and line.get_attribute("aria-expanded") == "false"
    assert not visit.page.locator(".st-key-importer input").is_visible()
    line.click()
    visit.page.locator(".st-key-importer input").wait_for()
    assert line.get_attribute("aria-expanded") == "true"
    cells = visit.page.locator(".st-key-panel_overview .data-table tbody tr").first.locator("td")
    for number in range(cells.count()):
        box = cells.nth(number).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 375
    label = visit.page.evaluate(
        "getComputedStyle(document.querySelector('.st-key-panel_overview tbody td:nth-child(3)'), '::before').content"
    )
    assert "China's share" in label


@pytest.mark.parametrize("path", PATHS)
def test_paper_has_the_answer_and_nothing_to_press(visit, address: str, path: str) -> None:
    visit.open(f"{address}{path}", drawn="[class*=st-key-panel_]", filters=".st-key-header")
    visit.rest()
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 690, "height": 1000})  # what A4 leaves between its margins
    visit.page.wait_for_timeout(300)
    assert visit.page.locator("#answer .answer").is_visible()
    seen = visit.page.evaluate(
        "[...document.querySelectorAll('button, input, select, [role=radio]')]"
        ".filter(e => !e.matches('.term'))"  # a word of the text
        ".filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1)"
        ".map(e => e.outerHTML.slice(0, 120))"
    )
    assert seen == []
    lines = "[...document.querySelectorAll('.term')].map(e => getComputedStyle(e).textDecorationLine)"
    assert set(visit.page.evaluate(lines)) <= {"none"}
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 690
    assert visit.page.locator("#sources li").count() > 0


def test_light_and_dark_change_with_the_button_and_stay_on_other_pages(visit, address: str) -> None:
    visit.open(address)
    colour = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert visit.page.evaluate(colour) == "rgb(255, 255, 255)"
    visit.page.locator(".theme").click()
    visit.page.wait_for_function(f"document.querySelector('.stApp') && {colour} === 'rgb(20, 23, 28)'")
    visit.open(f"{address}compare", drawn=".js-plotly-plot .main-svg", filters=".st-key-header")
    assert visit.page.evaluate(colour) == "rgb(20, 23, 28)"
    white = visit.page.evaluate(
        "[...document.querySelectorAll('.data-table th, .data-table td')]"
        ".filter(e => getComputedStyle(e).backgroundColor === 'rgb(255, 255, 255)').length"
    )
    assert white == 0


def test_the_mineral_filter_of_diversification_is_within_15_tabs(visit, address: str) -> None:
    visit.open(f"{address}diversification", drawn=".js-plotly-plot", filters=".st-key-mineral input")
    reached = []
    for _ in range(15):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate("!!document.activeElement.closest('.st-key-mineral')"))
    assert any(reached)
    assert not any(reached[:5]), "the pages come first, as on the screen"


def test_source_rows_open_in_a_window_with_the_keyboard(visit, address: str) -> None:
    visit.open(address)
    menu = visit.page.locator(".st-key-menu_overview button")
    menu.focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator(".st-key-rows_overview button").focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.page.get_by_role("dialog", name="Source rows")
    dialog.locator(".data-table tbody tr").first.wait_for()
    assert "million USD" in dialog.inner_text()
    assert visit.page.evaluate("!!document.activeElement.closest('section[role=dialog]')"), "the focus is in the window"
    visit.close_rows()

"""The diversification page in Chromium: tasks 3 and 6 of a new reader, and what goes with every panel."""

from __future__ import annotations

import re

import pytest

from dashboard.pages.diversification.choice import QUESTION

QUESTIONS = QUESTION.options(None)
pytestmark = pytest.mark.browser
NOISE = "status of 404"  # the browser looks for the server below the page's path first
DRAWN = "#answer .answer"


def number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ").strip(" .%"))


def pick(visit, key: str, option: str) -> None:
    """Type a choice into a filter and take it, as one does with the keyboard."""
    visit.page.locator(f".st-key-{key} input").fill(option)
    visit.page.get_by_role("option", name=option, exact=True).wait_for()
    visit.page.keyboard.press("Enter")


def panels(visit) -> list[str]:
    visit.page.locator("[class*='st-key-panel_diversification'] .notes").first.wait_for(timeout=45_000)
    visit.rest()
    found = visit.page.locator("[class*='st-key-panel_diversification']").evaluate_all(
        "all => all.map(e => e.className)"
    )
    return [re.search(r"st-key-panel_(diversification\w*)", name).group(1) for name in found]


def test_task_3_who_replaced_china_since_2010_adds_up(visit, address: str) -> None:
    visit.open(address)
    visit.page.get_by_role("link", name="Diversification", exact=True).click()
    visit.settle("Between 2019 and 2024")
    pick(visit, "since", "2010")
    visit.settle("Between 2010 and 2024")
    assert "since=2010" in visit.page.url
    said = visit.page.locator("#answer").inner_text()
    change = number(re.search(r": (\S+) points\.", visit.answer()).group(1))
    for name in ("Viet Nam", "Malaysia", "France"):
        assert re.search(rf"{name}\s\N{{MINUS SIGN}}\d", said)
    panel = visit.page.locator(".st-key-panel_diversification_who")
    panel.get_by_text("Show as a table").click()
    cells = panel.locator("tbody tr").evaluate_all("rows => rows.map(r => [...r.children].map(c => c.innerText))")
    by_value = [number(row[1]) for row in cells[:-1] if row[1] != "n/a"]
    assert sum(by_value) == pytest.approx(change, abs=0.1 + 0.05 * len(by_value) ** 0.5)
    assert number(cells[-1][1]) == pytest.approx(change, abs=0.1)
    frame = visit.data("diversification_who")
    for basis in ("value", "quantity"):
        china = frame.loc[frame["is_china"]].iloc[0]
        moved = 100 * (china[f"{basis}_share_to"] - china[f"{basis}_share_from"])
        assert frame[f"{basis}_contribution_points"].sum() == pytest.approx(moved, abs=0.1)
    assert number(cells[-1][2]) == pytest.approx(frame["quantity_contribution_points"].sum(), abs=0.1)
    events = visit.notes("diversification_line")
    assert "2010-09" in events and "2023-12" in events and "2025-04" in events
    assert not [error for error in visit.errors if NOISE not in error]


def test_task_6_what_is_exposed_and_who_could_fill_it(visit, address: str) -> None:
    visit.open(f"{address}diversification?question=cut&mineral=magnesium", drawn=DRAWN)
    visit.settle("withholds 100 %")
    whole = visit.answer()
    for words in ("without re-sourcing", "shared pro rata", "in the best case", "exposed"):
        assert words in whole
    notes = visit.notes("diversification_cut")
    assert "Assumed:" in notes and "Not covered:" in notes
    visit.page.locator(".st-key-cut input").focus()
    visit.page.keyboard.press("ArrowLeft")
    visit.settle("withholds 99 %")
    assert "cut=99" in visit.page.url
    visit.page.locator(".st-key-hit").get_by_role("radio", name="Japan").click()
    visit.settle("from Japan")
    visit.page.reload()
    visit.settle("withholds 99 %")
    assert "from Japan" in visit.answer()
    visit.page.locator("[data-testid=stDataFrame]").wait_for()
    assert not [error for error in visit.errors if NOISE not in error]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_panel_downloads_links_cites_and_opens_its_rows(visit, address: str, question: str) -> None:
    visit.open(f"{address}diversification?since=2015&mineral=tungsten&question={question}", drawn=DRAWN)
    names = panels(visit)
    assert names
    for name in names:
        panel = visit.page.locator(f".st-key-panel_{name}")
        assert visit.take(name, "csv").suggested_filename.endswith(".csv")
        link, citation, _bibtex = visit.words(name)
        assert f"question={question}" in link or question == QUESTIONS[0]
        assert "data version" in citation
        visit.rows(name)
        visit.close_rows()
        assert panel.locator(".notes summary").inner_text().startswith("Source: ")
    assert visit.page.locator("#sources li").count() > 0
    assert not [error for error in visit.errors if NOISE not in error]


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_a_telephone_does_not_scroll_sideways(visit, address: str) -> None:
    for question in ("who", "cut"):
        visit.open(f"{address}diversification?question={question}", drawn=DRAWN)
        panels(visit)
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(width) == 0


def test_a_hostile_address_is_replaced_and_that_is_said(visit, address: str) -> None:
    visit.open(f"{address}diversification?question=cut&cut=400&supplier=<b>&plants=x,y&ramp=-1", drawn=DRAWN)
    assert "no usable value" in visit.page.locator(".notice").first.inner_text()
    visit.settle("withholds 100 %")

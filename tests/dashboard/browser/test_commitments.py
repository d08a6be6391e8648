"""The commitments page in Chromium: tasks 4 and 10 of a new reader, with their clicks counted."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import db
from dashboard.pages.commitments import figures

pytestmark = pytest.mark.browser
FLOW = ".st-key-panel_commitments_flow"
CHINA = ".st-key-panel_commitments_controls_china"
NOISE = "status of 404"  # the browser looks for the server below the page's path first


def ask(path: Path, question: str) -> pd.DataFrame:
    with duckdb.connect(str(path), read_only=True, config=db.SETTINGS) as con:
        return con.execute(question).df()


def wait_for(visit, selector: str) -> None:
    visit.page.locator(f"{selector} .data-table tbody tr").first.wait_for(timeout=45_000, state="attached")
    visit.loaded()


def cells(visit, selector: str, record: str) -> list[str]:
    row = visit.page.locator(f"{selector} .data-table tbody tr", has=visit.page.locator(f"a[href*='record={record}']"))
    return [
        re.sub(r"\s+", " ", cell.replace("\N{NO-BREAK SPACE}", " "))
        for cell in row.first.locator("th, td").all_inner_texts()
    ]


def pick(visit, key: str, option: str) -> None:
    """Type a choice into a filter and take it, as one does with the keyboard."""
    visit.page.locator(f".st-key-{key} input").fill(option)
    visit.page.get_by_role("option", name=option, exact=True).wait_for()
    visit.page.keyboard.press("Enter")


def test_gallium_from_kazakhstan_is_at_most_two_clicks_from_the_landing_page(visit, address: str) -> None:
    visit.open(address)
    clicks = 0
    visit.page.get_by_text("Gallium from Kazakhstan").click()
    clicks += 1
    visit.settle("about 15 tonnes of gallium a year")
    said = visit.page.locator("#answer").inner_text()
    assert clicks <= 2
    assert "record=P01" in visit.page.url
    for part in (
        "Verdict: not measurable",
        "Only eight-digit customs lines separate gallium",
        "Start planned for the third quarter of 2026; no report of a start-up was found",
        "of its imports in 2021 (97 t, Yomiuri Shimbun",
        "of its use, as published (The Japan News (Yomiuri))",
    ):
        assert part in said
    wait_for(visit, ".st-key-panel_commitments_scale_pf01")
    assert visit.page.locator(".st-key-panel_commitments_scale_pf01 a[rel='noopener noreferrer']").count() >= 5


def test_the_same_record_through_the_navigation_takes_two_clicks(visit, address: str) -> None:
    visit.open(address)
    visit.page.get_by_role("link", name="Commitments", exact=True).click()
    wait_for(visit, FLOW)
    visit.page.get_by_role("link", name="Pavlodar gallium plant and offtake").click()
    visit.settle("about 15 tonnes of gallium a year")
    visit.page.get_by_role("button", name="Close this record").click()
    visit.settle("The Tokyo Declaration")
    assert "record" not in visit.page.url


def test_task_4_a_pledge_in_the_flows_with_windows_that_move(visit, address: str, dashboard_db: Path) -> None:
    visit.page.goto(f"{address}commitments?about=rare_earths")
    wait_for(visit, FLOW)
    truth = ask(dashboard_db, "select * from mart.pledge_verdict where pledge_flow_id = 'PF43'").iloc[0]
    row = cells(visit, FLOW, "P68")
    assert figures.mean(truth["mean_before"], "quantity") in row[4]
    assert figures.mean(truth["mean_after"], "quantity") in row[5]
    assert "Rising" in row[1]
    for attempt in ("4", "2", "5"):
        visit.page.locator(".st-key-before input").click()
        option = visit.page.get_by_role("option", name=attempt, exact=True)
        option.wait_for()
        option.click()
        caption = visit.page.locator(f"{FLOW} .panel-caption")
        visit.expect(caption).to_contain_text(f"yearly means of {attempt} years before and 3 after", timeout=45_000)
    assert visit.page.url == f"{address}commitments?about=rare_earths&before=5"
    moved = ask(
        dashboard_db, "select * from metric.pledge_verdicts(before_years := 5) where pledge_flow_id = 'PF43'"
    ).iloc[0]
    assert figures.mean(moved["mean_before"], "quantity") in cells(visit, FLOW, "P68")[4]
    visit.page.goto(visit.page.url)  # the same address in a new session
    wait_for(visit, FLOW)
    assert figures.mean(moved["mean_before"], "quantity") in cells(visit, FLOW, "P68")[4]
    visit.page.locator(f"{FLOW} a[href*='record=P68']").click()
    visit.see("commitments_pledge_pf43")
    assert "Verdict: rising" in visit.page.locator("#answer").inner_text()
    assert "before=5" in visit.page.url
    assert [said for said in visit.errors if NOISE not in said] == []


def test_task_10_what_is_in_force_on_gallium_since_when_and_against_whom(
    visit,
    address: str,
    dashboard_db: Path,
) -> None:
    visit.open(address)
    visit.page.get_by_role("link", name="Commitments", exact=True).click()
    wait_for(visit, FLOW)
    visit.page.get_by_text("Export controls", exact=True).click()
    wait_for(visit, CHINA)
    pick(visit, "about", "Gallium")
    visit.page.wait_for_url("**about=gallium**")
    truth = ask(
        dashboard_db,
        "select * from metric.event_state(date '2026-11-23') "
        "where mineral_id = 'gallium' and 'CHN' = any(issuer_iso3s)",
    )
    rows = visit.page.locator(f"{CHINA} .data-table tbody tr")
    visit.expect(rows).to_have_count(len(truth), timeout=45_000)
    licence = cells(visit, CHINA, "EC07")
    assert licence[2] == "In force since 2023-08-01"
    assert licence[4] == "2023 No. 23"
    assert "8112929010" in licence[5]
    assert licence[6] == "all destinations"
    ban = cells(visit, CHINA, "EC13")
    assert ban[2] == "Suspended since 2025-11-09, until 2026-11-27"
    assert "Register last checked on 2026-11-23" in visit.page.locator("#answer").inner_text()
    visit.page.goto(f"{address}commitments?part=controls&about=gallium&day=2026-11-28")
    wait_for(visit, CHINA)
    assert cells(visit, CHINA, "EC13")[2] == "Unknown since 2026-11-28"


def test_the_map_of_approximate_points_asks_this_host_only(visit, address: str) -> None:
    visit.page.goto(f"{address}commitments?part=commitments&show=map")
    visit.see("commitments_map").locator(".geo").first.wait_for(state="attached")
    visit.page.wait_for_timeout(800)
    assert any("world_110m.json" in url for url in visit.requests)
    assert not [
        url for url in visit.requests if not url.startswith(("data:", "blob:", address, address.replace("http", "ws")))
    ]
    assert [said for said in visit.errors if NOISE not in said] == []


def test_no_chart_library_is_loaded_for_the_tables(visit, address: str) -> None:
    visit.page.goto(f"{address}commitments")
    wait_for(visit, FLOW)
    visit.page.wait_for_timeout(500)
    assert not [url for url in visit.requests if "PlotlyChart" in url]


@pytest.mark.parametrize("visit", [320, 375], indirect=True)
@pytest.mark.parametrize("query", ["", "?record=P01", "?part=controls", "?part=claims"])
def test_on_a_phone_the_page_does_not_scroll_sideways(visit, address: str, query: str) -> None:
    visit.page.goto(f"{address}commitments{query}")
    visit.page.locator(".data-table").first.wait_for(timeout=45_000)
    visit.page.wait_for_timeout(500)
    assert (
        visit.page.evaluate("(n => n.scrollWidth - n.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 0
    )


def test_a_reader_of_the_article_finds_every_claim_and_its_data(visit, address: str) -> None:
    visit.page.goto(f"{address}commitments?part=claims")
    wait_for(visit, ".st-key-panel_commitments_claims")
    assert visit.page.locator(".st-key-panel_commitments_claims tbody tr").count() == 35
    visit.expect(visit.page.locator(".st-key-panel_commitments_disagreements tbody tr")).to_have_count(
        39, timeout=45_000
    )
    assert visit.take("commitments_claims", "csv").suggested_filename.startswith("article-claims_v")
    visit.page.locator(".st-key-panel_commitments_claims a[href*='record=A20']").click()
    visit.settle("gallium")

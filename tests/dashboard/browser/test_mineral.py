"""The mineral page in Chromium: who supplies a mineral at each stage, and can the number be trusted."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from dashboard.words import formats, names

pytestmark = pytest.mark.browser
STAGES = ".st-key-panel_mineral_stages"
CHART = ".st-key-figure_mineral_stages .js-plotly-plot .barlayer path"
CLICKS = "window.__clicks = 0; addEventListener('click', event => { if (event.isTrusted) window.__clicks++ }, true)"


def plain(shown: str) -> str:
    return re.sub(r"\s+", " ", shown.replace("\N{NO-BREAK SPACE}", " ")).strip()


def cells(visit, stage: str) -> list[str]:
    row = visit.page.locator(f"{STAGES} .data-table tbody tr").filter(has=visit.page.locator(f"th:text-is('{stage}')"))
    return [plain(cell) for cell in row.locator("td").all_inner_texts()]


def drawn(visit, name: str) -> None:
    """Wait until the table of the stages is that of this mineral: the sentence comes before it."""
    visit.expect(visit.page.locator(f"{STAGES} caption").first).to_contain_text(name, ignore_case=True, timeout=45_000)


def test_who_supplies_a_mineral_at_each_stage_takes_three_clicks(visit, address: str, con) -> None:
    visit.page.add_init_script(CLICKS)
    visit.open(address)
    visit.page.locator(".st-key-navigation").get_by_text("Mineral", exact=True).click()
    visit.settle("rare earths")
    visit.page.locator(".st-key-mineral input").click()
    visit.page.locator(".st-key-mineral input").press_sequentially("タングステン")
    visit.page.get_by_role("option", name=re.compile("Tungsten")).click()
    visit.settle("tungsten")
    drawn(visit, "Tungsten")
    assert visit.page.evaluate("window.__clicks") <= 3
    rows = con.execute(
        """select s.stage, s.china_value_share as share, string_agg(c.hs6, '; ' order by c.hs6) as codes
           from (select d.*, t.is_default from mart.import_dependence d join ref.trade_series t using (series_id)) s
           join ref.hs_code c using (series_id)
           where s.importer_iso3 = 'JPN' and s.mineral_id = 'tungsten' and s.year = 2024 and s.is_default
           group by all"""
    ).fetchall()
    assert {stage for stage, _share, _codes in rows} == {"ore", "refined"}
    for stage, share, codes in rows:
        shown = cells(visit, names.stage(stage))
        assert shown[1] == plain(formats.share(share))
        assert shown[3].startswith(codes)
    assert "No customs code of this mineral at this stage is covered here." in cells(visit, "Product")[0]


def test_codes_that_the_releases_lack_are_named(visit, address: str) -> None:
    visit.open(f"{address}mineral?mineral=uranium")
    visit.settle("uranium")
    drawn(visit, "Uranium")
    assert "not in the releases: 284410" in cells(visit, "Refined")[3]


def test_the_grade_is_one_click_away_and_the_source_rows_are_two(visit, address: str, con) -> None:
    visit.page.add_init_script(CLICKS)
    visit.open(f"{address}mineral?stage=product")
    panel = visit.page.locator(STAGES)
    product = panel.locator(".data-table tbody tr").filter(has=visit.page.locator("th:text-is('Product')"))
    grade = product.locator("td").last
    assert plain(grade.locator("summary").inner_text()) == "C"
    grade.locator("summary").click()
    reasons = con.execute(
        """select quality_grade, grade_reasons from mart.import_dependence
           where importer_iso3 = 'JPN' and year = 2024 and series_id = 'rare_earths-product-hs17'"""
    ).fetchone()
    assert reasons[0] == "C"
    assert plain(grade.inner_text()) == plain(" ".join(["C", *reasons[1]]))
    assert visit.page.evaluate("window.__clicks") == 1
    dialog = visit.rows("mineral_stages")
    assert visit.page.evaluate("window.__clicks") == 3
    rows = dialog.locator(".data-table")
    imports = cells(visit, "Refined")[4]
    assert f"together {imports} million USD" in plain(rows.locator("caption").inner_text())
    assert {"source file", "source row", "sha256"} <= set(rows.locator("thead th").all_inner_texts())


def test_the_download_holds_what_is_drawn(visit, address: str) -> None:
    visit.open(f"{address}mineral?basis=quantity")
    taken = visit.take("mineral_stages", "json")
    assert taken.suggested_filename.startswith("japan_rare-earths_suppliers-by-stage_2024_quantity_mainland_v")
    frame = visit.data("mineral_stages")
    refined = frame[frame["stage"] == "refined"]
    said = {f"{row.exporter_name_en} {plain(formats.share(row.share))}" for row in refined.itertuples()}
    assert set(cells(visit, "Refined")[0].split(", ")) == said
    assert frame[["importer_iso3", "year", "source_ids"]].notna().all(axis=None)


def test_every_section_opens_without_an_error_and_lives_in_the_address(visit, address: str) -> None:
    visit.open(f"{address}mineral", drawn=CHART)
    for label, section, panel in (
        ("World concentration", "concentration", "mineral_concentration"),
        ("Published points", "points", "mineral_points_exports"),
        ("Flows of one year", "flows", "mineral_flows"),
        ("Controls and projects", "register", "mineral_events"),
    ):
        visit.page.locator(".st-key-sections").get_by_text(label, exact=True).click()
        visit.page.locator(f".st-key-panel_{panel}").wait_for(timeout=45_000)
        assert visit.page.url.endswith(f"section={section}")
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith(("data:", "blob:"))} == {own}
    # Streamlit looks for its server below the address of the page first; that 404 is not ours.
    assert [error for error in visit.errors if "404" not in error] == []


def test_every_chart_has_a_text_alternative_and_a_table(visit, address: str) -> None:
    visit.open(f"{address}mineral?mineral=gallium", drawn=".st-key-figure_mineral_basket .js-plotly-plot")
    for name in ("mineral_basket", "mineral_production_usgs", "mineral_points_exports"):
        figure = visit.page.locator(f".st-key-figure_{name}")
        visit.see(name)
        assert figure.locator("[aria-label], [alt]").count() or figure.get_attribute("aria-label")
        assert visit.page.locator(f".st-key-panel_{name} table.data-table").count() >= 1


@pytest.mark.parametrize("visit", [375], indirect=True)
@pytest.mark.parametrize("mineral", ["rare_earths", "gallium"])
def test_on_a_phone_nothing_scrolls_sideways_and_the_answer_comes_first(visit, address: str, mineral: str) -> None:
    visit.open(f"{address}mineral?mineral={mineral}", drawn=".js-plotly-plot .barlayer path")
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] + box["height"] <= 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375


def test_the_first_chart_is_on_the_first_screen(visit, address: str) -> None:
    visit.open(f"{address}mineral", drawn=CHART)
    box = visit.page.locator(".st-key-figure_mineral_stages").bounding_box()
    assert box["y"] + box["height"] <= 800


def test_the_same_address_opens_the_same_view(visit, address: str) -> None:
    query = (
        "importer=KOR&mineral=graphite&stage=ore&basis=quantity&china=plus&year=2022&from=2005&to=2022"
        "&definition=crma65&section=codes&edition=2025"
    )
    visit.open(f"{address}mineral?{query}")
    visit.settle("South Korea")
    said = visit.answer()
    assert "by tonnes" in said
    assert "China with Hong Kong and Macao" in said
    assert visit.page.locator(".st-key-panel_mineral_codes").count() == 1
    assert not visit.page.locator(".notice").count()
    visit.open(visit.page.url)
    assert visit.answer() == said

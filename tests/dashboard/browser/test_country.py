"""What Central Asia can supply, and who takes it, in Chromium: clicks counted, numbers as in the database."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from dashboard.words import formats, names

pytestmark = pytest.mark.browser
COUNTRY = ".st-key-country input"
EXPORTS = ".st-key-panel_country_exports"


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def exports(con) -> pd.DataFrame:
    """Exports of the five to the outside in 2024, from the published flows alone."""
    return con.execute(
        """
        with five as (select iso3 from ref.country_group where group_id = 'CENTRAL_ASIA')
        select m.name_en as mineral, s.stage, sum(f.value_usd) as usd,
            coalesce(sum(f.value_usd) filter (f.importer_iso3 = 'CHN'), 0) / sum(f.value_usd) as china
        from core.trade_flow f
        join ref.hs_code c using (hs6, hs_edition)
        join ref.trade_series s using (series_id)
        join ref.mineral m on m.mineral_id = s.mineral_id
        where s.is_default and s.purity <> 'BASKET' and f.year = 2024
          and f.exporter_iso3 in (from five) and f.importer_iso3 not in (from five)
        group by all order by usd desc limit 8
        """
    ).df()


def test_two_clicks_from_the_landing_page_to_what_central_asia_supplies_and_who_takes_it(visit, address, con) -> None:
    visit.open(address)
    clicks = 0
    visit.page.locator(".st-key-navigation").get_by_text("Country", exact=True).click()
    clicks += 1
    visit.page.locator(".st-key-presets").get_by_text("Central Asia (5)").wait_for()
    visit.settle("Central Asia (5) sold")
    assert clicks <= 2
    expected = exports(con)
    rows = visit.page.locator(f"{EXPORTS} .data-table tbody tr")
    for place, row in expected.iterrows():
        cells = [plain(cell).strip() for cell in rows.nth(place).locator("th, td").all_inner_texts()]
        assert cells[0] == row["mineral"]
        assert cells[1] == names.stage(row["stage"])
        assert cells[2] == formats.million_usd(row["usd"])
        assert cells[3].split("\n")[0] == plain(formats.share(row["china"]))
    uranium = rows.filter(has_text="Uranium").inner_text()
    assert "27,270" in uranium
    assert "45.3" in uranium
    assert "WNA 2015-2024" in uranium
    assert "Trade among them is left out" in visit.notes("country_exports")


def test_each_state_and_japan_are_one_click_away(visit, address) -> None:
    visit.open(f"{address}country", filters=COUNTRY)
    for country_id, name in {
        "KAZ": "Kazakhstan",
        "TJK": "Tajikistan",
        "JPN": "Japan",
        "EU27": "European Union (27)",
    }.items():
        visit.page.locator(f".st-key-preset_{country_id} button").click()
        visit.settle(f"{name} {'sold' if country_id in ('KAZ', 'TJK') else 'bought'}")
        assert parse_qs(urlsplit(visit.page.url).query)["country"] == [country_id]


def test_a_link_with_everything_changed_opens_the_same_view(visit, address) -> None:
    query = "country=KAZ&role=supplier&stage=ore&basis=quantity&china=plus&year=2020"
    visit.open(f"{address}country?{query}", filters=COUNTRY)
    said = visit.answer()
    assert "In 2020 Kazakhstan sold" in said
    assert "China with Hong Kong and Macao (by tonnes)" in said
    table = visit.page.locator(f"{EXPORTS} .data-table").inner_text()
    visit.open(visit.words("country_exports")[0], filters=COUNTRY)
    assert visit.answer() == said
    assert visit.page.locator(f"{EXPORTS} .data-table").inner_text() == table


def test_the_download_holds_what_is_drawn(visit, address) -> None:
    visit.open(f"{address}country", filters=COUNTRY)
    frame = visit.data("country_exports")
    rows = visit.page.locator(f"{EXPORTS} .data-table tbody tr")
    assert len(frame) == rows.count()
    assert plain(formats.share(frame["china_share"].iloc[0])) in plain(rows.first.inner_text())


@pytest.mark.parametrize("visit", [375], indirect=True)
def test_on_a_phone_the_answer_is_on_the_first_screen(visit, address) -> None:
    visit.open(f"{address}country", filters=COUNTRY)
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] + box["height"] <= 600
    visit.see("country_destinations")
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375


def test_nothing_leaves_the_host_and_nothing_fails(visit, address) -> None:
    visit.open(f"{address}country", filters=COUNTRY)
    visit.see("country_destinations")
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith(("data:", "blob:"))} == {own}
    assert [error for error in visit.errors if "404" not in error and "_stcore" not in error] == []

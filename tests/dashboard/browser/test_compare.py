"""Comparing importers in Chromium: clicks counted, numbers as in the database, a map without any outside host."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.words import formats

pytestmark = pytest.mark.browser
VIEW = ".st-key-view button"
PEERS = {"JPN": "Japan", "KOR": "South Korea", "EU27": "European Union (27)", "USA": "United States", "IND": "India"}


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def open_compare(visit, address: str, query: str = "", drawn: str = ".js-plotly-plot") -> None:
    visit.open(f"{address}compare?{query}", drawn=drawn, filters=VIEW)


def test_two_clicks_from_the_landing_page_to_our_peers_on_one_axis(visit, address, con) -> None:
    visit.open(address)
    visit.page.locator(".st-key-navigation").get_by_text("Compare", exact=True).click()
    visit.page.locator(".st-key-view").get_by_text("Over time", exact=True).click()
    visit.see("compare_lines")
    visit.settle("Rare earths (refined)")
    figure = visit.page.evaluate(
        "(() => { const g = document.querySelector('.st-key-figure_compare_lines .js-plotly-plot'); return {"
        "ranges: Object.keys(g._fullLayout).filter(k => k.startsWith('yaxis')).map(k => g._fullLayout[k].range),"
        "titles: g._fullLayout.annotations.map(a => a.text)}; })()"
    )
    assert {tuple(span) for span in figure["ranges"]} == {(0, 1.02)}
    assert set(PEERS.values()) <= set(figure["titles"])
    shares = dict(
        con.execute(
            "select importer_iso3, china_value_share from mart.import_dependence "
            "where series_id = 'rare_earths-refined-hs92' and year = 2024"
        ).fetchall()
    )
    said = plain(visit.answer())
    for iso3, name in PEERS.items():
        share = plain(formats.share(shares[iso3]))
        assert f"{name} {share}" in said
        assert share in [plain(title) for title in figure["titles"]]


def test_two_clicks_to_the_list_of_what_crossed_a_threshold_with_old_and_new_values(visit, address, con) -> None:
    visit.open(address)
    visit.page.locator(".st-key-navigation").get_by_text("Compare", exact=True).click()
    visit.page.locator(".st-key-view").get_by_text("What changed", exact=True).click()
    table = visit.page.locator(".st-key-panel_compare_changes .data-table")
    visit.expect(table).to_have_count(1, timeout=45_000)
    crossed = con.execute(
        """
        select n.importer_iso3, m.name_en as mineral, b.value as before, n.value as now, n.flagged
        from mart.dependency_flag n
        join mart.dependency_flag b using (importer_iso3, series_id, definition_id)
        join mart.import_dependence d using (importer_iso3, series_id)
        join mart.import_dependence e using (importer_iso3, series_id)
        join ref.trade_series s on s.series_id = n.series_id
        join ref.mineral m on m.mineral_id = s.mineral_id
        where s.is_default and n.definition_id = 'china50' and n.year = 2024 and b.year = 2019
          and d.year = 2024 and e.year = 2019 and n.flagged <> b.flagged and not d.low_base and not e.low_base
          and n.importer_iso3 in ('JPN', 'KOR', 'EU27', 'USA', 'IND')
        """
    ).df()
    rows = [
        [plain(cell).strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in table.locator("tbody tr").all()
    ]
    assert len(rows) == len(crossed)
    shown = {(row[1], row[2], row[4], row[5], row[0]) for row in rows}
    for row in crossed.to_dict("records"):
        change = "▲ Up" if row["flagged"] else "▼ Down"
        before, now = (plain(formats.share(row[name])) for name in ("before", "now"))
        assert (PEERS[row["importer_iso3"]], row["mineral"], before, now, change) in shown


def test_the_numbers_in_the_cells_are_those_of_the_database(visit, address, con) -> None:
    open_compare(visit, address, "basis=quantity")
    drawn = visit.page.evaluate(
        "(() => { const g = document.querySelector('.st-key-figure_compare_heat .js-plotly-plot');"
        "const out = {}; g.data.filter(t => t.type === 'heatmap').forEach(t => t.text.forEach((line, y) =>"
        "line.forEach((cell, x) => { if (cell) out[[t.y[y], t.x[x]].join('/')] = cell; }))); return out; })()"
    )
    expected = con.execute(
        "select i.name_en || '/' || m.name_en, s.stage, d.china_quantity_share from mart.import_dependence d "
        "join ref.trade_series s using (series_id) join ref.mineral m on m.mineral_id = s.mineral_id "
        "join ref.country i on i.iso3 = d.importer_iso3 where d.year = 2024 and s.is_default and s.purity <> 'BASKET' "
        "and d.importer_iso3 in ('JPN', 'KOR', 'EU27', 'USA', 'IND') and not d.low_base "
        "and d.china_quantity_share is not null"
    ).fetchall()
    assert len(drawn) == len(expected)
    for name, stage, share in expected:
        importer, mineral = name.split("/", 1)
        assert drawn[f"{mineral}, {stage}/{importer}"] == f"{share * 100:.1f}"


def test_the_map_is_drawn_without_any_outside_host(visit, address) -> None:
    open_compare(visit, address, "view=map")
    visit.page.locator(".js-plotly-plot .choroplethlayer path").first.wait_for(timeout=45_000)
    assert visit.page.locator(".js-plotly-plot .choroplethlayer path").count() > 100
    own = urlsplit(address).netloc
    assert {urlsplit(url).netloc for url in visit.requests if not url.startswith(("data:", "blob:"))} == {own}
    assert any(url.endswith("/app/static/topojson/world_110m.json") for url in visit.requests)
    assert [error for error in visit.errors if "404" not in error and "_stcore" not in error] == []
    assert "Too small for the map: " in visit.notes("compare_map")


def test_a_list_of_ones_own_lives_in_the_address(visit, address) -> None:
    open_compare(visit, address)
    visit.page.locator(".st-key-importers input").fill("Kazakhstan")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("location.search.includes('KAZ')")
    assert parse_qs(urlsplit(visit.page.url).query)["importers"] == ["JPN,KOR,EU27,USA,IND,KAZ"]


def test_a_link_with_everything_changed_opens_the_same_view(visit, address) -> None:
    query = "view=changes&group=G7&definition=crma65&since=2012&year=2022&basis=quantity&china=plus&stage=refined"
    open_compare(visit, address, query, drawn=".data-table tbody tr")
    said = visit.answer()
    assert said.startswith("From 2012 to 2022")
    visit.open(visit.words("compare_changes")[0], filters=VIEW)
    assert visit.answer() == said


@pytest.mark.parametrize("visit", [375], indirect=True)
@pytest.mark.parametrize("view", ["heat", "lines", "map", "changes"])
def test_on_a_phone_the_answer_is_on_the_first_screen_and_only_charts_scroll_sideways(visit, address, view) -> None:
    open_compare(visit, address, f"view={view}", drawn="#answer .answer")
    visit.page.locator(f".st-key-panel_compare_{view} .notes").first.wait_for(timeout=45_000)
    box = visit.page.locator("#answer .answer").bounding_box()
    assert box["y"] + box["height"] <= 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 375
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 375

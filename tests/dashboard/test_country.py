"""The country page against the real data: sums of members, trade inside a group left out, shares never averaged."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import controls, db, permalink, provenance
from dashboard.panel import Panel
from dashboard.views import country

VIEW = Path(dashboard.__file__).parent / "app.py"
FIVE = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
pytestmark = pytest.mark.usefixtures("minerals_db")


def question(name: str, **choice: object) -> pd.DataFrame:
    asked = {"country": "CENTRAL_ASIA", "year": 2024, "basis": "value", "china": "mainland"} | choice
    return db.query(name, **asked).set_index("series_id")


def chosen(**choice: object) -> dict[str, object]:
    return permalink.defaults(controls.known()) | choice


def open_page(**query: str) -> AppTest:
    page = AppTest.from_file(str(VIEW), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    page.switch_page("views/country.py").run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    drawn = " ".join(element.proto.body for element in page.html)
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", drawn)).replace("\N{NO-BREAK SPACE}", " "))


def panel_of(view: dict[str, object], panel_id: str) -> Panel:
    return next(panel for panel in country.panels(view) if panel.panel_id == panel_id)


def test_exports_of_a_group_are_the_published_flows_to_the_outside(con: duckdb.DuckDBPyConnection) -> None:
    published = con.execute(
        """
        select s.series_id, sum(f.value_usd) as value_usd,
            coalesce(sum(f.value_usd) filter (f.importer_iso3 = 'CHN'), 0) as china_usd,
            count(distinct f.importer_iso3) as buyers
        from core.trade_flow f
        join ref.hs_code c using (hs6, hs_edition)
        join ref.trade_series s using (series_id)
        where s.is_default and s.in_extract and s.basket_id is null and f.year = 2024
          and f.exporter_iso3 in $five and f.importer_iso3 not in $five
        group by s.series_id
        """,
        {"five": list(FIVE)},
    ).df()
    ours = question("country_exports")
    published = published.set_index("series_id")
    assert set(published.index) == {series for series in ours.index if not series.startswith("basket")}
    ours = ours.loc[published.index]
    pd.testing.assert_series_equal(ours["value_usd"], published["value_usd"])
    pd.testing.assert_series_equal(
        ours["china_share"], published["china_usd"] / published["value_usd"], check_names=False
    )
    assert (ours["destination_count"] == published["buyers"]).all()


def test_trade_inside_the_group_is_left_out_and_shares_are_not_averaged() -> None:
    group = question("country_exports")["value_usd"]
    members = pd.concat([question("country_exports", country=iso3)["value_usd"] for iso3 in FIVE])
    summed = members.groupby(level=0).sum().reindex(group.index)
    assert (group <= summed * (1 + 1e-12)).all()
    assert (group < summed * 0.999).any(), "some member sells to another one"
    alone = [question("country_exports", country=iso3)["china_share"].get("copper-refined-hs17") for iso3 in FIVE]
    average = pd.Series(alone, dtype=float).mean()
    assert abs(question("country_exports").loc["copper-refined-hs17", "china_share"] - average) > 0.01


@pytest.mark.parametrize("importer", ["JPN", "EU27", "KAZ", "TKM"])
@pytest.mark.parametrize("basis", ["value", "quantity"])
@pytest.mark.parametrize("china", ["mainland", "plus"])
def test_imports_of_one_importer_are_those_of_the_landing_page(importer: str, basis: str, china: str) -> None:
    """A country alone and the EU have rows of their own in the marts; the sums of the country page give the same."""
    ours = question("country_imports", country=importer, basis=basis, china=china)
    theirs = db.query("overview_table", importer=importer, year=2024, basis=basis, china=china).set_index("series_id")
    theirs = theirs.loc[ours.index]
    for column in ("china_share", "china_share_before", "value_usd", "hhi", "top_supplier_share", "definitions_met"):
        pd.testing.assert_series_equal(ours[column], theirs[column], check_dtype=False)
    assert (ours["top_supplier_iso3"].fillna("") == theirs["top_supplier_iso3"].fillna("")).all()
    assert (ours["status"] == theirs["status"]).all()
    assert (ours["quality_grade"].fillna("") == theirs["quality_grade"].fillna("")).all()


def test_the_history_ends_in_the_share_of_the_year() -> None:
    for role in ("export", "import"):
        frame = question(f"country_{role}s")
        history = db.query(f"country_{role}_history", country="CENTRAL_ASIA", basis="value", china="mainland")
        last = history[history["year"] == 2024].set_index("series_id")["china_share"]
        ranked = frame[frame["status"] == "RANKED"]
        assert set(ranked.index) == set(last.index)
        pd.testing.assert_series_equal(ranked["china_share"], last.loc[ranked.index], check_names=False)


def test_production_is_of_the_newest_edition_and_named() -> None:
    exports = question("country_exports")
    uranium, chromium = exports.loc["uranium-ore-hs92"], exports.loc["chromium-ore-hs92"]
    assert (uranium["production_t"], uranium["production_year"]) == (27270, 2024)
    assert round(uranium["production_world_share"], 2) == 0.45
    assert (chromium["production_form"], chromium["production_edition"]) == ("mine production", "2026")
    production = db.query("country_production", country="KAZ", year=2024)
    silicon = production[production["mineral_id"] == "silicon"]
    assert {"ferrosilicon", "silicon metal"} <= set(silicon["form"])
    assert not production.duplicated(["mineral_id", "stage", "form"]).any()
    rhenium = production[production["mineral_id"] == "rhenium"].iloc[0]
    assert rhenium["export_status"] == "NO_CODE"
    assert pd.isna(rhenium["export_usd"])


def test_buyers_add_up_to_the_whole() -> None:
    frame = panel_of(chosen(), "country_destinations").frame
    assert frame.groupby("series_id")["destination_share"].sum().to_numpy() == pytest.approx(1)
    china = frame[frame["destination_iso3"] == "CHN"].set_index("series_id")["destination_share"]
    exports = question("country_exports")["china_share"]
    pd.testing.assert_series_equal(china, exports.loc[china.index], check_names=False)


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"role": "importer"},
        {"country": "JPN", "role": "importer", "basis": "quantity"},
        {"country": "EU27", "china": "plus"},
        {"country": "G7", "role": "importer"},
        {"country": "CHN"},
        {"country": "CHN", "role": "importer"},
        {"country": "TKM"},
        {"country": "ABW"},
        {"country": "OECD", "year": 1995, "stage": "ore"},
        {"country": "KAZ", "year": 2018, "stage": "product", "lang": "ja"},
    ],
)
def test_every_choice_gives_an_answer_and_panels_with_sources_and_rows_that_add_up(choice: dict[str, object]) -> None:
    view = chosen(**choice)
    said, panels = country.page(country.country_view.view(view))
    assert said.sentence.endswith(".")
    for panel in panels:
        assert provenance.source_ids(panel.frame)
        assert len(panel.frame) <= 5000
        if panel.rows is None or "value_usd" not in panel.frame.columns:
            continue
        for series in list(panel.rows.choices)[:3]:
            figure = panel.frame.loc[panel.frame["series_id"] == series, "value_usd"].sum()
            assert panel.rows.load(series)["value_usd"].sum() == pytest.approx(figure), (panel.panel_id, series)


def test_what_cannot_be_ranked_stands_apart() -> None:
    ranked, apart = (panel_of(chosen(), name).frame for name in ("country_exports", "country_exports_apart"))
    assert (ranked["status"] == "RANKED").all()
    assert {"BELOW_THRESHOLD", "BASKET_CODE"} <= set(apart["status"])
    assert not ranked["series_id"].isin(apart["series_id"]).any()


def test_china_has_no_share_of_its_own() -> None:
    for role in ("supplier", "importer"):
        said, panels = country.page(country.country_view.view(chosen(country="CHN", role=role)))
        assert "mainland China" not in said.sentence
        assert panels[0].frame["china_share"].isna().all()
        assert "china_share" not in [column.key for column in panels[0].columns]


def test_groups_say_what_is_left_out_and_are_not_graded() -> None:
    panel = panel_of(chosen(role="importer"), "country_imports")
    assert "Trade among them is left out" in panel.caveats[0]
    assert "Uzbekistan" in panel.caveats[0]
    assert panel.frame["definitions_met"].isna().all()
    assert "quality_grade" not in [column.key for column in panel.columns]
    assert panel_of(chosen(country="EU27", role="importer"), "country_imports").frame["quality_grade"].notna().all()


def test_a_country_without_exports_is_told_which_year_has_some() -> None:
    page = words(open_page(country="TKM"))
    assert "no export of Turkmenistan under these codes is large enough to rank" in page
    assert re.search(r"nearest year with trade that can be ranked is \d{4}", page)
    nobody = words(open_page(country="ABW"))
    assert "no export of Aruba" in nobody


def test_a_preset_is_one_click_and_lands_in_the_address() -> None:
    page = open_page()
    assert "Central Asia (5) as a supplier" in words(page)
    page.button(key="preset_JPN").click().run()
    assert not page.exception
    assert "Japan as an importer" in words(page)
    assert (page.query_params["country"], page.query_params["role"]) == ("JPN", "importer")


def test_hostile_values_give_a_notice_and_the_default() -> None:
    page = open_page(country="<img src=x>", role="drop table")
    said = words(page)
    assert "no usable value for country, role" in said
    assert "img src" not in said
    assert "Central Asia (5) as a supplier" in said

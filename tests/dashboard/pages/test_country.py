"""The country page against the real data: sums of members, trade inside a group left out, shares never averaged."""

from __future__ import annotations

import re
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from dashboard.content import provenance
from dashboard.db import Reader
from dashboard.pages.country import PAGE, questions
from dashboard.pages.overview import questions as overview
from tests.dashboard.made import make, on_screen, words

Ask = Callable[..., pd.DataFrame]
FIVE = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
pytestmark = pytest.mark.usefixtures("minerals_db")


@pytest.fixture
def question(reader: Reader) -> Ask:
    def ask(name: str, **choice: str | int) -> pd.DataFrame:
        asked = {"country": "CENTRAL_ASIA", "year": 2024, "basis": "value", "china": "mainland"} | choice
        return reader.ask(getattr(questions, name.upper()), **asked).set_index("series_id")

    return ask


def test_exports_of_a_group_are_the_published_flows_to_the_outside(
    question: Ask, con: duckdb.DuckDBPyConnection
) -> None:
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
    ours = question("exports")
    published = published.set_index("series_id")
    assert set(published.index) == {series for series in ours.index if not series.startswith("basket")}
    ours = ours.loc[published.index]
    pd.testing.assert_series_equal(ours["value_usd"], published["value_usd"])
    pd.testing.assert_series_equal(
        ours["china_share"], published["china_usd"] / published["value_usd"], check_names=False
    )
    assert (ours["destination_count"] == published["buyers"]).all()


def test_trade_inside_the_group_is_left_out_and_shares_are_not_averaged(question: Ask) -> None:
    group = question("exports")["value_usd"]
    members = pd.concat([question("exports", country=iso3)["value_usd"] for iso3 in FIVE])
    summed = members.groupby(level=0).sum().reindex(group.index)
    assert (group <= summed * (1 + 1e-12)).all()
    assert (group < summed * 0.999).any(), "some member sells to another one"
    alone = [question("exports", country=iso3)["china_share"].get("copper-refined-hs17") for iso3 in FIVE]
    average = pd.Series(alone, dtype=float).mean()
    assert abs(question("exports").loc["copper-refined-hs17", "china_share"] - average) > 0.01


@pytest.mark.parametrize("importer", ["JPN", "EU27", "KAZ", "TKM"])
@pytest.mark.parametrize("basis", ["value", "quantity"])
@pytest.mark.parametrize("china", ["mainland", "plus"])
def test_imports_of_one_importer_are_those_of_the_landing_page(
    reader: Reader, question: Ask, importer: str, basis: str, china: str
) -> None:
    """A country alone and the EU have rows of their own in the marts; the sums of the country page give the same."""
    ours = question("imports", country=importer, basis=basis, china=china)
    theirs = reader.ask(overview.TABLE, importer=importer, year=2024, basis=basis, china=china).set_index("series_id")
    theirs = theirs.loc[ours.index]
    for column in ("china_share", "china_share_before", "value_usd", "hhi", "top_supplier_share", "definitions_met"):
        pd.testing.assert_series_equal(ours[column], theirs[column], check_dtype=False)
    assert (ours["top_supplier_iso3"].fillna("") == theirs["top_supplier_iso3"].fillna("")).all()
    assert (ours["status"] == theirs["status"]).all()
    assert (ours["quality_grade"].fillna("") == theirs["quality_grade"].fillna("")).all()


def test_the_history_ends_in_the_share_of_the_year(reader: Reader, question: Ask) -> None:
    for role in ("export", "import"):
        frame = question(f"{role}s")
        history = reader.ask(
            getattr(questions, f"{role}_history".upper()), country="CENTRAL_ASIA", basis="value", china="mainland"
        )
        last = history[history["year"] == 2024].set_index("series_id")["china_share"]
        ranked = frame[frame["status"] == "RANKED"]
        assert set(ranked.index) == set(last.index)
        pd.testing.assert_series_equal(ranked["china_share"], last.loc[ranked.index], check_names=False)


def test_production_is_of_the_newest_edition_and_named(reader: Reader, question: Ask) -> None:
    exports = question("exports")
    uranium, chromium = exports.loc["uranium-ore-hs92"], exports.loc["chromium-ore-hs92"]
    assert (uranium["production_t"], uranium["production_year"]) == (27270, 2024)
    assert round(uranium["production_world_share"], 2) == 0.45
    assert (chromium["production_form"], chromium["production_edition"]) == ("mine production", "2026")
    production = reader.ask(questions.PRODUCTION, country="KAZ", year=2024)
    silicon = production[production["mineral_id"] == "silicon"]
    assert {"ferrosilicon", "silicon metal"} <= set(silicon["form"])
    assert not production.duplicated(["mineral_id", "stage", "form"]).any()
    rhenium = production[production["mineral_id"] == "rhenium"].iloc[0]
    assert rhenium["export_status"] == "NO_CODE"
    assert pd.isna(rhenium["export_usd"])


def test_buyers_add_up_to_the_whole(reader: Reader, question: Ask) -> None:
    frame = make(PAGE, reader).panel("country_destinations").frame
    assert frame.groupby("series_id")["destination_share"].sum().to_numpy() == pytest.approx(1)
    china = frame[frame["destination_iso3"] == "CHN"].set_index("series_id")["destination_share"]
    exports = question("exports")["china_share"]
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
def test_every_choice_gives_an_answer_and_panels_with_sources_and_rows_that_add_up(
    reader: Reader, choice: dict[str, object]
) -> None:
    view = make(PAGE, reader, **choice)
    assert view.answer.sentence.endswith(".")
    for panel in view.panels:
        assert provenance.source_ids(panel.frame)
        assert len(panel.frame) <= 5000
        if panel.rows is None or "value_usd" not in panel.frame.columns:
            continue
        for series in list(panel.rows.choices)[:3]:
            figure = panel.frame.loc[panel.frame["series_id"] == series, "value_usd"].sum()
            assert panel.rows.load(series)["value_usd"].sum() == pytest.approx(figure), (panel.panel_id, series)


def test_what_cannot_be_ranked_stands_apart(reader: Reader) -> None:
    ranked, apart = (make(PAGE, reader).panel(name).frame for name in ("country_exports", "country_exports_apart"))
    assert (ranked["status"] == "RANKED").all()
    assert {"BELOW_THRESHOLD", "BASKET_CODE"} <= set(apart["status"])
    assert not ranked["series_id"].isin(apart["series_id"]).any()


def test_china_has_no_share_of_its_own(reader: Reader) -> None:
    for role in ("supplier", "importer"):
        view = make(PAGE, reader, country="CHN", role=role)
        panels = view.panels
        assert "mainland China" not in view.answer.sentence
        assert panels[0].frame["china_share"].isna().all()
        assert "china_share" not in [column.key for column in panels[0].columns]


def test_groups_say_what_is_left_out_and_are_not_graded(reader: Reader) -> None:
    panel = make(PAGE, reader, role="importer").panel("country_imports")
    assert "Trade among them is left out" in panel.caveats[0]
    assert "Uzbekistan" in panel.caveats[0]
    assert panel.frame["definitions_met"].isna().all()
    assert "quality_grade" not in [column.key for column in panel.columns]
    assert (
        make(PAGE, reader, country="EU27", role="importer")
        .panel("country_imports")
        .frame["quality_grade"]
        .notna()
        .all()
    )


def test_a_country_without_exports_is_told_which_year_has_some() -> None:
    page = words(on_screen("country", country="TKM"))
    assert "no export of Turkmenistan under these codes is large enough to rank" in page
    assert re.search(r"nearest year with trade that can be ranked is \d{4}", page)
    nobody = words(on_screen("country", country="ABW"))
    assert "no export of Aruba" in nobody


def test_a_preset_is_one_click_and_lands_in_the_address() -> None:
    page = on_screen("country")
    assert "Central Asia (5) as a supplier" in words(page)
    page.button(key="preset_JPN").click().run()
    assert not page.exception
    assert "Japan as an importer" in words(page)
    assert (page.query_params["country"], page.query_params["role"]) == ("JPN", "importer")


def test_hostile_values_give_a_notice_and_the_default() -> None:
    page = on_screen("country", country="<img src=x>", role="drop table")
    said = words(page)
    assert "no usable value for country, role" in said
    assert "img src" not in said
    assert "Central Asia (5) as a supplier" in said

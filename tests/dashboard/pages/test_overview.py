"""The landing page against the real data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.content import files
from dashboard.db import Reader
from dashboard.pages.overview import questions
from tests.dashboard.made import on_screen, words

Ask = Callable[..., pd.DataFrame]
pytestmark = pytest.mark.usefixtures("minerals_db")


@pytest.fixture
def question(reader: Reader) -> Ask:
    def ask(**choice: str | int) -> pd.DataFrame:
        asked = {"importer": "JPN", "year": 2024, "basis": "value", "china": "mainland"} | choice
        return reader.ask(questions.TABLE, **asked).set_index("series_id")

    return ask


def test_japan_is_shown_first_with_its_answer() -> None:
    page = on_screen("overview")
    said = words(page)
    assert re.search(
        r"In 2024 \(provisional\) Japan bought more than half of its imports of (?P<n>\d+) of \d+ minerals", said
    )
    assert "five years earlier it was" in said
    assert {box.key: box.value for box in page.selectbox}["importer"] == "JPN"
    assert dict(page.query_params) == {}


def test_rare_earths_are_as_published(question: Ask) -> None:
    value, tonnes = question(), question(basis="quantity")
    series = "rare_earths-refined-hs92"
    assert round(value.loc[series, "china_share"] * 100, 1) == 37.8
    assert round(tonnes.loc[series, "china_share"] * 100, 1) == 66.1
    assert value.loc[series, "hs_codes"] == "280530; 284610; 284690"
    assert "Rare earths Refined 37.8 %" in words(on_screen("overview"))
    assert "Rare earths Refined 66.1 %" in words(on_screen("overview", basis="quantity"))


def test_what_cannot_be_ranked_stands_apart_and_is_never_zero(question: Ask) -> None:
    frame = question()
    ranked = frame[frame["status"] == "RANKED"]
    assert not ranked["mineral_id"].isin(["gallium", "germanium", "uranium"]).any()
    assert (ranked["purity"] != "BASKET").all()
    assert ranked["china_share"].notna().all()
    metals = frame[frame["status"] == "IN_BASKET"]
    assert {"gallium", "germanium", "indium"} <= set(metals["mineral_id"])
    assert metals[["china_share", "value_usd", "hhi"]].isna().all(axis=None)
    uranium = frame[frame["mineral_id"] == "uranium"]
    assert len(uranium)
    assert uranium["china_share"].isna().all()
    baskets = frame[frame["status"] == "BASKET_CODE"]
    assert len(baskets) == 2
    assert baskets["hhi"].isna().all()
    assert baskets["value_usd"].notna().all()
    assert "Gallium, Germanium, Hafnium, Indium, Rhenium" in words(on_screen("overview"))


def test_hong_kong_and_macao_never_lower_the_share(question: Ask) -> None:
    mainland, plus = question()["china_share"], question(china="plus")["china_share"]
    both = mainland.notna()
    assert (plus[both] >= mainland[both]).all()
    assert (plus[both] > mainland[both]).any()


@pytest.mark.parametrize(
    "query",
    [
        {"importer": "EU27"},
        {"importer": "KAZ", "basis": "quantity", "china": "plus"},
        {"importer": "TKM", "stage": "refined"},
        {"year": "1995"},
        {"year": "2010", "sort": "name"},
        {"stage": "product", "sort": "fall"},
        {"lang": "ja", "sort": "definitions"},
    ],
)
def test_every_choice_gives_a_page(query: dict[str, str]) -> None:
    page = on_screen("overview", **query)
    assert "[baci_hs92_v202601]" in words(page) or "[baci_hs17_v202601]" in words(page)
    assert "usable" not in words(page)


def test_a_choice_changes_table_sentence_and_address() -> None:
    page = on_screen("overview")
    page.selectbox(key="importer").set_value("EU27").run()
    assert not page.exception
    assert "European Union (27) bought" in words(page)
    assert page.query_params["importer"] == "EU27"
    page.selectbox(key="importer").set_value("JPN").run()
    assert "importer" not in page.query_params


@pytest.mark.parametrize("sort", ["fall", "rise", "hhi", "definitions", "value", "name"])
def test_order_is_marked_on_the_column_that_decides(sort: str) -> None:
    table = next(
        element.proto.body for element in on_screen("overview", sort=sort).html if "data-table" in element.proto.body
    )
    assert table.count("aria-sort=") == 1


def test_hostile_addresses_give_the_default_view_and_a_notice() -> None:
    page = on_screen("overview", importer="<script>alert(1)</script>", year="99999", nonsense="**bold**")
    said = words(page)
    assert "no usable value for importer, year" in said
    assert "does not know" in said
    assert "alert(1)" not in said
    assert "bold" not in said
    assert "Japan bought" in said


def test_figures_add_up_to_their_source_rows(question: Ask, reader: Reader) -> None:
    frame = question()
    for series, row in frame[frame["value_usd"].notna()].iterrows():
        rows = reader.ask(queries.SOURCE_ROWS, importer="JPN", series=series, year=2024)
        assert rows["value_usd"].sum() == pytest.approx(row["value_usd"]), series
        assert rows["sha256"].notna().all()


def test_download_holds_the_unrounded_values_with_codes_years_and_sources(question: Ask, reader: Reader) -> None:
    frame = question().reset_index()
    sources = reader.ask(queries.FOOTNOTE_SOURCES, source_ids=("baci_hs17_v202601", "baci_hs92_v202601"))
    back = pd.read_csv(io.BytesIO(files.to_csv(files.Package(frame, {}, {}, sources))), dtype={"hs_codes": str})
    pd.testing.assert_series_equal(back["china_share"], frame["china_share"], check_exact=True)
    assert back[["series_id", "hs_codes", "hs_edition", "year", "source_ids"]].notna().all(axis=None)


def test_without_a_database_the_page_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERALS_DB", str(tmp_path))
    page = on_screen("overview")
    assert "python -m etl build" in words(page)
    (tmp_path / "CURRENT").write_text("broken.duckdb", "utf-8")
    (tmp_path / "broken.duckdb").write_bytes(b"broken")
    page = on_screen("overview")
    assert "broken.duckdb cannot be read" in words(page)
    assert "python -m etl build" in words(page)


def test_no_chart_is_sent_before_the_browser_has_the_table_in_sight() -> None:
    page = on_screen("overview")
    assert not page.get("plotly_chart")
    assert "The chart is drawn when it comes into sight" in words(page)


@pytest.mark.parametrize(("importer", "china"), [("CHN", "mainland"), ("HKG", "plus")])
def test_china_as_importer_is_ranked_by_its_largest_supplier(question: Ask, importer: str, china: str) -> None:
    frame = question(importer=importer, china=china)
    ranked = frame[frame["status"] == "RANKED"]
    assert len(ranked) > 10 and frame["china_share"].isna().all()
    assert ranked["top_supplier_share"].notna().all()
    said = words(on_screen("overview", importer=importer, china=china))
    minerals = ranked.loc[ranked["top_supplier_share"] > 0.5, "mineral_id"].nunique()
    assert f"{minerals} of " in said and "from a single country" in said
    assert (
        "China's share"
        not in said.split("almost only from one country", 1)[1].split("not ranked", 1)[0].split("Grade", 1)[0]
    )

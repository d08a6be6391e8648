"""The mineral page against the real data: every number that is drawn is in the database, and nothing is invented."""

from __future__ import annotations

import inspect
import io
import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import controls, db, export, permalink, provenance, table
from dashboard.panel import Panel
from dashboard.views import mineral, mineral_answer, mineral_view

APP = Path(dashboard.__file__).parent / "app.py"
REFINED = "rare_earths-refined-hs92"
pytestmark = pytest.mark.usefixtures("minerals_db")


def chosen(**choice: object) -> dict:
    return permalink.defaults(controls.known()) | choice


def panels(**choice: object) -> dict[str, Panel]:
    return {panel.panel_id: panel for panel in mineral.panels(chosen(**choice))}


def said(**choice: object) -> str:
    sentence, _strong, details = mineral_answer.answer(mineral_view.view(chosen(**choice)))
    return " ".join([sentence, *details]).replace("\N{NO-BREAK SPACE}", " ")


def open_page(**query: str) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    page.switch_page("views/mineral.py").run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    drawn = " ".join(element.proto.body for element in page.html)
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", drawn)).replace("\N{NO-BREAK SPACE}", " "))


def test_the_sentence_says_what_the_database_says() -> None:
    row = (
        db.query("overview_table", importer="JPN", year=2024, basis="value", china="mainland")
        .set_index("series_id")
        .loc[REFINED]
    )
    sentence = said()
    assert f"bought {row['china_share'] * 100:.1f} % of its imports of rare earths (refined)" in sentence
    assert f"of {row['value_usd'] / 1e6:,.1f} million USD" in sentence
    assert f"Dependent under {row['definitions_met']:.0f} of {row['definitions_judged']:.0f} definitions" in sentence


def test_each_stage_lists_its_codes_and_says_which_are_missing() -> None:
    panel = panels(mineral="uranium")["mineral_stages"]
    drawn = table.render(panel.layout, panel.columns, panel.caption)
    assert panel.layout["stage"].tolist() == ["ore", "refined", "product"]
    assert "261210" in drawn
    assert "not in the releases: 284410" in drawn
    assert "natural uranium and its compounds" in drawn
    uranium = said(mineral="uranium")
    assert "Refined: no figure." in uranium
    assert "Kazakhstan" in uranium
    nearest = re.search(r"The nearest year with figures is (\d+)\.", uranium)
    assert nearest is not None
    assert "uranium (ore) from mainland China" in said(mineral="uranium", year=int(nearest.group(1)))


def test_shares_of_a_stage_and_of_a_year_sum_to_one() -> None:
    for choice in ({}, {"basis": "quantity"}, {"china": "plus"}, {"importer": "EU27", "mineral": "magnesium"}):
        drawn = panels(**choice)
        stages = drawn["mineral_stages"].frame.dropna(subset=["share"]).groupby("stage")["share"].sum()
        years = drawn["mineral_suppliers"].frame.groupby("year")["share"].sum()
        assert stages.tolist() == pytest.approx([1.0] * len(stages))
        assert years.tolist() == pytest.approx([1.0] * len(years))


def test_suppliers_over_time_are_china_five_others_and_the_rest() -> None:
    frame = panels()["mineral_suppliers"].frame
    assert len(set(frame["exporter_iso3"])) <= 7
    assert {"CHN", "OTHER"} <= set(frame["exporter_iso3"])
    for year in (2010, 2024):
        total = db.query("source_rows", importer="JPN", series=REFINED, year=year)["value_usd"].sum()
        assert frame.loc[frame["year"] == year, "value_usd"].sum() == pytest.approx(total)


def test_china_with_hong_kong_and_macao_is_one_supplier() -> None:
    plus = panels(china="plus")["mineral_stages"].frame
    assert not {"HKG", "MAC"} & set(plus["exporter_iso3"].dropna())
    mainland = panels()["mineral_stages"].frame
    of_china = [
        frame[(frame["stage"] == "refined") & (frame["exporter_iso3"] == "CHN")]["value_usd"].iloc[0]
        for frame in (mainland, plus)
    ]
    assert of_china[1] >= of_china[0]


def test_chinas_share_is_the_one_of_the_mart_and_judged_by_the_chosen_definition() -> None:
    frame = panels(definition="crma65")["mineral_china"].frame
    refined = frame[frame["series_id"] == REFINED].set_index("year")
    assert refined.loc[2010, "china_share"] == pytest.approx(0.7964, abs=5e-4)
    judged = refined["definition_met"].notna()
    assert (refined["definition_met"] == (refined["top_supplier_share"] > 0.65))[judged].all()
    assert (refined["definition_threshold"].dropna() == 0.65).all()


def test_a_metal_of_a_basket_never_gets_a_share() -> None:
    drawn = panels(mineral="gallium")
    assert "mineral_suppliers" not in drawn
    assert "mineral_china" not in drawn
    assert "mineral_flows" not in drawn
    stages = drawn["mineral_stages"].frame
    assert stages[["share", "china_share", "value_usd"]].isna().all(axis=None)
    basket = drawn["mineral_basket"]
    assert basket.title.startswith("Ga+Ge+In+Nb+V+Hf+Re basket (HS 8112.92)")
    assert set(basket.frame["mineral_id"]) == {"basket_811292"}
    assert basket.frame["share"].sum() == pytest.approx(1.0)
    assert "so there is no share of gallium alone" in said(mineral="gallium")
    assert "China" in said(mineral="gallium")
    page = words(open_page(mineral="gallium"))
    assert "One customs code holds several metals" in page
    assert "China's exports of Gallium" in page


def test_the_basket_has_a_page_of_its_own() -> None:
    assert "% of its imports of Ga+Ge+In+Nb+V+Hf+Re basket" in said(mineral="basket_811292")
    assert panels(mineral="basket_811292")["mineral_stages"].frame["hhi"].isna().all()


@pytest.mark.parametrize("name", ["caesium", "potash", "scandium"])
def test_a_mineral_without_trade_data_gets_a_plain_notice(name: str) -> None:
    assert "There are no trade figures" in said(mineral=name)
    page = words(open_page(mineral=name, section="flows"))
    assert "There are no trade flows" in page


def test_production_is_that_of_one_edition_and_publishers_are_never_mixed() -> None:
    for edition in ("2024", "2026"):
        frame = panels(edition=edition)["mineral_production_usgs"].frame
        assert set(frame["edition"]) == {edition}
    for name in ("copper", "uranium", "lithium"):
        for panel_id, panel in panels(mineral=name).items():
            if panel_id.startswith(("mineral_production", "mineral_reserves")):
                assert len(provenance.source_ids(panel.frame)) == 1, panel_id


def test_concentration_without_the_largest_supplier() -> None:
    frame = panels()["mineral_concentration"].frame
    mined = frame[(frame["form"] == "mine production") & (frame["mineral_id"] == "rare_earths")].iloc[0]
    production = panels()["mineral_production_usgs"].frame
    newest = production[(production["year"] == mined["year"]) & (production["kind"] == "country")]
    rest = newest[newest["iso3"] != mined["top_iso3"]]["value_t"].dropna()
    left = max(mined["world_total"] * (1 - mined["top_share"]), rest.sum())
    assert mined["left_without_largest"] == pytest.approx(1 - mined["top_share"])
    assert mined["hhi_without_largest"] == pytest.approx(((rest / left) ** 2).sum())


def test_published_points_stay_points_and_conflicts_are_shown() -> None:
    panel = panels(mineral="gallium")["mineral_points_exports"]
    november = panel.frame[(panel.frame["period"] == "2022-11") & (panel.frame["to_iso3"] == "WLD")]
    assert november["value"].tolist() == [5610, 5611]
    assert november["in_conflict"].all()
    assert all(trace.mode == "markers" for trace in panel.figure.data)
    assert set(provenance.source_ids(panel.frame)) == {"published_points_2026_11"}
    july = panel.figure.data[0]
    assert any("-open" in symbol for symbol in july.marker.symbol)


def test_events_on_the_line_are_at_most_four_and_one_a_year() -> None:
    for name in ("rare_earths", "gallium", "tungsten", "graphite"):
        frame = db.query("mineral_events", mineral=name, importer="JPN")
        drawn = frame[frame["on_chart"]]
        assert 1 <= len(drawn) <= 4
        assert drawn["starts_on"].dt.year.is_unique
    halt = db.query("mineral_events", mineral="rare_earths", importer="JPN").set_index("event_id")
    assert halt.loc["EC03", "on_chart"]
    assert halt.loc["EC29", "on_chart"]


def test_flows_of_a_year_add_up_to_the_world_and_have_at_most_twelve_nodes() -> None:
    panel = panels()["mineral_flows"]
    rows = db.query("mineral_flow_rows", series=REFINED, year=2024)
    assert panel.frame["value_usd"].sum() == pytest.approx(rows["value_usd"].sum())
    assert len(panel.figure.data[0].node.label) <= 12
    assert {"CHN", "JPN"} <= {*panel.frame["exporter_iso3"], *panel.frame["importer_iso3"]}


@pytest.mark.parametrize("name", ["rare_earths", "gallium", "uranium", "copper", "titanium", "platinum", "helium"])
@pytest.mark.parametrize("choice", [{}, {"importer": "EU27", "basis": "quantity", "china": "plus", "stage": "ore"}])
def test_every_panel_can_be_drawn_and_downloaded(name: str, choice: dict) -> None:
    for panel in panels(mineral=name, **choice).values():
        provenance.source_ids(panel.frame)
        assert len(panel.frame) <= 5000
        assert panel.figure is None or panel.alt
        layout = panel.frame if panel.layout is None else panel.layout
        table.render(layout, panel.columns, panel.caption)
        package = export.Package(panel.frame, {}, panel.meanings, panel.frame.head(0))
        back = pd.read_csv(io.BytesIO(export.to_csv(package)), dtype=str, keep_default_na=False)
        assert len(back) == len(panel.frame)
        if panel.rows:
            rows = panel.rows.load(next(iter(panel.rows.choices)))
            assert {"source_file", "source_row", "source_ids"} <= set(rows.columns)
            assert len(rows)


@pytest.mark.parametrize("name", ["rare_earths", "gallium"])
def test_a_panel_depends_on_nothing_but_what_it_names(name: str) -> None:
    """Panels are kept by what they depend on: another choice must not change them."""
    others = {
        "importer": "EU27",
        "basis": "quantity",
        "china": "plus",
        "year": 2020,
        "from": 2005,
        "to": 2019,
        "definition": "geodep",
        "edition": "2024",
        "section": "price",
        "sort": "name",
    }
    usual = mineral_view.view(chosen(mineral=name))
    for builder, names in mineral.DEPENDS.items():
        for parameter in set(others) - set(names):
            other = mineral_view.view(chosen(mineral=name, **{parameter: others[parameter]}))
            assert [fingerprint(panel) for panel in builder(usual)] == [fingerprint(p) for p in builder(other)], (
                builder.__name__,
                parameter,
            )


def fingerprint(panel: Panel) -> tuple:
    shown = panel.frame if panel.layout is None else panel.layout
    drawn = table.render(shown, panel.columns, panel.caption)
    figure = panel.figure.to_json() if panel.figure else ""
    return panel.title, panel.alt, tuple(panel.caveats), tuple(panel.file_parts), drawn, figure


def test_every_builder_says_what_it_depends_on() -> None:
    used = {*mineral.FIRST, *mineral.BASKET, *mineral.BASKET_NEXT}
    used |= {builder for section in mineral.SECTIONS.values() for builder in section}
    assert used == set(mineral.DEPENDS)
    assert all(inspect.isfunction(builder) for builder in used)
    assert set(mineral.SECTIONS) == set(permalink.CHOICES["section"])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"mineral": "gallium", "section": "points"},
        {"mineral": "uranium", "importer": "KAZ", "basis": "quantity", "section": "register"},
        {"mineral": "tungsten", "stage": "ore", "from": "2010", "to": "2020", "definition": "geodep", "lang": "ja"},
        {"mineral": "copper", "section": "price", "year": "2001"},
        {"mineral": "rare_earths", "stage": "product", "year": "2005", "section": "codes"},
        {"mineral": "lithium", "importer": "TKM", "section": "flows"},
        {"mineral": "nickel", "section": "concentration", "edition": "2023", "china": "plus"},
    ],
)
def test_every_choice_gives_a_page(query: dict[str, str]) -> None:
    page = words(open_page(**query))
    assert "usable" not in page
    assert "Source:" in page


def test_hostile_addresses_give_the_default_view_and_a_notice() -> None:
    page = words(open_page(mineral="<img src=x>", section="__proto__", edition="1e9", stage="'; drop table"))
    assert "no usable value for mineral, stage, section, edition" in page
    assert "src=x" not in page
    assert "imports of rare earths" in page

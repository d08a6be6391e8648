"""The mineral page against the real data: every number that is drawn is in the database, and nothing is invented."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from dashboard import queries
from dashboard.content import files, provenance
from dashboard.content.page import Block, Columns, Note
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.pages.mineral import PAGE
from dashboard.pages.mineral.choice import SECTION
from dashboard.pages.mineral.page import PARTS
from dashboard.pages.overview import questions as overview
from dashboard.screen import table
from dashboard.state.choice import parameters
from tests.dashboard.made import make, on_screen, words

REFINED = "rare_earths-refined-hs92"
Panels = Callable[..., dict[str, Panel]]


@pytest.fixture
def panels(reader: Reader) -> Panels:
    return lambda **choice: {panel.panel_id: panel for panel in make(PAGE, reader, everything=True, **choice).panels}


@pytest.fixture
def said(reader: Reader) -> Callable[..., str]:
    def say(**choice: str | int) -> str:
        answer = make(PAGE, reader, **choice).answer
        return " ".join([answer.sentence, *answer.details]).replace("\N{NO-BREAK SPACE}", " ")

    return say


def test_the_sentence_says_what_the_database_says(reader: Reader, said: Callable[..., str]) -> None:
    row = (
        reader.ask(overview.TABLE, importer="JPN", year=2024, basis="value", china="mainland")
        .set_index("series_id")
        .loc[REFINED]
    )
    sentence = said()
    assert f"bought {row['china_share'] * 100:.1f} % of its imports of rare earths (refined)" in sentence
    assert f"of {row['value_usd'] / 1e6:,.1f} million USD" in sentence
    assert f"Dependent under {row['definitions_met']:.0f} of {row['definitions_judged']:.0f} definitions" in sentence


def test_each_stage_lists_its_codes_and_says_which_are_missing(panels: Panels, said: Callable[..., str]) -> None:
    panel = panels(mineral="uranium")["mineral_stages"]
    drawn = table.render(panel.drawn, panel.columns, panel.caption)
    assert panel.drawn["stage"].tolist() == ["ore", "refined", "product"]
    assert "261210" in drawn
    assert "not in the releases: 284410" in drawn
    assert "natural uranium and its compounds" in drawn
    uranium = said(mineral="uranium")
    assert "Refined: no figure." in uranium
    assert "Kazakhstan" in uranium
    nearest = re.search(r"The nearest year with figures is (\d+)\.", uranium)
    assert nearest is not None
    assert "uranium (ore) from mainland China" in said(mineral="uranium", year=int(nearest.group(1)))


def test_shares_of_a_stage_and_of_a_year_sum_to_one(panels: Panels) -> None:
    for choice in ({}, {"basis": "quantity"}, {"china": "plus"}, {"importer": "EU27", "mineral": "magnesium"}):
        drawn = panels(**choice)
        stages = drawn["mineral_stages"].frame.dropna(subset=["share"]).groupby("stage")["share"].sum()
        years = drawn["mineral_suppliers"].frame.groupby("year")["share"].sum()
        assert stages.tolist() == pytest.approx([1.0] * len(stages))
        assert years.tolist() == pytest.approx([1.0] * len(years))


def test_suppliers_over_time_are_china_five_others_and_the_rest(reader: Reader, panels: Panels) -> None:
    frame = panels()["mineral_suppliers"].frame
    assert len(set(frame["exporter_iso3"])) <= 7
    assert {"CHN", "OTHER"} <= set(frame["exporter_iso3"])
    for year in (2010, 2024):
        total = reader.ask(queries.SOURCE_ROWS, importer="JPN", series=REFINED, year=year)["value_usd"].sum()
        assert frame.loc[frame["year"] == year, "value_usd"].sum() == pytest.approx(total)


def test_china_with_hong_kong_and_macao_is_one_supplier(panels: Panels) -> None:
    plus = panels(china="plus")["mineral_stages"].frame
    assert not {"HKG", "MAC"} & set(plus["exporter_iso3"].dropna())
    mainland = panels()["mineral_stages"].frame
    of_china = [
        frame[(frame["stage"] == "refined") & (frame["exporter_iso3"] == "CHN")]["value_usd"].iloc[0]
        for frame in (mainland, plus)
    ]
    assert of_china[1] >= of_china[0]


def test_chinas_share_is_the_one_of_the_mart_and_judged_by_the_chosen_definition(panels: Panels) -> None:
    frame = panels(definition="crma65")["mineral_china"].frame
    refined = frame[frame["series_id"] == REFINED].set_index("year")
    assert refined.loc[2010, "china_share"] == pytest.approx(0.7964, abs=5e-4)
    judged = refined["definition_met"].notna()
    assert (refined["definition_met"] == (refined["top_supplier_share"] > 0.65))[judged].all()
    assert (refined["definition_threshold"].dropna() == 0.65).all()


@pytest.mark.usefixtures("minerals_db")
def test_a_metal_of_a_basket_never_gets_a_share(panels: Panels, said: Callable[..., str]) -> None:
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
    page = words(on_screen("mineral", mineral="gallium"))
    assert "One customs code holds several metals" in page
    assert "Gallium metal exported by China" in page
    assert "all its metals together" in page


def test_the_basket_has_a_page_of_its_own(panels: Panels, said: Callable[..., str]) -> None:
    assert "% of its imports of Ga+Ge+In+Nb+V+Hf+Re basket" in said(mineral="basket_811292")
    assert panels(mineral="basket_811292")["mineral_stages"].frame["hhi"].isna().all()


@pytest.mark.usefixtures("minerals_db")
@pytest.mark.parametrize("name", ["caesium", "potash", "scandium"])
def test_a_mineral_without_trade_data_gets_a_plain_notice(said: Callable[..., str], name: str) -> None:
    assert "There are no trade figures" in said(mineral=name)
    page = words(on_screen("mineral", mineral=name, section="flows"))
    assert "There are no trade flows" in page


def test_production_is_that_of_one_edition_and_publishers_are_never_mixed(panels: Panels) -> None:
    for edition in ("2024", "2026"):
        frame = panels(edition=edition)["mineral_production_usgs"].frame
        assert set(frame["edition"]) == {edition}
    for name in ("copper", "uranium", "lithium"):
        for panel_id, panel in panels(mineral=name).items():
            if panel_id.startswith(("mineral_production", "mineral_reserves")):
                assert len(provenance.source_ids(panel.frame)) == 1, panel_id


def test_concentration_without_the_largest_supplier(panels: Panels) -> None:
    frame = panels()["mineral_concentration"].frame
    mined = frame[(frame["form"] == "mine production") & (frame["mineral_id"] == "rare_earths")].iloc[0]
    production = panels()["mineral_production_usgs"].frame
    newest = production[(production["year"] == mined["year"]) & (production["kind"] == "country")]
    rest = newest[newest["iso3"] != mined["top_iso3"]]["value_t"].dropna()
    left = max(mined["world_total"] * (1 - mined["top_share"]), rest.sum())
    assert mined["left_without_largest"] == pytest.approx(1 - mined["top_share"])
    assert mined["hhi_without_largest"] == pytest.approx(((rest / left) ** 2).sum())


def test_published_points_stay_points_and_conflicts_are_shown(panels: Panels) -> None:
    panel = panels(mineral="gallium")["mineral_points_exports"]
    november = panel.frame[(panel.frame["period"] == "2022-11") & (panel.frame["to_iso3"] == "WLD")]
    assert november["value"].tolist() == [5610, 5611]
    assert november["in_conflict"].all()
    assert all(trace.mode == "markers" for trace in panel.figure.data)
    assert set(provenance.source_ids(panel.frame)) == {"published_points_2026_11"}
    july = panel.figure.data[0]
    assert any("-open" in symbol for symbol in july.marker.symbol)


def test_events_on_the_line_are_at_most_four_and_one_a_year(reader: Reader) -> None:
    for name in ("rare_earths", "gallium", "tungsten", "graphite"):
        frame = reader.ask(queries.EVENTS, mineral=name, importer="JPN")
        drawn = frame[frame["on_chart"]]
        assert 1 <= len(drawn) <= 4
        assert drawn["starts_on"].dt.year.is_unique
    halt = reader.ask(queries.EVENTS, mineral="rare_earths", importer="JPN").set_index("event_id")
    assert halt.loc["EC03", "on_chart"]
    assert halt.loc["EC29", "on_chart"]


def test_flows_of_a_year_add_up_to_the_world_and_have_at_most_twelve_nodes(reader: Reader, panels: Panels) -> None:
    panel = panels()["mineral_flows"]
    rows = reader.ask(queries.FLOW_ROWS, series=REFINED, year=2024)
    assert panel.frame["value_usd"].sum() == pytest.approx(rows["value_usd"].sum())
    assert len(panel.figure.data[0].node.label) <= 12
    assert {"CHN", "JPN"} <= {*panel.frame["exporter_iso3"], *panel.frame["importer_iso3"]}


@pytest.mark.parametrize("name", ["rare_earths", "gallium", "uranium", "copper", "titanium", "platinum", "helium"])
@pytest.mark.parametrize("choice", [{}, {"importer": "EU27", "basis": "quantity", "china": "plus", "stage": "ore"}])
def test_every_panel_can_be_drawn_and_downloaded(panels: Panels, name: str, choice: dict[str, str]) -> None:
    for panel in panels(mineral=name, **choice).values():
        provenance.source_ids(panel.frame)
        assert len(panel.frame) <= 5000
        assert panel.figure is None or panel.alt
        table.render(panel.drawn, panel.columns, panel.caption)
        package = files.Package(panel.frame, {}, {}, panel.frame.head(0))
        back = pd.read_csv(io.BytesIO(files.to_csv(package)), dtype=str, keep_default_na=False)
        assert len(back) == len(panel.frame)
        if panel.rows:
            rows = panel.rows.load(next(iter(panel.rows.choices)))
            assert {"source_file", "source_row", "source_ids"} <= set(rows.columns)
            assert len(rows)


NAMES = [parameter.name for parameter in parameters(PAGE.choice)]
OTHERS = {
    "importer": "EU27",
    "basis": "quantity",
    "china": "plus",
    "year": 2020,
    "from": 2005,
    "to": 2019,
    "definition": "geodep",
    "edition": "2024",
    "section": "price",
}


@pytest.mark.parametrize(("name", "part", "is_empty"), [("rare_earths", "world", False), ("gallium", "flows", True)])
def test_a_section_depends_on_nothing_but_its_key(reader: Reader, name: str, part: str, is_empty: bool) -> None:
    """Sections are kept for all viewers by their keys: with the same key, another choice must not change one."""
    usual = make(PAGE, reader, mineral=name, section=part).subject
    kept = [section for section in PAGE.sections if section.key]
    first = {section.section_id: shape(section.blocks(usual)) for section in kept}
    assert bool(first["empty"]) == is_empty
    assert all(isinstance(hash(section.key(usual)), int) for section in kept)
    spared = 0
    for parameter, value in OTHERS.items():
        other = make(PAGE, reader, **{"mineral": name, "section": part, parameter: value}).subject
        assert other.choice != usual.choice, parameter
        for section in kept:
            if section.key(usual) == section.key(other):
                spared += 1
                assert shape(section.blocks(other)) == first[section.section_id], (section.section_id, parameter)
    assert spared > len(OTHERS) * len(kept) / 2, "most filters leave most sections alone"


@pytest.mark.parametrize(
    ("parameter", "again"),
    [
        ("edition", {"basket", "world_1", "world_4", "concentration_1"}),
        ("definition", {"china"}),
        ("from", {"suppliers", "china", "price_1"}),
        ("section", set()),
    ],
)
def test_a_changed_filter_makes_again_only_what_depends_on_it(reader: Reader, parameter: str, again: set[str]) -> None:
    usual = make(PAGE, reader).subject
    other = make(PAGE, reader, **{parameter: OTHERS[parameter]}).subject
    kept = [section for section in PAGE.sections if section.key and section.section_id != "empty"]
    assert {section.section_id for section in kept if section.key(usual) != section.key(other)} == again


@pytest.mark.parametrize("part", list(PARTS))
def test_the_basket_stands_beside_the_metal_itself_and_nothing_is_drawn_twice(reader: Reader, part: str) -> None:
    subject = make(PAGE, reader, mineral="gallium", section=part).subject
    blocks = [block for section in PAGE.sections if section.shown(subject) for block in section.blocks(subject)]
    beside = [[panel.panel_id for panel in column] for column in blocks[0].blocks]
    assert beside == [["mineral_basket"], ["mineral_production_usgs"]]
    drawn = [*beside[0], *beside[1], *(block.panel_id for block in blocks if isinstance(block, Panel))]
    assert len(drawn) == len(set(drawn))
    assert "mineral_points_exports" in drawn


def shape(blocks: Iterable[Block]) -> list[tuple]:
    """All that a reader sees of panels and notes."""
    made = []
    for block in blocks:
        if isinstance(block, Columns):
            made += [one for column in block.blocks for one in shape(column)]
        elif isinstance(block, Note):
            made.append((block.text,))
        else:
            drawn = table.render(block.drawn, block.columns, block.caption)
            figure = block.figure.to_json() if block.figure else ""
            made.append((block.title, block.alt, tuple(block.caveats), tuple(block.file_parts), drawn, figure))
    return made


def titles(panels: dict[str, Panel]) -> dict[str, str]:
    return {name: panel.title.replace("\N{NO-BREAK SPACE}", " ") for name, panel in panels.items()}


def test_titles_say_what_is_drawn(panels: Panels) -> None:
    drawn = panels()
    said = titles(drawn)
    stages = drawn["mineral_stages"].frame.set_index(["stage", "exporter_iso3"])["share"]
    china, viet_nam = (f"{100 * stages['refined', iso3]:.1f} %" for iso3 in ("CHN", "VNM"))
    assert said["mineral_stages"] == f"Rare earths (refined): Japan bought {china} from China, {viet_nam} from Viet Nam"
    share = drawn["mineral_china"].frame.query("stage == 'refined'").set_index("year")["china_share"]
    first, last = f"{100 * share[1995]:.1f} %", f"{100 * share[2024]:.1f} %"
    assert said["mineral_china"] == f"China's share of refined imports fell from {first} in 1995 to {last} in 2024"
    assert said["mineral_suppliers"] == f"China was the largest supplier in 1995 ({first}) and in 2024 ({last})"
    assert "Japan of rare earths" in drawn["mineral_china"].caption
    assert "2024 (provisional)" in drawn["mineral_china"].caption


def test_titles_hold_where_there_is_little_to_say(panels: Panels) -> None:
    one_year = titles(panels(mineral="copper", stage="ore", **{"from": 2010, "to": 2010}))
    assert one_year["mineral_suppliers"].startswith("The largest supplier was Chile in 2010")
    assert one_year["mineral_china"] == "China's share of ore imports was 0.0 % in 2010"
    itself = titles(panels(importer="CHN"))
    assert "from Myanmar" in itself["mineral_stages"] and "from China" not in itself["mineral_stages"]
    assert "mineral_china" not in itself
    small = titles(panels(mineral="lithium", importer="TKM"))
    assert small["mineral_stages"] == "Lithium (refined): imports too small or too rare to rank suppliers"
    empty = panels(mineral="uranium", importer="KAZ")
    assert empty["mineral_stages"].title == "Who supplies Kazakhstan, stage by stage"
    bloc = titles(panels(importer="EU27", mineral="magnesium", basis="quantity", china="plus"))
    assert bloc["mineral_stages"].startswith("Magnesium (refined): European Union (27) bought 88.3 % from China")
    assert " 100.0 %" not in titles(panels(mineral="gallium"))["mineral_production_usgs"]


def test_panels_depend_on_nothing_that_they_do_not_name(reader: Reader) -> None:
    """Title, subtitle and frame stay with any other value of a parameter that a panel does not name."""
    for mineral in ("rare_earths", "gallium", "copper"):
        usual = {one.panel_id: one for one in make(PAGE, reader, everything=True, mineral=mineral).panels}
        assert all(panel.depends and set(panel.depends) <= set(NAMES) for panel in usual.values())
        for parameter, value in {**OTHERS, "stage": "ore"}.items():
            other = make(PAGE, reader, everything=True, **{"mineral": mineral, parameter: value})
            for panel in other.panels:
                before = usual.get(panel.panel_id)
                if before is not None and parameter not in before.depends:
                    assert (panel.title, panel.caption) == (before.title, before.caption), (panel.panel_id, parameter)
                    pd.testing.assert_frame_equal(panel.frame, before.frame, obj=f"{panel.panel_id}, {parameter}")
            lost = {name for name, one in usual.items() if parameter not in one.depends}
            assert lost <= {panel.panel_id for panel in other.panels}, parameter


def test_every_part_has_sections_and_all_but_the_filters_are_kept(reader: Reader) -> None:
    assert set(PARTS) == set(SECTION.options(None))
    for part in PARTS:
        subject = make(PAGE, reader, section=part).subject
        opened = [section.section_id for section in PAGE.sections if section.shown(subject)]
        assert [name for name in opened if name.rpartition("_")[0] in PARTS] == [
            f"{part}_{number}" for number in range(1, len(PARTS[part]) + 1)
        ]
        assert f"{part}_1" in opened
    assert {section.section_id for section in PAGE.sections if section.key is None} == {"sections"}


@pytest.mark.usefixtures("minerals_db")
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
    page = words(on_screen("mineral", **query))
    assert "usable" not in page
    assert "Source:" in page


@pytest.mark.usefixtures("minerals_db")
def test_hostile_addresses_give_the_default_view_and_a_notice() -> None:
    page = words(on_screen("mineral", mineral="<img src=x>", section="__proto__", edition="1e9", stage="'; drop table"))
    assert "no usable value for mineral, stage, section, edition;" in page
    assert "src=x" not in page
    assert "imports of rare earths" in page

"""The compare page against the real data."""

from __future__ import annotations

import itertools

import duckdb
import pandas as pd
import pytest

from dashboard import queries
from dashboard.content import provenance
from dashboard.content.page import Note
from dashboard.db import Reader
from dashboard.pages.compare import PAGE, sentences
from dashboard.pages.compare.choice import VIEW
from dashboard.pages.compare.panels import changes
from dashboard.pages.overview import questions as overview
from tests.dashboard.made import make, on_screen, words

PEERS = ("JPN", "KOR", "EU27", "USA", "IND")
pytestmark = pytest.mark.usefixtures("minerals_db")


def test_peers_of_japan_are_compared_first(reader: Reader) -> None:
    assert make(PAGE, reader).choice.importers == PEERS
    said = make(PAGE, reader)
    assert [panel.panel_id for panel in said.panels] == ["compare_heat"]
    assert set(said.panels[0].frame["importer_iso3"]) == set(PEERS)


@pytest.mark.parametrize("basis", ["value", "quantity"])
def test_the_heat_table_shows_what_the_marts_say(reader: Reader, con: duckdb.DuckDBPyConnection, basis: str) -> None:
    mart = con.execute(
        "select d.* from mart.import_dependence d join ref.trade_series s using (series_id) "
        "where d.year = 2024 and s.is_default and list_contains($peers, d.importer_iso3)",
        {"peers": list(PEERS)},
    ).df()
    mart = mart.set_index(["importer_iso3", "series_id"])
    columns = {"china": f"china_{basis}_share", "top": f"top_supplier_{basis}_share", "hhi": f"hhi_{basis}"}
    columns["top"] = "top_supplier_value_share" if basis == "value" else "top_supplier_quantity_share"
    for metric, column in columns.items():
        frame = make(PAGE, reader, metric=metric, basis=basis).panels[0].frame
        cells = frame.set_index(["importer_iso3", "series_id"])
        known = cells[cells["figure"].notna()]
        pd.testing.assert_series_equal(
            known["figure"], mart.loc[known.index, column], check_names=False, check_dtype=False
        )
        assert not mart.loc[known.index, "low_base"].any()
        unknown = cells[cells["figure"].isna()]
        assert (unknown["status"] != "MEASURED").all()
        assert len(known) > 200


def test_definitions_met_are_those_of_the_landing_page(reader: Reader) -> None:
    frame = make(PAGE, reader, metric="definitions").panels[0].frame
    ours = frame[frame["importer_iso3"] == "JPN"].dropna(subset=["figure"]).set_index("series_id")["figure"]
    theirs = reader.ask(overview.TABLE, importer="JPN", year=2024, basis="value", china="mainland")
    theirs = theirs.set_index("series_id")["definitions_met"].loc[ours.index]
    pd.testing.assert_series_equal(ours, theirs, check_names=False, check_dtype=False)


def test_the_sentence_counts_what_is_drawn(reader: Reader) -> None:
    said = make(PAGE, reader)
    frame = said.panels[0].frame
    high = frame[frame["figure"] > 0.5].groupby("importer_iso3").size()
    korea = frame[(frame["importer_iso3"] == "KOR") & frame["figure"].notna()]
    assert (
        f"South Korea bought more than half from mainland China in {high['KOR']} of {len(korea)}"
        in said.answer.sentence
    )
    assert high.idxmax() == "KOR"


def test_cut_offs_of_the_sentences_are_those_of_the_definitions(reader: Reader) -> None:
    definitions = reader.ask(queries.DEFINITIONS).set_index("definition_id")["threshold"]
    assert sentences.HIGH["china"] == definitions["china50"]
    assert sentences.HIGH["top"] == definitions["crma65"]


def test_lines_are_on_one_axis_and_break_where_nothing_is_known(reader: Reader) -> None:
    panel = make(PAGE, reader, view="lines").panels[0]
    figure = panel.figure
    assert {tuple(figure.layout[name].range) for name in figure.layout if name.startswith("yaxis")} <= {(0, 1.02)}
    drawn = {trace.name: trace for trace in figure.data if trace.name}
    assert list(drawn) == ["Japan", "South Korea", "European Union (27)", "United States", "India"]
    japan = panel.frame[panel.frame["importer_iso3"] == "JPN"].sort_values("year")
    assert list(drawn["Japan"].y) == pytest.approx(list(japan["figure"]), nan_ok=True)
    assert not any(trace.connectgaps for trace in figure.data)
    assert round(japan.set_index("year").loc[2024, "figure"] * 100, 1) == 37.8


def test_a_mineral_in_a_basket_is_shown_as_the_basket_and_never_with_an_index(reader: Reader) -> None:
    said = make(PAGE, reader, view="lines", mineral="gallium")
    assert "Gallium has no customs code of its own" in " ".join(said.answer.notices)
    assert said.answer.sentence.startswith("Ga+Ge+In")
    assert make(PAGE, reader, view="lines", mineral="gallium", metric="hhi").panels == []


def test_the_map_leaves_the_unknown_grey_and_names_what_it_cannot_draw(reader: Reader) -> None:
    panel = make(PAGE, reader, view="map").panels[0]
    shares, small, unknown = panel.figure.data
    frame = panel.frame.set_index("importer_iso3")
    assert dict(zip(shares.locations, shares.z, strict=True))["USA"] == pytest.approx(frame.loc["USA", "figure"])
    assert "CHN" in small.locations
    assert not set(shares.locations) & (set(small.locations) | set(unknown.locations))
    assert frame["figure"].notna().sum() == len(shares.locations)
    assert any("Hong Kong" in caveat and "Singapore" in caveat for caveat in panel.caveats)
    assert "EU27" not in frame.index
    assert "TWN" in [*shares.locations, *small.locations]


def _flagged(con: duckdb.DuckDBPyConnection, definition: str) -> pd.DataFrame:
    """The judgements of the two years side by side, computed from the marts alone."""
    frame = con.execute(
        "select f.importer_iso3, f.series_id, f.year, f.flagged, d.low_base from mart.dependency_flag f "
        "join mart.import_dependence d using (importer_iso3, series_id, year) "
        "join ref.trade_series s using (series_id) "
        "where s.is_default and f.definition_id = $definition and f.year in (2019, 2024) "
        "and list_contains($peers, f.importer_iso3)",
        {"definition": definition, "peers": list(PEERS)},
    ).df()
    return frame.pivot(index=["importer_iso3", "series_id"], columns="year", values=["flagged", "low_base"])


@pytest.mark.parametrize("definition", ["china50", "crma65", "geodep", "single80"])
def test_changes_are_those_between_the_two_years(
    reader: Reader, con: duckdb.DuckDBPyConnection, definition: str
) -> None:
    frame = changes.changes(make(PAGE, reader, definition=definition).subject)
    ours = frame.set_index(["importer_iso3", "series_id"])
    theirs = _flagged(con, definition)
    ranked = theirs[~theirs["low_base"].fillna(False).any(axis=1)]
    before, now = ranked["flagged"][2019], ranked["flagged"][2024]
    for kind, expected in {
        "UP": (before == False) & (now == True),  # noqa: E712
        "DOWN": (before == True) & (now == False),  # noqa: E712
        "NEW": before.isna() & (now == True),  # noqa: E712
        "ENDED": (before == True) & now.isna(),  # noqa: E712
    }.items():
        assert set(ours.index[ours["change"] == kind]) == set(ranked.index[expected]), kind
    assert not ours.index.duplicated().any()


def test_changes_carry_old_and_new_values_and_say_what_is_left_out(reader: Reader) -> None:
    said = make(PAGE, reader, view="changes")
    changed, apart = said.panels
    lithium = changed.frame[
        (changed.frame["importer_iso3"] == "KOR") & (changed.frame["mineral_id"] == "lithium")
    ].iloc[0]
    assert (round(lithium["figure_before"], 3), round(lithium["figure_now"], 3)) == (0.465, 0.661)
    assert lithium["change"] == "UP"
    assert f"{(changed.frame['change'] == 'UP').sum()} imports came to meet" in said.answer.sentence
    assert set(apart.frame["change"]) <= {"TOO_SMALL", "NOT_JUDGED"}
    assert any(detail.startswith("Left out: ") and "basket codes" in detail for detail in said.answer.details)


def test_the_earlier_year_has_to_be_earlier(reader: Reader) -> None:
    said = make(PAGE, reader, view="changes", since=2024)
    assert said.answer.notices == ("The year compared with has to come before 2024; 2019 is taken.",)
    assert set(said.panels[0].frame["year_before"]) == {2019}
    first = make(PAGE, reader, view="changes", year=1995)
    assert first.panels == []
    assert "no year before 1995" in first.answer.sentence


@pytest.mark.parametrize(
    ("view", "group", "metric", "mineral"),
    list(itertools.product(VIEW.options(None), ("own", "OECD"), ("china", "hhi"), ("rare_earths", "tellurium"))),
)
def test_panels_have_sources_few_rows_and_add_up(
    reader: Reader, view: str, group: str, metric: str, mineral: str
) -> None:
    for panel in make(PAGE, reader, view=view, group=group, metric=metric, mineral=mineral, year=2023).panels:
        assert provenance.source_ids(panel.frame)
        assert len(panel.frame) <= 5000
        assert panel.figure is None or panel.alt
        key = next(iter(panel.rows.choices))
        rows = panel.rows.load(key)["value_usd"].sum()
        if panel.panel_id.startswith("compare_changes"):
            importer, series = key.split(":")
            found = panel.frame[(panel.frame["importer_iso3"] == importer) & (panel.frame["series_id"] == series)]
            assert rows == pytest.approx(found[["value_usd", "value_before_usd"]].sum(axis=None))
        else:
            column = "series_id" if panel.panel_id == "compare_heat" else "importer_iso3"
            assert rows == pytest.approx(panel.frame.loc[panel.frame[column] == key, "value_usd"].sum())


def test_no_importer_at_all_asks_for_one() -> None:
    page = on_screen("compare")
    page.multiselect(key="importers").set_value([]).run()
    assert not page.exception
    assert "Choose at least one importer" in words(page)
    assert "Choose at least one importer" in words(on_screen("compare", importers=""))


def test_a_link_opens_the_same_view() -> None:
    page = on_screen(
        "compare", view="changes", importers="KAZ,JPN", definition="crma65", since="2010", year="2020", basis="quantity"
    )
    said = words(page)
    assert "From 2010 to 2020" in said
    assert "by tonnes, mainland China; Kazakhstan and Japan" in said
    assert page.multiselect(key="importers").value == ["KAZ", "JPN"]


@pytest.mark.parametrize("importers", ["JPN,XXX", "JPN;KOR", ",", "A" * 99, "JPN,KOR,USA,IND,DEU,FRA,ITA"])
def test_hostile_lists_give_the_default_and_a_notice(importers: str) -> None:
    page = on_screen("compare", importers=importers)
    assert "no usable value for importers" in words(page)
    assert tuple(page.multiselect(key="importers").value) == PEERS


@pytest.mark.parametrize(
    ("view", "chosen", "said"),
    [
        ("changes", {"importers": "JPN", "definition": "geodep", "since": 2023, "stage": "refined"}, "crossed"),
        ("changes", {"importers": "CHN", "stage": "ore", "year": 1996, "since": 1995}, "None of these importers"),
        ("heat", {"importers": "CHN"}, "Nothing at this stage has a figure here"),
    ],
)
def test_where_nothing_is_drawn_a_note_says_why(reader: Reader, view: str, chosen: dict, said: str) -> None:
    made = make(PAGE, reader, view=view, **chosen)
    section = next(one for one in PAGE.sections if one.section_id == view)
    assert made.panels == []
    assert said in " ".join(block.text for block in section.blocks(made.subject) if isinstance(block, Note))

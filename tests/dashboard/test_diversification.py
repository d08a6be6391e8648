"""The diversification page without a browser: contributions that add up, honest refusals, the export cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from dashboard import controls, export, permalink, provenance, table, text
from dashboard.choices_diversification import QUESTIONS
from dashboard.views import diversification, diversification_view
from dashboard.views.diversification_view import Section

pytestmark = pytest.mark.usefixtures("minerals_db")
Ask = Callable[..., Section]


@pytest.fixture
def ask(minerals_db: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """One part of the page for some values, the others at their defaults."""
    state: dict = {}
    monkeypatch.setattr(st, "session_state", state)

    def answer(question: str, **values: object) -> Section:
        usual = permalink.defaults(controls.known())
        chosen = {**usual, **values, "question": question}
        state[permalink._SEEN] = {"values": chosen, "usual": usual, "version": "test"}
        return diversification._section(question, diversification_view.view(chosen))

    return answer


def frame_of(section: Section, panel_id: str) -> pd.DataFrame:
    return next(panel.frame for panel in section.panels if panel.panel_id == f"diversification_{panel_id}")


@pytest.mark.parametrize(("basis", "before", "after"), [("value", 0.796, 0.378), ("quantity", 0.785, 0.661)])
def test_the_waterfall_of_japan_adds_up_and_names_who_took_the_share(
    ask: Ask, basis: str, before: float, after: float
) -> None:
    section = ask("who", since=2010, basis=basis)
    frame = frame_of(section, "who")
    partners = frame[~frame["is_china"]].set_index("exporter_iso3")[f"{basis}_contribution_points"]
    china = frame[frame["is_china"]].iloc[0]
    change = 100 * (china[f"{basis}_share_to"] - china[f"{basis}_share_from"])
    assert partners.sum() == pytest.approx(change, abs=1e-9)
    assert china[f"{basis}_share_from"] == pytest.approx(before, abs=0.001)
    assert china[f"{basis}_share_to"] == pytest.approx(after, abs=0.001)
    assert partners["VNM"] < -10 and partners["MYS"] < -5
    assert (partners["FRA"] < 0) == (basis == "value")
    said = " ".join([section.sentence, *section.details])
    for name in ("Viet Nam", "Malaysia", "France"):
        assert name in said


def test_the_bars_of_the_waterfall_end_where_china_ends(ask: Ask) -> None:
    panel = ask("who", since=2010).panels[0]
    bars = panel.figure.data[0]
    ends = [base + width for base, width in zip(bars.base, bars.x, strict=True)]
    # The last step touches the share that results.
    assert min(abs(ends[-2] - bars.x[-1]), abs(bars.base[-2] - bars.x[-1])) < 1e-9
    assert bars.text[0] == f"79.6{text.NBSP}%" and bars.text[-1] == f"37.8{text.NBSP}%"


def test_contributions_to_concentration_and_the_splits_add_up(ask: Ask) -> None:
    section = ask("who", since=2010)
    split, frame = frame_of(section, "split"), frame_of(section, "who")
    for row in split.to_dict("records"):
        assert row["phi_china_points"] + row["phi_others_points"] == pytest.approx(row["change_points"])
        assert row["lmdi_growth"] + row["lmdi_substitution"] == pytest.approx(row["china_to"] - row["china_from"])
        assert frame[f"{row['basis_id']}_hhi_contribution"].sum() == pytest.approx(row["hhi_change"])


def test_pooled_windows_are_named(ask: Ask) -> None:
    section = ask("who", since=2010, window="three")
    assert "2008\N{EN DASH}2010" in section.sentence
    years = next(panel.rows.choices for panel in section.panels if panel.panel_id == "diversification_who")
    assert set(years) == {"2008", "2009", "2010", "2022", "2023", "2024"}


def test_no_detectable_trend_is_an_answer(ask: Ask) -> None:
    section = ask("trend", since=2010, target=30)
    assert section.strong == "no detectable trend"
    assert "No year is calculated" in section.details[0]


def test_a_target_year_is_called_arithmetic(ask: Ask) -> None:
    for mineral in ("selenium", "graphite", "antimony", "tantalum", "silicon"):
        section = ask("trend", since=2012, mineral=mineral, target=10)
        if "would reach" in section.details[0]:
            assert "arithmetic, not a forecast" in section.details[0]
            labels = [entry.name for entry in section.panels[0].figure.data]
            assert "If it went on" in labels
            return
    pytest.fail("no mineral of the list has a falling trend")


def test_ore_and_refining_are_read_side_by_side(ask: Ask) -> None:
    section = ask("upstream", since=2015, mineral="tungsten")
    frame = frame_of(section, "upstream")
    assert list(frame["stage"]) == ["ore", "refined"]
    assert frame["world_china_share"].notna().any()


def test_tracing_is_switched_off_with_its_reason(ask: Ask) -> None:
    section = ask("detours")
    assert any("switched off" in line for line in section.details)
    frame = frame_of(section, "detours")
    assert frame["traced"].isna().all() and frame["face_value"].sum() == pytest.approx(1)
    assert frame.loc[frame["is_hub"], "hub_stripped"].sum() == 0


def test_origins_are_traced_where_production_is_in_the_unit_of_trade(ask: Ask) -> None:
    section = ask("detours", mineral="magnesium")
    frame = frame_of(section, "detours")
    assert frame["traced"].sum() == pytest.approx(1)
    assert "traced back" in section.sentence


def test_the_league_ranks_importers_and_minerals(ask: Ask) -> None:
    section = ask("league", since=2015)
    importers = frame_of(section, "league")
    ranked = importers[importers["in_ranking"]]
    assert ranked["change_points"].is_monotonic_increasing
    assert {"JPN", "KOR", "USA"} <= set(importers["importer_iso3"])
    assert set(frame_of(section, "league_minerals")["importer_iso3"]) == {"JPN"}


def test_a_cut_of_nothing_exposes_nothing(ask: Ask) -> None:
    frame = frame_of(ask("cut", cut=0), "cut")
    assert (frame[["exposed_t", "shortage_t"]] == 0).all(axis=None)


def test_half_a_cut_exposes_half(ask: Ask) -> None:
    whole, half = (frame_of(ask("cut", cut=part), "cut").set_index(["answer", "importer_name"]) for part in (100, 50))
    assert (half["exposed_t"] / whole["exposed_t"]).round(9).eq(0.5).all()


def test_the_best_case_is_never_worse_in_all_and_the_limits_are_printed(ask: Ask) -> None:
    section = ask("cut", mineral="magnesium")
    frame = frame_of(section, "cut")
    world = frame[frame["importer_name"] == "All importers"].set_index("answer")["shortage_t"]
    assert world["best"] <= world["pro_rata"] + 1e-6 <= world["no_resourcing"] + 2e-6
    caveats = " ".join(section.panels[0].caveats)
    for words in ("Assumed:", "Not covered:", "planner", "licences"):
        assert words in caveats


def test_a_planned_project_runs_where_its_unit_is_that_of_the_flows(ask: Ask) -> None:
    without, with_plant = ask("cut", mineral="gallium"), ask("cut", mineral="gallium", plants=("P01",))
    assert "Pavlodar" not in " ".join(without.details)
    assert "Pavlodar gallium plant and offtake (15 t)" in " ".join(with_plant.details)
    shortage = [
        frame_of(section, "cut").query("answer == 'best' and importer_name == 'All importers'")
        for section in (without, with_plant)
    ]
    assert shortage[1]["shortage_t"].iloc[0] <= shortage[0]["shortage_t"].iloc[0]


def test_a_changed_spare_capacity_counts_and_is_named(ask: Ask) -> None:
    ask("cut", mineral="magnesium")
    key = "spare_magnesium-refined-hs17_2024_0_False_edits"
    before = frame_of(ask("cut", mineral="magnesium"), "cut")
    st.session_state[key] = {"TUR": 20000.0}
    section = ask("cut", mineral="magnesium")
    after = frame_of(section, "cut")
    assert after["shortage_t"].sum() < before["shortage_t"].sum()
    spare = frame_of(section, "spare").set_index("supplier")
    assert spare.loc["TUR", "spare_t"] == 20000 and spare.loc["TUR", "is_edited"]
    assert "changed by the reader" in " ".join(section.panels[0].caveats)


def test_a_supplier_without_exports_is_replaced_and_that_is_said(ask: Ask) -> None:
    section = ask("cut", supplier="TUV")
    assert "China is shown" in " ".join(section.details)


def test_the_price_response_states_its_elasticities(ask: Ask) -> None:
    said = " ".join(ask("cut", price="middle").details)
    assert "supply 0.2, demand \N{MINUS SIGN}0.3" in said and "not a forecast" in said


def test_scores_show_their_components_and_whose_they_are(ask: Ask) -> None:
    section = ask("scores")
    geo = frame_of(section, "geopolrisk").dropna(subset=["score"])
    assert (geo["score"] - geo["hhi"] * geo["weighted_import_risk"]).abs().max() < 1e-9
    assert any("not a figure of the EU" in caveat for caveat in section.panels[1].caveats)


def test_a_basket_is_shown_as_the_whole_code(ask: Ask) -> None:
    section = ask("who", mineral="gallium")
    assert any("whole code" in line for line in section.details)
    assert frame_of(section, "who")["value_hhi_contribution"].isna().all()


def test_years_outside_the_release_are_moved_and_that_is_said(ask: Ask) -> None:
    section = ask("who", mineral="magnesium", since=2010)
    assert any("2018 and 2024 are compared" in line for line in section.details)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"importer": "EU27", "mineral": "magnesium", "china": "plus"},
        {"mineral": "yttrium"},
        {"mineral": "uranium", "stage": "ore", "basis": "quantity", "year": 1995, "since": 1995},
        {"importer": "TUV", "mineral": "cobalt", "hit": "one", "compete": "one"},
        {"importer": "KAZ", "mineral": "gallium", "keep": "keep", "ramp": 20, "slack": 10, "lang": "ja"},
    ],
)
def test_every_part_answers_or_says_why_not(ask: Ask, question: str, values: dict) -> None:
    section = ask(question, **values)
    assert section.sentence
    for panel in section.panels:
        assert provenance.source_ids(panel.frame)
        assert panel.figure is None or panel.alt
        table.render(panel.frame if panel.layout is None else panel.layout, panel.columns, panel.caption)
        assert export.to_csv(export.Package(panel.frame, {}, {}, panel.frame.head(0)))
        if panel.rows:
            first = next(iter(panel.rows.choices))
            assert provenance.source_ids(panel.rows.load(first)) is not None

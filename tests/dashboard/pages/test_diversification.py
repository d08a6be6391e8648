"""The diversification page without a browser: contributions that add up, honest refusals, the export cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from dashboard.content import files, provenance
from dashboard.content.page import Editable, Filters, Note, panels
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.pages.diversification import PAGE
from dashboard.pages.diversification.page import PARTS
from dashboard.screen import table
from dashboard.state.choice import parameters
from dashboard.words import formats, language
from tests.dashboard.made import Made, make

Ask = Callable[..., Made]


@pytest.fixture
def ask(reader: Reader) -> Iterator[Ask]:
    """One part of the page for some values, the others at their defaults."""

    def answer(question: str, **values: object) -> Made:
        language.set_language(str(values.get("lang", "en")))
        return make(PAGE, reader, question=question, **values)

    yield answer
    language.set_language("en")


def frame_of(made: Made, panel_id: str) -> pd.DataFrame:
    return made.panel(f"diversification_{panel_id}").frame


def blocks_of(made: Made) -> list[object]:
    return [block for section in PAGE.sections if section.shown(made.subject) for block in section.blocks(made.subject)]


def editor_of(made: Made) -> Editable:
    return next(block for block in blocks_of(made) if isinstance(block, Editable))


@pytest.mark.parametrize(("basis", "before", "after"), [("value", 0.796, 0.378), ("quantity", 0.785, 0.661)])
def test_the_waterfall_of_japan_adds_up_and_names_who_took_the_share(
    ask: Ask, basis: str, before: float, after: float
) -> None:
    made = ask("who", since=2010, basis=basis)
    frame = frame_of(made, "who")
    partners = frame[~frame["is_china"]].set_index("exporter_iso3")[f"{basis}_contribution_points"]
    china = frame[frame["is_china"]].iloc[0]
    change = 100 * (china[f"{basis}_share_to"] - china[f"{basis}_share_from"])
    assert partners.sum() == pytest.approx(change, abs=1e-9)
    assert china[f"{basis}_share_from"] == pytest.approx(before, abs=0.001)
    assert china[f"{basis}_share_to"] == pytest.approx(after, abs=0.001)
    assert partners["VNM"] < -10 and partners["MYS"] < -5
    assert (partners["FRA"] < 0) == (basis == "value")
    said = " ".join([made.answer.sentence, *made.answer.details])
    for name in ("Viet Nam", "Malaysia", "France"):
        assert name in said


def test_the_bars_of_the_waterfall_end_where_china_ends(ask: Ask) -> None:
    panel = ask("who", since=2010).panels[0]
    bars = panel.figure.data[0]
    ends = [base + width for base, width in zip(bars.base, bars.x, strict=True)]
    # The last step touches the share that results.
    assert min(abs(ends[-2] - bars.x[-1]), abs(bars.base[-2] - bars.x[-1])) < 1e-9
    assert bars.text[0] == f"79.6{formats.NBSP}%" and bars.text[-1] == f"37.8{formats.NBSP}%"


def test_contributions_to_concentration_and_the_splits_add_up(ask: Ask) -> None:
    made = ask("who", since=2010)
    split, frame = frame_of(made, "split"), frame_of(made, "who")
    for row in split.to_dict("records"):
        assert row["phi_china_points"] + row["phi_others_points"] == pytest.approx(row["change_points"])
        assert row["lmdi_growth"] + row["lmdi_substitution"] == pytest.approx(row["china_to"] - row["china_from"])
        assert frame[f"{row['basis_id']}_hhi_contribution"].sum() == pytest.approx(row["hhi_change"])


def test_pooled_windows_are_named(ask: Ask) -> None:
    made = ask("who", since=2010, window="three")
    assert "2008\N{EN DASH}2010" in made.answer.sentence
    years = next(panel.rows.choices for panel in made.panels if panel.panel_id == "diversification_who")
    assert set(years) == {"2008", "2009", "2010", "2022", "2023", "2024"}


def test_no_detectable_trend_is_an_answer(ask: Ask) -> None:
    made = ask("trend", since=2010, target=30)
    assert made.answer.strong == "no detectable trend"
    assert "No year is calculated" in made.answer.details[0]


def test_a_target_year_is_called_arithmetic(ask: Ask) -> None:
    for mineral in ("selenium", "graphite", "antimony", "tantalum", "silicon"):
        made = ask("trend", since=2012, mineral=mineral, target=10)
        if "would reach" in made.answer.details[0]:
            assert "arithmetic, not a forecast" in made.answer.details[0]
            labels = [entry.name for entry in made.panels[0].figure.data]
            assert "If it went on" in labels
            return
    pytest.fail("no mineral of the list has a falling trend")


def test_ore_and_refining_are_read_side_by_side(ask: Ask) -> None:
    made = ask("upstream", since=2015, mineral="tungsten")
    frame = frame_of(made, "upstream")
    assert list(frame["stage"]) == ["ore", "refined"]
    assert frame["world_china_share"].notna().any()


def test_tracing_is_switched_off_with_its_reason(ask: Ask) -> None:
    made = ask("detours")
    assert any("switched off" in line for line in made.answer.details)
    frame = frame_of(made, "detours")
    assert frame["traced"].isna().all() and frame["face_value"].sum() == pytest.approx(1)
    assert frame.loc[frame["is_hub"], "hub_stripped"].sum() == 0


def test_origins_are_traced_where_production_is_in_the_unit_of_trade(ask: Ask) -> None:
    made = ask("detours", mineral="magnesium")
    frame = frame_of(made, "detours")
    assert frame["traced"].sum() == pytest.approx(1)
    assert "traced back" in made.answer.sentence


def test_the_league_ranks_importers_and_minerals(ask: Ask) -> None:
    made = ask("league", since=2015)
    importers = frame_of(made, "league")
    ranked = importers[importers["in_ranking"]]
    assert ranked["change_points"].is_monotonic_increasing
    assert {"JPN", "KOR", "USA"} <= set(importers["importer_iso3"])
    assert set(frame_of(made, "league_minerals")["importer_iso3"]) == {"JPN"}


def test_a_cut_of_nothing_exposes_nothing(ask: Ask) -> None:
    frame = frame_of(ask("cut", cut=0), "cut")
    assert (frame[["exposed_t", "shortage_t"]] == 0).all(axis=None)


def test_half_a_cut_exposes_half(ask: Ask) -> None:
    whole, half = (frame_of(ask("cut", cut=part), "cut").set_index(["answer", "importer_name"]) for part in (100, 50))
    assert (half["exposed_t"] / whole["exposed_t"]).round(9).eq(0.5).all()


def test_the_best_case_is_never_worse_in_all_and_the_limits_are_printed(ask: Ask) -> None:
    made = ask("cut", mineral="magnesium")
    frame = frame_of(made, "cut")
    world = frame[frame["importer_name"] == "All importers"].set_index("answer")["shortage_t"]
    assert world["best"] <= world["pro_rata"] + 1e-6 <= world["no_resourcing"] + 2e-6
    caveats = " ".join(made.panels[0].caveats)
    for words in ("Assumed:", "Not covered:", "planner", "licences"):
        assert words in caveats


def test_a_planned_project_runs_where_its_unit_is_that_of_the_flows(ask: Ask) -> None:
    without, with_plant = ask("cut", mineral="gallium"), ask("cut", mineral="gallium", plants="P01")
    assert "Pavlodar" not in " ".join(without.answer.details)
    assert "Pavlodar gallium plant and offtake (15 t)" in " ".join(with_plant.answer.details)
    shortage = [
        frame_of(section, "cut").query("answer == 'best' and importer_name == 'All importers'")
        for section in (without, with_plant)
    ]
    assert shortage[1]["shortage_t"].iloc[0] <= shortage[0]["shortage_t"].iloc[0]


SPARE = "magnesium-refined-hs17~2024~0~each~TUR-20000"


def test_a_changed_spare_capacity_counts_and_is_named(ask: Ask) -> None:
    before = frame_of(ask("cut", mineral="magnesium"), "cut")
    made = ask("cut", mineral="magnesium", spare=SPARE)
    after = frame_of(made, "cut")
    assert made.notices == ()
    assert after["shortage_t"].sum() < before["shortage_t"].sum()
    spare = frame_of(made, "spare").set_index("supplier")
    assert spare.loc["TUR", "spare_t"] == 20000 and spare.loc["TUR", "is_edited"]
    assert "changed by the reader" in " ".join(made.panels[0].caveats)


def test_an_emptied_spare_capacity_is_unknown(ask: Ask) -> None:
    spare = frame_of(ask("cut", mineral="magnesium", spare=SPARE.replace("20000", "x")), "spare").set_index("supplier")
    assert pd.isna(spare.loc["TUR", "spare_t"]) and spare.loc["TUR", "is_edited"]


@pytest.mark.parametrize(("old", "new"), [("2024", "2023"), ("~0~", "~5~"), ("each", "eu"), ("magnesium", "tungsten")])
def test_changed_spare_capacity_of_another_view_is_ignored(ask: Ask, old: str, new: str) -> None:
    made = ask("cut", mineral="magnesium", spare=SPARE.replace(old, new))
    assert made.notices == () and not frame_of(made, "spare")["is_edited"].any()
    assert frame_of(made, "cut").equals(frame_of(ask("cut", mineral="magnesium"), "cut"))


@pytest.mark.parametrize("other", [{"slack": 5}, {"importer": "EU27"}])
def test_changed_spare_capacity_does_not_go_with_the_reader_to_another_view(ask: Ask, other: dict) -> None:
    assert not frame_of(ask("cut", mineral="magnesium", spare=SPARE, **other), "spare")["is_edited"].any()


def test_what_is_typed_into_the_table_stands_in_the_address_and_is_read_again(ask: Ask) -> None:
    made = ask("cut")
    editor = editor_of(made)
    known = editor.frame["spare_t"].notna()
    one, two, three = [supplier for supplier, figure in zip(editor.ids, known, strict=True) if figure][:3]
    parameter = next(every for every in parameters(PAGE.choice) if every.name == editor.parameter)
    before = parameter.write(editor.changes({one: 20000.0}))
    assert before == f"{made.subject.series_id}~2024~0~each~{one}-20000"
    editor = editor_of(ask("cut", spare=before))
    assert editor.frame["spare_t"].iloc[list(editor.ids).index(one)] == 20000
    written = parameter.write(editor.changes({two: None, three: 12.5}))
    assert written == f"{before}~{two}-x~{three}-12.5"
    again = frame_of(ask("cut", spare=written), "spare").set_index("supplier")["spare_t"]
    assert again[one] == 20000 and again[three] == 12.5 and pd.isna(again[two])


def test_the_table_to_edit_leaves_a_cell_empty_where_nothing_is_known(ask: Ask) -> None:
    frame = editor_of(ask("cut", mineral="magnesium", spare=SPARE)).frame
    assert frame["computed_t"].isna().all() and frame["spare_t"].notna().sum() == 1


def test_a_figure_typed_as_it_was_calculated_is_no_change(ask: Ask) -> None:
    editor = editor_of(ask("cut", mineral="magnesium", spare=SPARE))
    computed = dict(zip(editor.ids, editor.frame["computed_t"], strict=True))
    assert not editor.changes({"TUR": computed["TUR"]}).tonnes


def test_a_supplier_without_exports_is_replaced_and_that_is_said(ask: Ask) -> None:
    made = ask("cut", supplier="TUV")
    assert "China is shown" in " ".join(made.answer.details)


def test_the_price_response_states_its_elasticities(ask: Ask) -> None:
    said = " ".join(ask("cut", price="middle").answer.details)
    assert "supply 0.2, demand \N{MINUS SIGN}0.3" in said and "not a forecast" in said


def test_scores_show_their_components_and_whose_they_are(ask: Ask) -> None:
    made = ask("scores")
    geo = frame_of(made, "geopolrisk").dropna(subset=["score"])
    assert (geo["score"] - geo["hhi"] * geo["weighted_import_risk"]).abs().max() < 1e-9
    assert any("not a figure of the EU" in caveat for caveat in made.panels[1].caveats)


def test_a_basket_is_shown_as_the_whole_code(ask: Ask) -> None:
    made = ask("who", mineral="gallium")
    assert any("whole code" in line for line in made.answer.details)
    assert frame_of(made, "who")["value_hhi_contribution"].isna().all()


def test_years_outside_the_release_are_moved_and_that_is_said(ask: Ask) -> None:
    made = ask("who", mineral="magnesium", since=2010)
    assert any("2018 and 2024 are compared" in line for line in made.answer.details)


@pytest.mark.parametrize("question", PARTS)
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
    made = ask(question, **values)
    assert made.answer.sentence
    assert bool(made.panels) != any(isinstance(block, Note) for block in blocks_of(made))
    for panel in made.panels:
        assert provenance.source_ids(panel.frame)
        assert panel.figure is None or panel.alt
        table.render(panel.drawn, panel.columns, panel.caption)
        assert files.to_csv(files.Package(panel.frame, {}, {}, panel.frame.head(0)))
        if panel.rows:
            first = next(iter(panel.rows.choices))
            assert provenance.source_ids(panel.rows.load(first)) is not None


def test_imports_without_tonnes_are_not_traced_and_that_is_said(ask: Ask) -> None:
    made = ask("detours", mineral="nickel", year=2023, lang="en")
    assert "tonnes are not known" in made.answer.sentence and made.panels == []
    made = ask("detours", mineral="silver", stage="ore", importer="KAZ")
    assert "tonnes are not known" in made.answer.sentence and made.panels == []


def test_a_supplier_that_is_replaced_is_replaced_in_its_filter_too(ask: Ask) -> None:
    controls = next(block for block in blocks_of(ask("cut", supplier="TUV")) if isinstance(block, Filters))
    supplier = controls.filters[0]
    assert supplier.instead == "CHN" and "TUV" not in supplier.options
    usual = next(block for block in blocks_of(ask("cut")) if isinstance(block, Filters)).filters[0]
    assert usual.instead is None and usual.options == supplier.options


def test_answer_and_panels_of_a_part_are_one_computation(reader: Reader) -> None:
    asked = make(PAGE, reader, question="cut", mineral="magnesium").subject
    assert asked.once(PARTS["cut"]) is asked.once(PARTS["cut"])


def test_panels_of_closed_parts_can_be_asked_for(reader: Reader) -> None:
    asked = make(PAGE, reader).subject
    shown, every = ({panel.panel_id for panel in panels(PAGE, asked, all_of)} for all_of in (False, True))
    assert shown == {f"diversification_{name}" for name in ("who", "line", "split", "price")}
    assert len(every) == 18 and shown < every


def title(made: Made, panel_id: str) -> str:
    return made.panel(f"diversification_{panel_id}").title.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"since": 2010}, "China's share fell by 41.8 points; Viet Nam took most, 28.9"),
        ({"mineral": "gallium"}, "China's share fell by 0.2 points; Taiwan (Other Asia, nes) took most, 13.9"),
        ({"importer": "CHN"}, "Laos gained most (+18.5 points), Malaysia lost most (\N{MINUS SIGN}10.6)"),
    ],
)
def test_the_title_says_who_gained_with_the_sign_of_his_own_share(ask: Ask, values: dict, said: str) -> None:
    assert title(ask("who", **values), "who") == said


def test_a_rise_is_called_a_rise(ask: Ask) -> None:
    made = ask("who", mineral="titanium")
    assert title(made, "who").startswith("China's share rose by ")
    assert title(made, "line").startswith("China's share of refined imports rose from ")
    assert "titanium (refined)" in made.panel("diversification_line").caption


def test_a_change_agrees_with_the_shares_beside_it(ask: Ask) -> None:
    sentence = ask("who", mineral="gallium").answer.sentence.replace(formats.NBSP, " ")
    assert "from 19.4 % to 19.2 % (by value): \N{MINUS SIGN}0.2 points" in sentence


def test_what_is_assumed_is_in_no_title_of_the_cut(ask: Ask) -> None:
    made = ask("cut")
    assert title(made, "cut") == "66.1 % of the tonnes that Japan imports are exposed"
    assert "mainland China withholds 100 % from all importers" in made.panel("diversification_cut").caption
    assert all("uncovered" not in panel.title for panel in made.panels)


def test_a_score_on_a_base_that_cannot_be_compared_is_not_the_highest(ask: Ask) -> None:
    made = ask("scores")
    geo = frame_of(made, "geopolrisk").dropna(subset=["score"])
    apart = geo["flags"].map(lambda flags: bool({"LOW_BASE", "DOMESTIC_NOT_COMPARABLE"} & set(flags)))
    assert geo[~apart].iloc[0]["mineral_name_en"].lower() in title(made, "geopolrisk")


# Two values at most of every parameter, other than the default.
OTHERS: dict[str, list[object]] = {
    "importer": ["KOR"],
    "mineral": ["magnesium"],
    "stage": ["product"],
    "since": [2015],
    "year": [2023],
    "basis": ["quantity"],
    "china": ["plus"],
    "definition": ["crma65"],
    "question": ["cut"],
    "window": ["three"],
    "target": [30],
    "supplier": ["VNM"],
    "cut": [50],
    "hit": ["one"],
    "compete": ["one"],
    "keep": ["keep"],
    "ramp": [20],
    "slack": [10],
    "price": ["middle"],
    "plants": ["P01"],
    "spare": ["rare_earths-refined-hs92~2024~0~each~VNM-5"],
}


def test_panels_depend_on_nothing_that_they_do_not_name_and_parts_on_nothing_but_their_keys(reader: Reader) -> None:
    assert set(OTHERS) == {parameter.name for parameter in parameters(PAGE.choice)}
    usual = make(PAGE, reader, everything=True)
    before = {panel.panel_id: panel for panel in usual.panels}
    keys = {section.section_id: section.key(usual.subject) for section in PAGE.sections}
    assert all(set(panel.depends) <= set(OTHERS) for panel in before.values())
    for parameter, values in OTHERS.items():
        unnamed = {name for name, panel in before.items() if parameter not in panel.depends}
        for value in values:
            other = make(PAGE, reader, everything=True, **{parameter: value})
            assert other.notices == () and other.choice != usual.choice, parameter
            after = {panel.panel_id: panel for panel in other.panels}
            for name in unnamed:
                shown = after[name].title, after[name].caption
                assert shown == (before[name].title, before[name].caption), (name, parameter)
                pd.testing.assert_frame_equal(after[name].frame, before[name].frame, obj=f"{name}, {parameter}")
            for section in PAGE.sections:
                if section.key(other.subject) == keys[section.section_id]:
                    drawn = {one.panel_id for one in section.blocks(other.subject) if isinstance(one, Panel)}
                    assert drawn and drawn <= unnamed, (section.section_id, parameter)
                    for name in drawn:
                        assert after[name].caveats == before[name].caveats, (name, parameter)
                        assert after[name].alt == before[name].alt, (name, parameter)
                        assert after[name].file_parts == before[name].file_parts, (name, parameter)

"""The EU study: figures as published, transcription errors kept visible, and what is said of a bad file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.errors import SourceFormatError, UnknownNameError
from etl.sources import eu_crm

FIXTURE = Path(__file__).parents[1] / "fixtures" / "eu_crm"
GLOBAL, EU_SHARES = "fact_GlobalSupplyShares&t.csv", "fact_EUSupplyShares&t.csv"
RESULTS, TRADE = "critmat_eureport_results.csv", "critmat_eureport_tradeparameters.csv"
OVER_TIME = "dimension_CRMsOverTime.csv"


def read(path: Path = FIXTURE) -> dict:
    return {each.table: each.rows for each in eu_crm.tidy(eu_crm.extract(path))}


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    release = folder / "release"
    shutil.copytree(FIXTURE, release, dirs_exist_ok=True)
    text = (FIXTURE / name).read_bytes().decode("latin-1")
    assert old in text
    (release / name).write_bytes(text.replace(old, new, 1).encode("latin-1"))
    return release


@pytest.mark.parametrize(
    ("mineral", "country", "stage", "value"),
    [
        ("Gallium", "China", "refined", 0.938),
        ("Magnesium", "China", "refined", 0.906),
        ("Cobalt", "Congo, D.R.", "ore", 0.628),
    ],
)
def test_published_global_shares(mineral, country, stage, value):
    rows = read()["supply_share"].query("scope == 'global'")
    row = rows[(rows["mineral_label"] == mineral) & (rows["country_label"] == country) & (rows["stage"] == stage)].iloc[
        0
    ]
    assert (row["value"], row["status"], row["year"], row["period"]) == (value, "reported", 2020, "2016-2020")
    lines = (FIXTURE / GLOBAL).read_text("latin-1").splitlines()
    assert row["value_text"] in lines[row["source_row"] - 1]


def test_a_bound_is_no_value():
    row = read()["supply_share"].query("mineral_label == 'Cobalt' and stage == 'refined'").iloc[0]
    assert (row["value_text"], row["status"], row["trade_parameter"]) == ("<0.1%", "below", 1.1)
    assert row[["value"]].isna().all()


def test_latin_1_names_and_eu_sourcing():
    rows = read()["supply_share"].query("scope == 'eu_sourcing' and country_label == 'Türkiye' and stage == 'ore'")
    assert rows[["mineral_label", "value"]].values.tolist() == [["Borate", 0.99]]


def test_a_share_without_percent_sign_is_not_guessed_at():
    row = read()["supply_share"].query("mineral_label == 'Silicon metal' and country_label == 'Germany'").iloc[0]
    assert (row["status"], row["value_text"], row["trade_parameter"]) == ("unreadable", "6", 0.8)
    assert row[["value"]].isna().all()


def test_scores_over_time():
    rows = read()["criticality"]
    rows = rows[rows["source_file"] == OVER_TIME]
    tungsten = rows.query("mineral_label == 'Tungsten' and indicator == 'supply_risk'")
    assert dict(zip(tungsten["year"], tungsten["value"], strict=True)) == {
        2011: 1.8, 2014: 2, 2017: 1.8, 2020: 1.6, 2023: 1.2,
    }  # fmt: skip
    assert set(rows["country_label"]) == {"EU27"}
    bauxite = rows.query("mineral_label == 'Bauxite'")
    assert set(bauxite["stage"]) == {"ore"}
    assert set(bauxite["year"]) == {2011, 2014, 2017, 2020}


def test_not_assessed_is_not_zero(tmp_path):
    rows = read(changed(tmp_path, OVER_TIME, "Tungsten,2011,1.8,8.8", "Tungsten,2011,-,-"))["criticality"]
    row = rows.query("mineral_label == 'Tungsten' and year == 2011 and indicator == 'supply_risk'").iloc[0]
    assert (row["status"], row["value_text"]) == ("not_assessed", "-")
    assert row[["value"]].isna().all()


def test_shifted_rows_are_unreadable_where_shifted_and_read_elsewhere():
    rows = read()["criticality"].query(
        "mineral_label == 'Magnesite' and source_file == @name", local_dict={"name": RESULTS}
    )
    at = rows.set_index("indicator")
    assert at.loc["supply_risk", "status"] == "unreadable"
    assert at.loc["supply_risk", "value_text"] == "0.6 (in column eu_used_supply_refined)"
    assert at["value"].isna().to_dict() == {
        "supply_risk": True, "eol_recycling_input_rate": False, "substitution_index_sr": False,
        "substitution_index_ei": False,
    }  # fmt: skip
    assert at.loc["eol_recycling_input_rate", "value"] == 0.02


def test_a_percentage_in_place_of_a_score_is_unreadable():
    row = read()["criticality"].query("mineral_label == 'LREE' and stage == 'ore'").iloc[0]
    assert (row["status"], row["value_text"]) == ("unreadable", "281%")


def test_a_mended_release_needs_no_change(tmp_path):
    release = changed(tmp_path, RESULTS, "EUonly,,0.6,,0.98", "EUonly,0.6,,,0.98")
    row = read(release)["criticality"].query("mineral_label == 'Magnesite' and stage == 'ore'").iloc[0]
    assert (row["value"], row["status"]) == (0.6, "reported")


def test_identical_repeat_is_taken_once_and_groups_get_their_elements():
    scores = read()["criticality"]
    recycled = scores.query("mineral_label == 'Tungsten' and indicator == 'eol_recycling_input_rate'")
    assert recycled["value"].tolist() == [0.42]
    overall = scores[(scores["source_file"] == RESULTS) & (scores["indicator"] == "economic_importance")]
    assert overall["mineral_label"].tolist() == ["Dysprosium"]


def test_import_reliance_by_stage():
    rows = read()["import_reliance"]
    tungsten = rows.query("mineral_label == 'Tungsten'")
    assert tungsten[["stage", "value", "value_text"]].values.tolist() == [["ore", 0.21, "21"], ["refined", 0.8, "80"]]
    beryllium = rows.query("mineral_label == 'Beryllium' and stage == 'ore'").iloc[0]
    assert beryllium["status"] == "not_available"
    assert rows.query("mineral_label == 'Gallium'")["stage"].tolist() == ["refined"]


def test_trade_parameters_of_world_and_eu_sourcing_stay_apart():
    rows = read()["criticality"].query("mineral_label == 'Tin' and stage == 'refined'")
    assert rows[["country_label", "indicator", "value"]].values.tolist() == [
        ["China", "trade_parameter", 1.5],
        ["China", "trade_parameter_eu", 1.492],
    ]


def test_materials_outside_the_scope_are_left_out():
    labels = {label for rows in read().values() for label in rows["mineral_label"]}
    assert not labels & {"Neon", "Roundwood", "Coking coal", "Natural cork", "Natural Teak wood"}


def test_all_unknown_materials_are_listed(tmp_path):
    release = changed(tmp_path, GLOBAL, "Gallium,P,China", "Unobtainium,P,China")
    shutil.copy(changed(tmp_path / "other", RESULTS, "Strontium,", "Kryptonite,") / RESULTS, release / RESULTS)
    with pytest.raises(UnknownNameError) as error:
        read(release)
    for part in ("2 unknown materials", "'Unobtainium'", GLOBAL, "'Kryptonite'", RESULTS, "row ", "NOT_COVERED"):
        assert part in str(error.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (GLOBAL, "Share", "Percent", ["Missing column", GLOBAL, "row 1", "column Share", "adapt"]),
        (GLOBAL, "93.8%", "much", ["'much' (Gallium)", GLOBAL, "row 3", "column Share", "KNOWN_DEFECTS"]),
        (GLOBAL, "93.8%", "93.8", ["'93.8' (Gallium) has no percent sign", "row 3"]),
        (GLOBAL, "93.8%", "938%", ["'938%' (Gallium) is not between 0 and 100", "row 3"]),
        (GLOBAL, "Gallium,P,China", "Gallium,X,China", ["is neither E nor P", "row 3", "column Stage"]),
        (GLOBAL, "93.8%,1.0", "93.8%,high", ["'high' is not a number", GLOBAL, "row 3", "column t"]),
        (EU_SHARES, "Borate,P,China", "Borate,P,Chile", ["Duplicate key", EU_SHARES, "row 3", "Row 2"]),
        (EU_SHARES, "Germany,6,", "Germany,7,", ["'7' (Silicon metal)", "no percent sign"]),
        (OVER_TIME, "Tungsten,2011,1.8", "Tungsten,2011,n/a", ["'n/a' (Tungsten)", OVER_TIME, "row 8", "column SR"]),
        (OVER_TIME, "Tungsten,2014", "Tungsten,2011", ["Duplicate key", OVER_TIME, "row 13", "Row 8"]),
        (RESULTS, "GS+EU,3.9,0.98", "GS+EU,39,0.98", ["'39' (Gallium)", RESULTS, "row 5", "supply_risk_refined"]),
        (RESULTS, "GS+EU,1.2,GS+EU,0.5,", "GS+EU,,1.2,0.5,", ["the row is shifted", "row 2", "eu_used_supply_refined"]),
        (RESULTS, ",21,80,42,", ",22,80,42,", ["Duplicate key 'Tungsten'", RESULTS, "row 13", "Row 12"]),
        (TRADE, "Tin,China,1.1,primary,world", "Tin,China,1.1,primary,moon", ["neither world nor eu", TRADE, "row 5"]),
    ],
)
def test_bad_input_is_named(tmp_path, name, old, new, said):
    with pytest.raises(SourceFormatError) as error:
        read(changed(tmp_path, name, old, new))
    assert all(part in str(error.value) for part in said), str(error.value)


def test_missing_and_empty_files_are_named(tmp_path):
    release = changed(tmp_path, GLOBAL, "Share", "Share")
    (release / TRADE).write_bytes(b"")
    with pytest.raises(SourceFormatError, match=f"empty.*{TRADE}"):
        read(release)
    (release / TRADE).unlink()
    with pytest.raises(SourceFormatError, match=f"missing.*{TRADE}"):
        read(release)
    with pytest.raises(SourceFormatError, match="folder of CSV files"):
        read(release / GLOBAL)

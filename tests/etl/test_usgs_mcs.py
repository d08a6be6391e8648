"""Mineral Commodity Summaries: lines cut from the real releases of four editions, with their warts."""

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.sources import usgs_mcs

RELEASES = Path(__file__).parents[1] / "fixtures" / "usgs_mcs"
CORE = Path(__file__).parents[2] / "etl" / "sql" / "schema" / "core.sql"


@pytest.fixture(scope="module")
def slices() -> dict[tuple[str, str], pd.DataFrame]:
    """(edition, table) -> rows, read from all editions at once."""
    return {(s.source_id[-4:], s.table): s.rows for s in usgs_mcs.tidy(usgs_mcs.extract(RELEASES))}


def rows(frame: pd.DataFrame, **where) -> pd.DataFrame:
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


def one(frame: pd.DataFrame, **where) -> pd.Series:
    found = rows(frame, **where)
    assert len(found) == 1, found.to_string()
    return found.iloc[0]


def test_every_edition_is_a_release_with_four_tables(slices):
    tables = {"production", "reserve", "import_reliance", "price"}
    assert set(slices) == {(edition, table) for edition in ("2023", "2024", "2025", "2026") for table in tables}


def test_columns_are_those_of_the_core_tables(slices):
    con = duckdb.connect()
    con.execute(CORE.read_text("utf-8"))
    labels = {"mineral_id": "mineral_label", "iso3": "country_label"}
    for (_, table), frame in slices.items():
        columns = [name for name, *_ in con.execute(f"describe core.{table}").fetchall()]
        added_by_build = {"source_id", "edition", "value_t"}
        assert list(frame.columns) == [labels.get(name, name) for name in columns if name not in added_by_build]


def test_one_edition_folder_gives_the_same_as_the_parent(slices):
    for alone in usgs_mcs.tidy(usgs_mcs.extract(RELEASES / "2026")):
        pd.testing.assert_frame_equal(alone.rows, slices["2026", alone.table])


@pytest.mark.parametrize(
    ("edition", "mineral", "year", "china", "world"),
    [
        ("2026", "Gallium", 2024, 839_000, 848_000),
        ("2025", "Antimony", 2024, 60_000, 100_000),
        ("2026", "Antimony", 2024, 40_000, 119_000),
        ("2025", "Rare earths", 2024, 270_000, 390_000),
    ],
)
def test_published_figures_arrive_unchanged(slices, edition, mineral, year, china, world):
    production = rows(slices[edition, "production"], mineral_label=mineral, year=year, measure="production")
    assert one(production, country_label="China")["value"] == china
    total = production[production["country_label"].str.startswith("World total")]
    assert list(total["value"]) == [world]


def test_a_row_leads_back_to_its_line(slices):
    row = one(slices["2024", "production"], mineral_label="Gallium", country_label="China", year=2022)
    lines = (RELEASES / "2024" / row["source_file"]).read_text("utf-8-sig").splitlines()
    assert lines[row["source_row"] - 1].startswith("MCS2024,China,")
    assert "600000" in lines[row["source_row"] - 1]


def test_reading_keeps_thousands_commas_as_text_and_as_number(slices):
    row = one(slices["2024", "production"], mineral_label="Gallium", country_label="World total (rounded)",
              measure="capacity")  # fmt: skip
    assert (row["value_text"], row["value"], row["unit"], row["form"]) == (
        "1,100,000", 1_100_000, "kilograms", "primary production",
    )  # fmt: skip


def test_non_breaking_blanks_and_footnote_marks_in_country_names(slices):
    assert not rows(slices["2023", "production"], mineral_label="Gallium", country_label="United States").empty
    assert not rows(slices["2024", "production"], mineral_label="Gallium", country_label="Other countries4").empty


def test_status_says_what_the_column_and_the_note_say(slices):
    gallium = rows(slices["2023", "production"], mineral_label="Gallium", country_label="China")
    assert list(gallium["status"]) == ["reported", "estimated", "reported"]  # 2021, 2022, capacity
    assert (
        one(slices["2024", "production"], mineral_label="Gallium", country_label="China", year=2022)["status"]
        == "estimated"
    )
    laos = rows(slices["2024", "production"], mineral_label="Bismuth", country_label="Laos")
    assert list(laos["status"]) == ["reported", "estimated"]


def test_withheld_and_not_available_are_no_zeros(slices):
    germanium = rows(slices["2023", "production"], mineral_label="Germanium")
    assert set(germanium["status"]) == {"withheld", "not_available"}
    assert germanium["value"].isna().all()
    lithium = rows(slices["2025", "production"], mineral_label="Lithium", country_label="United States")
    assert set(lithium["status"]) == {"withheld"}, "2025 leaves the cell empty and says W in the note"
    blank = rows(slices["2025", "production"], mineral_label="Germanium")
    assert set(blank["status"]) == {"blank"} and blank["value"].isna().all()


def test_a_bound_or_a_range_has_no_value(slices):
    antimony = one(slices["2025", "reserve"], mineral_label="Antimony", country_label="World total (rounded) 10")
    assert (antimony["status"], antimony["value_low"], antimony["value_text"]) == ("above", 2_000_000, ">2000000")
    yttrium = one(slices["2026", "production"], mineral_label="Yttrium")
    assert (yttrium["status"], yttrium["value_low"], yttrium["value_high"]) == ("range", 10_000, 15_000)
    helium = one(slices["2026", "production"], mineral_label="Helium", country_label="South Africa", year=2025)
    assert (helium["value_text"], helium["status"], helium["value_high"]) == ("s", "below", 0.5)
    assert pd.isna(helium["value"])


def test_amounts_counted_in_another_row_are_not_available(slices):
    row = one(slices["2023", "production"], form="rutile", country_label="United States", year=2022)
    assert (row["value_text"], row["status"]) == ("Included with ilmenite", "not_available")


def test_one_chapter_with_several_minerals_keeps_them_apart(slices):
    forms = slices["2023", "production"].groupby("mineral_label")["form"].unique().map(set).to_dict()
    assert forms["Titanium mineral concentrates"] == {"ilmenite", "rutile", "ilmenite and rutile"}
    assert forms["Titanium sponge metal"] == {"sponge metal"}
    assert forms["Titanium dioxide pigment"] == {"TiO2 pigment"}
    assert {"Platinum", "Palladium"} <= set(forms)
    stages = slices["2023", "production"].groupby("mineral_label")["stage"].unique().map(list).to_dict()
    assert stages["Titanium mineral concentrates"] == ["ore"]
    assert stages["Titanium dioxide pigment"] == ["product"]


def test_mineral_and_form_have_one_weight_basis_and_stage_in_all_editions(slices):
    production = pd.concat([frame for (_, table), frame in slices.items() if table == "production"])
    kinds = production.groupby(["mineral_label", "form"])[["weight_basis", "stage"]].nunique()
    assert (kinds == 1).all(axis=None)
    basis = production.drop_duplicates(["mineral_label", "form"]).set_index(["mineral_label", "form"])["weight_basis"]
    assert basis["Gallium", "primary production"] == "metal"
    assert basis["Aluminum", "smelter production"] == "metal"
    assert basis["Antimony", "mine production"] == "content"
    assert basis["Rare earths", "mine production"] == "oxide"
    assert basis["Magnesium compounds (magnesite)", "mine production"] == "gross"


def test_reserves_of_the_platinum_group_are_one_figure(slices):
    for edition in ("2023", "2025"):
        group = rows(slices[edition, "reserve"], mineral_label="Platinum-group metals")
        assert group["country_label"].is_unique and group["value"].notna().any()
        assert slices[edition, "reserve"]["mineral_label"].isin(["Platinum", "Palladium"]).sum() == 0


def test_wrong_units_of_the_release_are_mended(slices):
    titanium = rows(slices["2025", "production"], form="rutile", country_label="Sierra Leone")
    assert set(titanium["unit"]) == {"thousand metric tons"}, "the release says metric tons or nothing"
    assert one(slices["2026", "reserve"], mineral_label="Vanadium")["unit"] == "thousand metric tons"


def test_capacity_repeated_in_the_reserves_column_is_no_reserve(slices):
    assert rows(slices["2025", "reserve"], mineral_label="Magnesium metal").empty
    capacity = one(slices["2025", "production"], mineral_label="Magnesium metal", country_label="China",
                   measure="capacity", year=2024)  # fmt: skip
    assert capacity["value"] == 1800


def test_boron_of_different_kinds_never_meets_in_one_form(slices):
    boron = rows(slices["2025", "production"], mineral_label="Boron", year=2024).set_index("country_label")
    assert boron["form"].to_dict() == {
        "United States": "all forms", "Argentina": "crude ore", "Bolivia": "ulexite", "China": "boric oxide equivalent",
        "World total": "all forms",
    }  # fmt: skip


def test_import_reliance_is_a_share_with_bounds(slices):
    barite = one(slices["2026", "import_reliance"], mineral_label="Barite", year=2025)
    assert (barite["value_text"], barite["value_low"], barite["status"]) == (">75", 0.75, "above")
    assert pd.isna(barite["value"])
    boron = one(slices["2026", "import_reliance"], mineral_label="Boron", year=2025)
    assert (boron["status"], boron["value_high"]) == ("net_exporter", 0)
    silicon = one(slices["2023", "import_reliance"], form="ferrosilicon and silicon metal", year=2021)
    assert (silicon["value"], silicon["unit"], silicon["country_label"]) == (0.34, "share", "United States")
    assert one(slices["2023", "import_reliance"], form="silicon metal", year=2021)["value_high"] == 0.25


def test_prices_have_unit_and_the_last_year_is_an_estimate(slices):
    niobium = rows(slices["2023", "price"], mineral_label="Niobium")
    assert list(niobium["status"]) == ["reported"] * 4 + ["estimated"]
    assert set(niobium["unit"]) == {"dollars per kilogram"}
    assert niobium["month"].isna().all()
    scandium = rows(slices["2026", "price"], form="scandium oxide, 5- to 100-kilogram lots", year=2022).iloc[0]
    assert (scandium["value_low"], scandium["value_high"], scandium["status"]) == (820, 880, "range")
    assert set(rows(slices["2026", "price"], mineral_label="Tungsten")["unit"]) == {"dollars per dry metric ton unit"}
    cesium = rows(slices["2026", "price"], mineral_label="Cesium")
    assert cesium["form"].str.startswith("1-gram").all()


def test_shifted_and_lost_headings_are_mended(slices):
    feldspar = one(slices["2024", "price"], mineral_label="Feldspar", year=2019)
    assert (feldspar["value"], feldspar["unit"]) == (107, "dollars per metric ton")
    assert one(slices["2024", "import_reliance"], mineral_label="Feldspar", year=2019)["value"] == 0.12
    titanium = rows(slices["2025", "price"], year=2020).set_index("form")["value"]
    assert titanium["rutile, f.o.b. Australia"] == 1170
    assert titanium["ilmenite and leucoxene, f.o.b. Australia"] == 459
    assert titanium["slag, unit value of imports"] == 757


def test_chapters_outside_the_lists_and_a_misplaced_file_are_left_out(slices):
    labels = {label for frame in slices.values() for label in frame["mineral_label"]}
    assert not {label for label in labels if re.search("abrasive|nepheline|neon", label, re.IGNORECASE)}
    assert rows(slices["2024", "import_reliance"], mineral_label="Cobalt").empty

"""Supply by country: figures and scenario as published, and what is said of a bad workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from etl.errors import SourceFormatError, UnknownNameError
from etl.sources import iea_explorer

FIXTURE = Path(__file__).parents[1] / "fixtures" / "iea_explorer" / "CM_Data_Explorer_2024-05.xlsx"
SHEET = "2 Total supply for key minerals"


def read(path: Path):
    (only,) = iea_explorer.tidy(iea_explorer.extract(path))
    return only.rows


def changed(folder: Path, **cells: object) -> Path:
    book = openpyxl.load_workbook(FIXTURE)
    for cell, value in cells.items():
        book[SHEET][cell] = value
    book.save(folder / FIXTURE.name)
    return folder


def test_both_columns_of_blocks_are_read_with_unit_and_sheet_row():
    rows = read(FIXTURE)
    assert rows.groupby("mineral_label")["stage"].nunique().to_dict() == dict.fromkeys(
        ["Cobalt", "Copper", "Graphite", "Lithium", "Magnet rare earth elements", "Nickel"], 2
    )
    row = rows.query("mineral_label == 'Lithium' and stage == 'refined' and country_label == 'China' and year == 2030")
    assert row[["value", "unit", "source_row"]].values.tolist() == [[213.1, "kt", 28]]
    assert row["form"].item() == "chemicals, base case"


def test_projections_never_look_like_figures_of_the_past():
    rows = read(FIXTURE)
    assert set(rows.loc[rows["year"] > 2023, "status"]) == {"projected"}
    assert set(rows.loc[rows["year"] == 2023, "status"]) == {"estimated", "zero"}
    assert rows["form"].str.endswith("base case").all()


def test_totals_and_rest_of_world_have_their_labels():
    totals = read(FIXTURE).query("country_label == 'World total' and year == 2023")
    assert len(totals) == 12
    cobalt = totals.query("mineral_label == 'Cobalt' and stage == 'refined'").iloc[0]
    assert cobalt["value"] == 223.8
    assert "Total clean technologies" in cobalt["note"]
    assert len(read(FIXTURE).query("country_label == 'Rest of world' and year == 2023")) == 12


def test_ratios_are_left_out():
    assert not read(FIXTURE)["country_label"].str.contains("share|Notes").any()


def test_blocks_that_exceed_their_total_say_so():
    rows = read(FIXTURE).query("mineral_label == 'Nickel' and stage == 'ore' and year == 2023")
    assert rows.query("country_label == 'Rest of world'")["note"].item().endswith("exceed its total by 111.4 kt")
    assert not rows.query("country_label == 'Australia'")["note"].str.contains("exceed").any()
    copper = read(FIXTURE).query("mineral_label == 'Copper' and country_label == 'Rest of world'")
    assert not copper["note"].str.contains("exceed").any()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"A2": "Total supply (kt)"}, ["Unexpected title", FIXTURE.name, "column A", "base case and the unit"]),
        ({"B8": "n/a"}, ["'n/a' is not a number", "row 8", "Copper - Mining, 2023", "Correct"]),
        ({"C8": None}, ["None is not a number", "row 8", "Copper - Mining, 2030"]),
        ({"A8": "Chile"}, ["Duplicate key ('Copper - Mining', 'Chile')", "row 8", "Row 7"]),
        ({"A8": None}, ["A figure without a label", "row 8", "Take the file"]),
        ({"A14": "Sum"}, ["Copper - Mining has no total", FIXTURE.name]),
        ({"B4": None, "H4": None}, ["No row of years", "row 4", "column B", "2023"]),
    ],
)
def test_bad_input_is_named(tmp_path, cells, said):
    with pytest.raises(SourceFormatError) as error:
        read(changed(tmp_path, **cells))
    assert all(part in str(error.value) for part in said), str(error.value)


def test_all_unknown_minerals_are_listed(tmp_path):
    with pytest.raises(UnknownNameError) as error:
        read(changed(tmp_path, A6="Zinc - Mining", G6="Zinc - Refining"))
    assert all(
        part in str(error.value) for part in ("2 unknown blocks", "'Zinc - Mining'", "'Zinc - Refining'", "BLOCKS")
    )


def test_missing_block_and_missing_sheet_are_named(tmp_path):
    book = openpyxl.load_workbook(FIXTURE)
    book[SHEET].delete_rows(59, 20)
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"No block Magnet rare earth elements - Mining.*complete file"):
        read(tmp_path)
    del book[SHEET]
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"no sheet '2 Total supply"):
        read(tmp_path)

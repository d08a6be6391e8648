"""Monthly prices: figures as published, and what is said of a bad workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from etl.errors import SourceFormatError
from etl.sources import pink_sheet

FIXTURE = Path(__file__).parents[1] / "fixtures" / "pink_sheet" / "CMO-Historical-Data-Monthly_2026-06-02.xlsx"
SHEET = "Monthly Prices"


def read(path: Path):
    (only,) = pink_sheet.tidy(pink_sheet.extract(path))
    return only.rows


def changed(folder: Path, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(FIXTURE)
    book[SHEET][cell] = value
    book.save(folder / FIXTURE.name)
    return folder


def test_series_of_our_minerals_only_with_the_unit_of_the_sheet():
    rows = read(FIXTURE)
    units = dict(zip(rows["mineral_label"], rows["unit"], strict=True))
    assert units == dict.fromkeys(pink_sheet.SERIES, "$/mt") | {"Platinum": "$/troy oz", "Silver": "$/troy oz"}
    assert len(rows) == 9 * 5


def test_a_price_is_traceable_to_its_cell():
    row = read(FIXTURE).query("mineral_label == 'Copper' and year == 2026 and month == 5").iloc[0]
    assert (row["value"], row["value_text"], row["status"]) == (13543.19, "13543.19", "reported")
    assert openpyxl.load_workbook(FIXTURE)[SHEET].cell(row["source_row"], 65).value == 13543.19
    assert row["source_file"] == f"{FIXTURE.name}#{SHEET}"


def test_three_dots_are_missing_not_zero(tmp_path):
    row = read(FIXTURE).query("mineral_label == 'Phosphate rock' and year == 2023 and month == 11").iloc[0]
    assert (row["value_text"], row["status"]) == ("…", "not_available")
    assert row[["value", "value_low", "value_high"]].isna().all()
    rows = read(changed(tmp_path, "BM7", "..."))
    assert rows.query("mineral_label == 'Copper' and year == 1960 and month == 1")["status"].item() == "not_available"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("BM5", "Copper, LME", ["Missing column", FIXTURE.name, "row 5", "column Copper", "adapt"]),
        ("BL5", "Copper **", ["Column named twice", "row 5", "column Copper"]),
        ("BM6", None, ["No unit in brackets", "row 6", "column Copper", "Take the file"]),
        ("BM8", "closed", ["'closed' is not a number", "row 8", "column Copper", "Correct"]),
        ("A8", "1960-02", ["'1960-02' is not a month", "row 8", "column A"]),
        ("A8", "1960M01", ["Duplicate key (1960, 1)", "row 8", "column A", "Row 7"]),
    ],
)
def test_bad_input_is_named(tmp_path, cell, value, said):
    with pytest.raises(SourceFormatError) as error:
        read(changed(tmp_path, cell, value))
    assert all(part in str(error.value) for part in said), str(error.value)


def test_missing_sheet_and_missing_months_are_named(tmp_path):
    book = openpyxl.load_workbook(FIXTURE)
    book[SHEET].delete_rows(7, 20)
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"No month below names and units.*column A.*1960M01"):
        read(tmp_path)
    del book[SHEET]
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"no sheet 'Monthly Prices'.*It has AFOSHEET, Description"):
        read(tmp_path)


def test_empty_folder_is_named(tmp_path):
    with pytest.raises(SourceFormatError, match="No file matches"):
        read(tmp_path)

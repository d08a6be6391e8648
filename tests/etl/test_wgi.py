"""Governance indicators: figures as published, and what is said of a bad workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from etl.errors import SourceFormatError
from etl.sources import wgi

FIXTURE = Path(__file__).parents[1] / "fixtures" / "wgi" / "wgidataset.xlsx"


def read(path: Path):
    (only,) = wgi.tidy(wgi.extract(path))
    return only.rows


def changed(folder: Path, cell: str, value: object) -> Path:
    book = openpyxl.load_workbook(FIXTURE)
    book.active[cell] = value
    book.save(folder / FIXTURE.name)
    return folder


def test_estimates_and_errors_stay_unchanged():
    rows = read(FIXTURE)
    row = rows.query("country_label == 'Japan' and year == 2023 and indicator == 'rl'").iloc[0]
    sheet = openpyxl.load_workbook(FIXTURE).active
    published = [cell.value for cell in sheet[int(row["source_row"])]]
    assert published[2:7] == ["Japan", 2023, "rl", row["value"], row["standard_error"]]
    assert row["source_file"] == "wgidataset.xlsx#Sheet1"
    assert len(rows) == 7 * 2 * 6


def test_two_dots_are_missing_not_zero():
    rows = read(FIXTURE).query("country_label == 'American Samoa' and year == 1996")
    assert len(rows) == 6
    assert rows[["value", "standard_error"]].isna().all(axis=None)


def test_countries_keep_the_names_of_the_bank():
    assert {"Taiwan, China", "Namibia", "Congo, Dem. Rep.", "Andorra"} <= set(read(FIXTURE)["country_label"])


def test_other_marks_of_a_missing_value(tmp_path):
    assert read(changed(tmp_path, "F2", "#N/A"))["value"].isna()[0]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("F1", "est", ["Missing column", "wgidataset.xlsx#Sheet1", "row 1", "estimate", "adapt"]),
        ("F2", "high", ["'high' is not a number", "row 2", "column estimate", "Correct"]),
        ("D3", "MMXXIII", ["'MMXXIII' is not a number", "row 3", "column year"]),
        ("E2", "xx", ["Unknown indicator 'xx'", "row 2", "column indicator", "INDICATORS"]),
        ("C2", None, ["No country", "row 2", "column countryname"]),
    ],
)
def test_bad_input_is_named(tmp_path, cell, value, said):
    with pytest.raises(SourceFormatError) as error:
        read(changed(tmp_path, cell, value))
    assert all(part in str(error.value) for part in said), str(error.value)


def test_duplicate_key_is_named(tmp_path):
    book = openpyxl.load_workbook(FIXTURE)
    book.active.append([cell.value for cell in book.active[2]])
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"Duplicate key.*row 86, column countryname, year, indicator.*Row 2"):
        read(tmp_path)


def test_missing_indicator_and_empty_sheet_are_named(tmp_path):
    book = openpyxl.load_workbook(FIXTURE)
    book.active.delete_rows(3, book.active.max_row)
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"No row for ge, pv, rl, rq, va .*column indicator.*complete file"):
        read(tmp_path)
    book.active.delete_rows(2)
    book.save(tmp_path / FIXTURE.name)
    with pytest.raises(SourceFormatError, match=r"No row below the header.*wgidataset\.xlsx#Sheet1, row 2"):
        read(tmp_path)

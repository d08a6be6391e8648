"""Containers: what is read, and what is said of a damaged one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl.errors import SourceFormatError
from etl.release_files import check_unique, find_file, number, read_csv, read_sheet, whole_number


def write(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_line_numbers_are_those_of_an_editor_also_after_a_label_on_two_lines(tmp_path):
    table = read_csv(write(tmp_path, b'Material,SR\r\n"Natural Teak\r\nwood",-\r\nZinc,0.4\r\n'), ["Material", "SR"])
    assert [(line.number, line.cells["SR"]) for line in table.lines] == [(2, "-"), (4, "0.4")]


def test_no_text_is_taken_for_a_missing_value(tmp_path):
    table = read_csv(write(tmp_path, b"\xef\xbb\xbfiso2,q\nNA,NA\n"), ["iso2", "q"])
    assert table.lines[0].cells == {"iso2": "NA", "q": "NA"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ["The file is empty", "a.csv", "row 1", "Take the file"]),
        (b"Material,SR\n", ["The file is empty", "a.csv"]),
        (b"Material\nZinc\n", ["Missing column", "a.csv", "row 1", "column SR", "adapt the source module"]),
        (b"Material,SR,SR\nZinc,1,2\n", ["Column named twice", "column SR"]),
        (b"Material,SR\nZinc,1\nLead\n", ["1 cells where the header has 2", "row 3"]),
        (b'Material,SR\n"Zinc,1\n', ["Not readable as CSV", "a.csv", "row 2"]),
        (b"Material,SR\nT\xfcrkiye,1\n", ["not utf-8", "a.csv", "byte 13"]),
    ],
)
def test_bad_csv_is_named_with_row_and_column(tmp_path, content, said):
    with pytest.raises(SourceFormatError) as error:
        read_csv(write(tmp_path, content), ["Material", "SR"])
    assert all(part in str(error.value) for part in said), str(error.value)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(SourceFormatError, match=r"missing.*a\.csv"):
        read_csv(tmp_path / "a.csv", ["x"])
    with pytest.raises(SourceFormatError, match=r"missing.*a\.xlsx"):
        read_sheet(tmp_path / "a.xlsx")


def workbook(folder: Path, name: str = "a.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active.append(["country", 1.5])
    book.create_sheet("Empty")
    book.save(folder / name)
    return folder / name


def test_cells_keep_their_type_and_position(tmp_path):
    sheet = read_sheet(workbook(tmp_path))
    assert (sheet.source_file, sheet.cell(1, 1), sheet.cell(1, 9), sheet.cell(9, 0)) == ("a.xlsx#Data", 1.5, None, None)


def test_missing_and_empty_sheets_are_named(tmp_path):
    path = workbook(tmp_path)
    with pytest.raises(SourceFormatError, match=r"no sheet 'Prices'.*a\.xlsx.*It has Data, Empty"):
        read_sheet(path, "Prices")
    with pytest.raises(SourceFormatError, match=r"sheet is empty.*a\.xlsx#Empty"):
        read_sheet(path, "Empty")


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.98])
def test_truncated_workbook_is_named(tmp_path, keep):
    whole = workbook(tmp_path).read_bytes()
    path = write(tmp_path, whole[: int(keep * len(whole)) if keep < 1 else keep], "cut.xlsx")
    with pytest.raises(SourceFormatError, match=r"Not a whole xlsx workbook.*cut\.xlsx.*Take the file"):
        read_sheet(path)


def test_damaged_member_is_named(tmp_path):
    content = bytearray(workbook(tmp_path).read_bytes())
    content[60] ^= 0xFF
    with pytest.raises(SourceFormatError, match=r"damaged|Not a whole"):
        read_sheet(write(tmp_path, bytes(content), "bad.xlsx"))


def test_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as container:
        container.writestr("readme.txt", "hello")
    with pytest.raises(SourceFormatError, match=r"Not a whole xlsx workbook"):
        read_sheet(tmp_path / "other.xlsx")


def test_a_folder_must_hold_the_release_once(tmp_path):
    with pytest.raises(SourceFormatError, match=r"No file matches 'a\*\.csv'"):
        find_file(tmp_path, "a*.csv")
    first = write(tmp_path, b"x", "a1.csv")
    assert find_file(tmp_path, "a*.csv") == find_file(first, "b*.csv") == first
    write(tmp_path, b"x", "a2.csv")
    with pytest.raises(SourceFormatError, match=r"2 files match.*a1\.csv, a2\.csv"):
        find_file(tmp_path, "a*.csv")


@pytest.mark.parametrize("cell", ["abc", "", None, True, "nan", "inf", "1_000", "1,000"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(SourceFormatError, match=r"is not a number \(file f, row 7, column c\)\. Correct"):
        number(cell, file="f", row=7, column="c")


def test_numbers_stay_as_they_are():
    assert [number(cell, file="f", row=1, column="c") for cell in ("-0.1", 3, 47.900000000000034)] == [
        -0.1,
        3.0,
        47.900000000000034,
    ]
    with pytest.raises(SourceFormatError, match="not a whole number"):
        whole_number("2020.5", file="f", row=1, column="year")


def test_duplicate_key_names_both_rows():
    with pytest.raises(SourceFormatError, match=r"Duplicate key 'a' \(file f, row 9, column k\)\. Row 2 has it too"):
        check_unique([("a", 2), ("b", 3), ("a", 9)], file="f", columns="k")

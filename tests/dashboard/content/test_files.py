"""Downloads hold exactly the drawn values, and no cell that a spreadsheet would run."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.content import files
from dashboard.content.meaning import Meaning

FRAME = pd.DataFrame(
    {
        "mineral": ["Rare earths", "=HYPERLINK(1)", "レアアース"],
        "china_share": [0.6612837465, float("nan"), -0.25],
        "year": [2024, 2024, 2024],
        "source_ids": [["baci"], ["baci", "reference"], ["baci"]],
    }
)
SOURCES = pd.DataFrame({"source_id": ["baci"], "citation": ["+cite"], "accessed_on": pd.to_datetime(["2026-11-23"])})
MEANINGS = {"china_share": Meaning("China's share", "Its share.", "share (0-1)", "share")}
PACKAGE = files.Package(FRAME, {"title": "Shares", "caveat 1": "=1+1"}, MEANINGS, SOURCES)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert files.neutralise(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1.5, 0, None, "x=1", "", True])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert files.neutralise(value) is value


def test_csv_gives_the_drawn_values_back() -> None:
    body = files.to_csv(PACKAGE)
    assert body.startswith(b"\xef\xbb\xbfmineral,")
    back = pd.read_csv(io.BytesIO(body))
    assert list(back.columns) == list(FRAME.columns)
    assert back["china_share"].tolist()[::2] == [0.6612837465, -0.25]
    assert back["china_share"].isna().tolist() == [False, True, False]
    assert back["mineral"].tolist() == ["Rare earths", "'=HYPERLINK(1)", "レアアース"]
    assert back["source_ids"].tolist() == ["baci", "baci; reference", "baci"]


def test_a_frame_without_a_table_is_the_data_sheet() -> None:
    book = load_workbook(io.BytesIO(files.to_xlsx(PACKAGE)))
    assert book.sheetnames == ["Data", "Columns", "Metadata", "Sources"]
    rows = list(book["Data"].values)
    assert rows[0] == tuple(FRAME.columns)
    assert [row[1] for row in rows[1:]] == [0.6612837465, None, -0.25]
    assert rows[2][0] == "'=HYPERLINK(1)"
    assert ("caveat 1", "'=1+1", "caveat 1", None) in book["Metadata"].values
    assert (None, None, "china_share", "share (0-1)", "Its share.") in book["Columns"].values
    assert list(book["Sources"].values)[1][1] == "'+cite"
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_xlsx_survives_control_characters() -> None:
    frame = pd.DataFrame({"text": ["a\x00b\x0bc"], "source_ids": [["baci"]]})
    book = load_workbook(io.BytesIO(files.to_xlsx(files.Package(frame, {}, {}, SOURCES))))
    assert book["Data"]["A2"].value == "abc"


def test_parquet_and_json_keep_lists_and_missing_values() -> None:
    table = pd.read_parquet(io.BytesIO(files.render(PACKAGE, "parquet")))
    assert [list(ids) for ids in table["source_ids"]] == FRAME["source_ids"].tolist()
    assert table["mineral"].tolist() == FRAME["mineral"].tolist()
    body = json.loads(files.render(PACKAGE, "json"))
    assert body["data"][1] == {
        "mineral": "=HYPERLINK(1)",
        "china_share": None,
        "year": 2024,
        "source_ids": ["baci", "reference"],
    }
    assert body["metadata"]["title"] == "Shares"
    assert body["sources"][0]["source_id"] == "baci"


def test_file_names_explain_themselves_and_are_safe() -> None:
    name = files.file_name(["Japan", "china-share", "value", 2024], "251a48d9", "csv")
    assert name == "japan_china-share_value_2024_v251a48d9.csv"
    assert files.file_name(["../Türkiye", "", "日本"], "a/b", "xlsx") == "t-rkiye_va-b.xlsx"


@given(st.lists(st.one_of(st.text(max_size=12), st.floats(allow_infinity=False), st.integers(-9, 9)), max_size=6))
def test_no_csv_cell_starts_dangerously_unless_it_is_a_number(values: list[object]) -> None:
    frame = pd.DataFrame({"cell": pd.Series(values, dtype=object)})
    back = pd.read_csv(io.BytesIO(files.to_csv(files.Package(frame, {}, {}, SOURCES))), dtype=str)
    for cell in back["cell"].dropna():
        assert not cell.startswith(files.RISKY_START) or _is_number(cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "json"])
def test_days_and_missing_days_are_written(kind: str) -> None:
    days = pd.DataFrame(
        {"day": pd.to_datetime(pd.Series(["2026-11-23", None])).astype("datetime64[us]"), "ids": [["a"], None]}
    )
    body = files.render(files.Package(days, {}, {}, days.head(0)), kind)
    if kind == "csv":
        assert body.decode("utf-8-sig").splitlines()[1:] == ["2026-11-23,a", ","]
    assert body

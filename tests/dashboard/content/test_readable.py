"""What a reader downloads is the table as drawn: its headings, its order, its numbers in the units of the headings."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.content import files, readable
from dashboard.content.column import Column
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.state.parameter import Parameter, fixed
from dashboard.words import formats, names

FRAME = pd.DataFrame(
    {
        "series_id": ["a", "b", "c"],
        "mineral_name_en": ["Tungsten", "=Gallium", None],
        "mineral_name_ja": ["タングステン", "ガリウム", None],
        "stage": ["ore", "refined", "product"],
        "year": [2024, 2024, 2024],
        "china_share": [0.6612837465, float("nan"), 0.25],
        "china_change_points": [-3.25, 1.0, float("nan")],
        "value_usd": [1234567.89, 0.0, float("nan")],
        "quantity_t": [1234.5, 0.25, float("nan")],
        "hhi": [0.5, float("nan"), 0.123456],
        "hs_codes": ["260700", "280530", "850511"],
        "source_url": ["https://example.org/a", "javascript:alert(1)", None],
        "china_share_2023": [0.1, 0.2, 0.3],
        "china_share_2024": [0.6612837465, float("nan"), 0.25],
        "source_ids": [["baci_hs92_v202601"], ["baci_hs92_v202601", "usgs_mcs_2026"], ["usgs_mcs_2026"]],
    }
)
COLUMNS = (
    Column("mineral_name_en", "Mineral", sub=lambda row: "Basket" if row["stage"] == "ore" else "", link="source_url"),
    Column("stage", "Stage", names.stage),
    Column("china_share", "China's share", formats.share, bar=True),
    Column("china_share_2023", "2023", formats.share),
    Column("china_share", "Since 2023", spark=("china_share_2023", "china_share_2024")),
    Column("china_change_points", "Change", formats.points),
    Column("value_usd", "Imports", formats.million_usd),
    Column("quantity_t", "imports", formats.tonnes),
    Column("hhi", "HHI", cell=lambda row: f"{row['hhi']:.2f} (few)" if row["hhi"] == 0.5 else "n/a"),
)


def panel(
    layout: pd.DataFrame | None = None,
    columns: Sequence[Column] = COLUMNS,
    depends: tuple[str, ...] | None = None,
    frame: pd.DataFrame = FRAME,
) -> Panel:
    caveats = ["Codes mix metals."]
    return Panel("p", "A title", frame, columns, "A caption", ["p"], caveats=caveats, layout=layout, depends=depends)


def sheet(package: files.Package, name: str = "Data") -> Worksheet:
    return load_workbook(io.BytesIO(files.to_xlsx(package)))[name]


def csv(package: files.Package) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(files.to_csv(package)), encoding="utf-8-sig")


@pytest.fixture(scope="module")
def package(reader: Reader) -> files.Package:
    return files.package(panel(), reader, "en", "http://host/?v=1")


HEADINGS = [
    "Mineral",
    "Mineral: detail",
    "Stage",
    "China's share",
    "China's share in that year: 2023",
    "Change, points",
    "Imports, million USD",
    "imports, t",
    "HHI",
]


def test_the_data_sheet_is_the_table_as_drawn(package: files.Package) -> None:
    data = sheet(package)
    rows = list(data.values)
    assert list(rows[0]) == HEADINGS
    assert rows[1] == (
        "Tungsten", "Basket", "Ore", 0.6612837465, 0.1, -3.25, pytest.approx(1.23456789, rel=1e-14), 1234.5,
        "0.50 (few)",
    )  # fmt: skip
    assert rows[2] == ("'=Gallium", None, "Refined", None, 0.2, 1.0, 0.0, 0.25, None)
    assert rows[3][0] is None and rows[3][6:8] == (None, None)


def test_numbers_are_shown_as_on_the_page_and_the_headings_stay_in_sight(package: files.Package) -> None:
    data = sheet(package)
    shown = dict(zip(HEADINGS, (cell.number_format for cell in data[2]), strict=True))
    assert shown["China's share"] == "0.0%" and shown["Change, points"] == "+0.0;-0.0;0.0"
    assert shown["Imports, million USD"] == "#,##0.0" and shown["imports, t"] == "#,##0.0"
    assert data.freeze_panes == "A2"
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in data[1])
    assert data["A2"].hyperlink.target == "https://example.org/a" and data["A3"].hyperlink is None


def test_the_whole_frame_stays_under_its_names(package: files.Package) -> None:
    header, *rows = sheet(package, "All columns").values
    assert list(header) == list(FRAME.columns)
    assert [row[header.index("value_usd")] for row in rows] == [1234567.89, 0, None]
    assert rows[1][header.index("source_ids")] == "baci_hs92_v202601; usgs_mcs_2026"
    body = json.loads(files.to_json(package))
    assert list(body["data"][0]) == list(FRAME.columns)
    assert list(pd.read_parquet(io.BytesIO(files.to_parquet(package)))) == list(FRAME.columns)


def test_a_csv_has_the_table_first_and_says_that_a_share_is_no_per_cent(package: files.Package) -> None:
    read = csv(package)
    first = [f"{one} (0-1)" if "share" in one else one for one in HEADINGS]
    rest = [name for name in FRAME if name not in {
        "mineral_name_en", "china_share", "china_share_2023", "china_change_points", "quantity_t",
    }]  # fmt: skip
    assert list(read.columns) == [*first, *rest]
    assert read["China's share (0-1)"].tolist()[::2] == [0.6612837465, 0.25]
    assert read["value_usd"].tolist()[:2] == [1234567.89, 0.0]
    assert {"year", "hs_codes", "source_ids"} <= set(read.columns)


def test_every_column_is_explained_by_heading_and_name(package: files.Package) -> None:
    explained = {row[2]: row for row in sheet(package, "Columns").values}
    assert set(FRAME.columns) <= set(explained)
    assert explained["china_share"][:2] == ("China's share", "share (0-1), shown as per cent")
    assert explained["value_usd"][:4] == ("Imports, million USD", "million USD", "value_usd", "USD")
    assert explained["series_id"][0] is None and explained["series_id"][4]
    assert {one["name"] for one in json.loads(files.to_json(package))["columns"]} >= set(FRAME.columns)


def test_headings_are_in_the_language_of_the_file(reader: Reader) -> None:
    columns = [Column("mineral_name_ja", "鉱物"), Column("value_usd", "輸入額", formats.million_usd)]
    made = files.package(panel(columns=columns), reader, "ja", "")
    assert [cell.value for cell in sheet(made)[1]] == ["鉱物", "輸入額, million USD"]
    assert csv(made)["鉱物"].tolist()[:2] == ["タングステン", "ガリウム"]
    assert made.columns["hhi"].text.endswith("。")


def test_where_the_table_is_arranged_otherwise_a_csv_keeps_the_rows_of_the_frame(reader: Reader) -> None:
    layout = pd.DataFrame({"year": [2024], "ore": [0.6612837465], "refined": [float("nan")]})
    columns = [Column("year", "Year"), Column("ore", "Ore", formats.share), Column("refined", "Refined", formats.share)]
    made = files.package(panel(layout, columns), reader, "en", "")
    assert list(sheet(made).values) == [("Year", "Ore", "Refined"), (2024, 0.6612837465, None)]
    assert list(sheet(made, "Columns").values)[2][4] == "A caption"
    read = csv(made)
    assert list(read.columns)[:4] == ["Mineral", "Year", "China's share (0-1)", "Change in five years, points"]
    assert len(read) == len(FRAME) and read["China's share (0-1)"][0] == 0.6612837465


def test_metadata_name_only_the_choices_that_matter(reader: Reader) -> None:
    def labelled(_ask: object) -> dict[str, str]:
        return {"JPN": "Japan"}

    importer = Parameter("importer", "Importer", "", fixed("JPN"), labelled)
    other = Parameter("other", "Other", "", fixed("x"))
    taken = ((importer, other), {"importer": "JPN", "other": "x"})
    made = files.package(panel(depends=("importer",)), reader, "en", "http://host/", *taken)
    rows = list(sheet(made, "Metadata").values)
    assert ("Importer", "Japan", "importer", "JPN") in rows
    assert not any(row[2] == "other" for row in rows)
    assert {"title", "caption", "caveat 1", "data_version", "built_on", "link", "rows", "licence"} <= {
        row[2] for row in rows
    }
    everything = files.package(panel(), reader, "en", "", *taken)
    assert [one.name for one in everything.choices] == ["importer", "other"]


def test_lists_and_days_as_drawn(reader: Reader) -> None:
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime(pd.Series(["2026-11-23", None])),
            "mineral_ids": [["a", "b"], None],
            "source_ids": [["usgs_mcs_2026"]] * 2,
        }
    )
    made = files.package(
        panel(None, [Column("day", "Day"), Column("mineral_ids", "Minerals")], frame=frame), reader, "en", ""
    )
    data = sheet(made)
    assert data["A2"].is_date and data["A2"].number_format == "yyyy-mm-dd" and data["A3"].value is None
    assert data["B2"].value == "a; b"
    assert files.to_csv(made).decode("utf-8-sig").splitlines()[1].startswith("2026-11-23,a; b,")


@given(st.lists(st.sampled_from(["Year", "year", "Share", "Share (2)", ""]), max_size=8), st.sets(st.just("Year")))
def test_headings_differ_whatever_the_case(headings: list[str], taken: set[str]) -> None:
    made = readable.unique(headings, taken)
    assert len({one.casefold() for one in made}) == len(headings) == len(made)
    assert taken.isdisjoint(made)


@given(st.lists(st.floats(-1e12, 1e12) | st.none(), min_size=1, max_size=5))
def test_a_number_keeps_its_digits_in_the_unit_of_its_heading(values: list[float | None]) -> None:
    frame = pd.DataFrame({"v": pd.Series(values, dtype=float)})
    kinds = {formats.share: 1, formats.tonnes: 1, formats.million_usd: 1e6}
    for show, unit in kinds.items():
        (made,) = readable.columns(frame, [Column("v", "V", show)], {})
        assert made.values.isna().tolist() == [value is None for value in values]
        assert (made.values.dropna() * unit).tolist() == pytest.approx([v for v in values if v is not None], rel=1e-14)
        assert made.plain == (unit == 1)

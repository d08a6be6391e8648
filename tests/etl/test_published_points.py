"""Published points: one point per printed figure, nothing filled in, and what is said of a bad file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.errors import SourceFormatError
from etl.sources import published_points
from etl.sources._published_periods import period

FIXTURES = Path(__file__).parents[1] / "fixtures" / "published_points"
CORE = Path(__file__).parents[2] / "etl" / "sql" / "schema" / "core.sql"
MONTHLY, ANNUAL, JAPAN, PRICES, MAGNETS = published_points.COLUMNS


def read(folder: Path = FIXTURES) -> pd.DataFrame:
    (only,) = published_points.tidy(published_points.extract(folder))
    assert (only.source_id, only.table) == ("published_points_2026_11", "published_point")
    return only.rows


@pytest.fixture(scope="module")
def points() -> pd.DataFrame:
    return read()


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "release"))


def line(points: pd.DataFrame, file: str, text: str) -> pd.DataFrame:
    """The points of the first line of a fixture that contains ``text``."""
    lines = (FIXTURES / file).read_text("utf-8").split("\n")
    number = next(i for i, each in enumerate(lines, start=1) if text in each)
    return points[(points["source_file"] == file) & (points["source_row"] == number)]


def test_columns_are_those_of_the_core_table(points):
    con = duckdb.connect()
    con.execute(CORE.read_text("utf-8"))
    found = con.execute("select column_name from duckdb_columns() where table_name = 'published_point'").fetchall()
    expected = ["mineral_label" if name == "mineral_id" else name for (name,) in found if name != "source_id"]
    assert list(points.columns) == expected


def test_first_gallium_for_japan_after_the_controls(points):
    row = line(points, MONTHLY, "JPN,1000,").iloc[0]
    assert (row["topic"], row["from_iso3"], row["to_iso3"]) == ("china_exports", "CHN", "JPN")
    assert (row["value"], row["unit"], row["basis"]) == (1000, "kg", "reported")
    assert (row["period_start"], row["period_end"]) == (date(2023, 11, 1), date(2023, 11, 30))


def test_nothing_is_interpolated_and_conflicts_are_both_kept(points):
    monthly = points[(points["source_file"] == MONTHLY) & (points["to_iso3"] == "WLD")]
    assert set(monthly.query("period_start == @date(2022, 11, 1)")["value"]) == {5611, 5610}
    assert monthly.query("period_start > @date(2022, 11, 30) and period_start < @date(2023, 10, 1)").empty
    totals = points[(points["source_file"] == ANNUAL) & (points["unit"] == "kg")]
    assert set(totals.query("period_start == @date(2024, 1, 1) and to_iso3 == 'WLD'")["value"]) == {69440, 60880}
    assert sorted(points[(points["topic"] == "magnet_exports") & (points["unit"] == "t")]["value"]) == [280, 280, 411.3]


def test_two_months_published_together_stay_one_point(points):
    row = line(points, MONTHLY, "gallium,2024,,2024-01,2024-02").iloc[0]
    assert (row["period_start"], row["period_end"], row["value"]) == (date(2024, 1, 1), date(2024, 2, 29), 2760)


def test_a_share_without_weight_is_a_share(points):
    row = line(points, MONTHLY, "JPN,,share_only").iloc[0]
    assert (row["value"], row["unit"], row["basis"]) == (65.4, "%", "share_only")


def test_an_implied_zero_is_zero_and_says_so(points):
    row = line(points, MONTHLY, "JPN,0,implied").iloc[0]
    assert (row["value"], row["basis"]) == (0, "implied")


def test_one_row_gives_a_point_per_figure(points):
    found = line(points, JAPAN, "year of China figure").set_index("unit")
    assert found["value"].to_dict() == {"t": 55, "%": 60}
    assert set(found["qualifier"]) == {"about"}
    value = line(points, ANNUAL, "8.47").set_index("unit")
    assert value["value"].to_dict() == {"USD million": 8.47, "% change on year": -66}


def test_words_without_a_figure_stay_without_a_value(points):
    row = line(points, ANNUAL, "nearly three quarters").iloc[0]
    assert pd.isna(row["value"])
    assert row["unit"] == "not stated"
    assert "three quarters" in row["note"]
    assert pd.isna(line(points, JAPAN, "12 months after").iloc[0]["value"])


@pytest.mark.parametrize(
    ("file", "text", "end"),
    [
        (ANNUAL, "2022-01 to late 2023", date(2023, 12, 31)),
        (ANNUAL, "2024 year to date (Dec report)", date(2024, 12, 31)),
        (JAPAN, "12 months after 2023-08", date(2024, 7, 31)),
        (JAPAN, "since 2023-08 (level, period not stated)", date(2024, 12, 31)),
        (JAPAN, "three months from 2026-01", date(2026, 3, 31)),
        (JAPAN, "about 2010", date(2010, 12, 31)),
    ],
)
def test_a_loose_period_is_read_widely_and_the_note_says_so(points, file, text, end):
    row = line(points, file, text).iloc[0]
    assert row["period_end"] == end
    assert f"Period as printed: {text}" in row["note"]


def test_two_countries_in_one_figure_are_no_country(points):
    row = line(points, JAPAN, "AUS+CAN").iloc[0]
    assert pd.isna(row["from_iso3"])
    assert (row["value"], row["qualifier"]) == (50, "more than")
    assert "AUS and CAN together" in row["note"]


def test_a_printed_range_keeps_both_ends(points):
    row = line(points, JAPAN, "70-85").query("unit == '%'").iloc[0]
    assert (row["value"], row["value_high"]) == (70, 85)


def test_prices_keep_their_currency_and_what_was_printed(points):
    quote = line(points, PRICES, "2023-09-22").set_index("unit")
    assert quote.loc["CNY/kg", ["value", "value_high"]].tolist() == [2000, 2100]
    assert quote.loc["USD/kg", ["value", "value_high"]].tolist() == [277, 292]
    only_high = line(points, PRICES, "2025-12-22").iloc[0]
    assert pd.isna(only_high["value"])
    assert (only_high["value_high"], only_high["qualifier"]) == (1450, "up to")
    quarter = line(points, PRICES, "2025-Q3").set_index("unit")
    assert quarter["basis"].to_dict() == {"USD/t": "reported", "USD/kg": "computed"}
    assert set(quarter["period_start"]) == {date(2025, 7, 1)}
    assert quarter["published_date"].isna().all()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2023-12-29", date(2023, 12, 29), date(2023, 12, 29)),
        ("2025-01 to 2025-11", date(2025, 1, 1), date(2025, 11, 30)),
    ],
)
def test_plain_periods(text, start, end):
    assert period(text) == (start, end, True)


def test_periods_that_say_nothing():
    assert period("n.d.", "2024") == (date(2024, 1, 1), date(2024, 12, 31), False)
    for text, year in (("n.d.", ""), ("soon", "2024"), ("2024-13", ""), ("since 2023-08", ""), ("2024 to soon", "")):
        assert period(text, year) is None


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (MONTHLY, "quantity_kg", "kg", ["Missing column", "row 1", "quantity_kg"]),
        (MONTHLY, "WORLD,5611,", "WORLD,5.6 t,", ["'5.6 t' is not a number", "row 2", "column quantity_kg"]),
        (MONTHLY, "WORLD,5611,reported,", "WORLD,5611,guess,", ["'guess'", "row 2", "column basis", "reported"]),
        (MONTHLY, "2022-11,2022-11,WORLD,5611", "2022-11,2022-10,WORLD,5611", ["not a period", "row 2"]),
        (ANNUAL, "2022-01 to late 2023", "some time", ["'some time' is not a period", "row 2", "column period"]),
        (ANNUAL, "51.4,=", "51.4,?", ["'?' is not known", "row 2", "column qualifier"]),
        (JAPAN, ",0,t,\"MOF", ",0,,\"MOF", ["without a unit", "row 2", "column unit"]),
        (JAPAN, "https://argusmedia.com/en/news-and-insights/latest-market-news/2653631-japan-s-burmese-antimony-imports-"
         "surge-in-december", "", ["without a source", "row 2", "column source_url"]),
        (PRICES, "390,400,USD", ",,USD", ["without a price", "row 2"]),
        (PRICES, "390,400,USD", "400,390,USD", ["below the lower", "row 2", "column price_high"]),
        (MAGNETS, "paragraph 2,high", "paragraph 2,sure", ["'sure'", "row 2", "column confidence"]),
    ],
)  # fmt: skip
def test_bad_input_is_named(folder, file, old, new, said):
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SourceFormatError) as error:
        read(folder)
    assert all(part in str(error.value) for part in [file, *said]), str(error.value)


def test_a_row_twice_an_empty_and_a_missing_file_are_named(folder):
    lines = (folder / PRICES).read_text("utf-8").rstrip("\n").split("\n")
    (folder / PRICES).write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")
    with pytest.raises(SourceFormatError, match=f"Duplicate key.*{PRICES}, row 7"):
        read(folder)
    (folder / PRICES).write_bytes(b"")
    with pytest.raises(SourceFormatError, match=f"empty.*{PRICES}"):
        read(folder)
    (folder / PRICES).unlink()
    with pytest.raises(SourceFormatError, match=PRICES):
        read(folder)

"""CEPII BACI: releases in the publisher's layout with their warts, and releases that are broken."""

from __future__ import annotations

import gzip
import re
import zipfile
from pathlib import Path

import pytest

from etl.errors import EtlError, SourceFormatError, UnknownNameError
from etl.sources import baci_hs17, baci_hs92

HEADER = "t,i,j,k,v,q"
# 276 and 280 are both DEU over time; 490 has no ISO2; Namibia's ISO2 is the text NA; 842 is the United States.
COUNTRIES = """country_code,country_name,country_iso2,country_iso3
156,China,CN,CHN
276,Germany,DE,DEU
280,"Fed. Rep. of Germany (...1990)",DE,DEU
392,Japan,JP,JPN
490,"Other Asia, nes",,S19
516,Namibia,NA,NAM
842,USA,US,USA
"""
YEARS = {
    1995: ["1995,280,392,284690,36.609,423", "1995,842,392,010121,5,1", "1995,156,392,284690,1000.001,NA"],
    1996: ["1996,490,392,284690,0.021,0.025", "1996,156,276,999999,1,1", "1996,516,392,260200,12.5,NA"],
    1997: ["1997,156,392,284690,2468.125,1234.567", "1997,156,490,284690,7,0.004"],
}
EXTRACT = """year,exporter_iso3,importer_iso3,hs6,value_usd,qty_t,completeness
2018,CHN,JPN,260600,4970.0,,top6
2018,AUS,JPN,010121,1.0,,top6
2024,S19,JPN,260600,25.5,0.125,full
2024,NAM,JPN,260600,1e6,12,full
"""


def release(
    folder: Path, *, countries: str | None = COUNTRIES, edition: str = "HS92", **changed: list[str] | str
) -> Path:
    """A release zip; ``y1996=[...]`` replaces the lines of a year, a text its whole file."""
    path = folder / "BACI_HS92_V202601.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year, lines in YEARS.items():
            content = changed.get(f"y{year}", lines)
            text = content if isinstance(content, str) else "\n".join([HEADER, *content]) + "\n"
            archive.writestr(f"BACI_{edition}_Y{year}_V202601.csv", text)
        if countries is not None:
            archive.writestr("country_codes_V202601.csv", countries)
        archive.writestr("product_codes_HS92_V202601.csv", "code,description\n284690,Rare earths\n")
    return path


def rows(path: Path) -> list[tuple]:
    with baci_hs92.extract(path) as raw:
        (made,) = baci_hs92.tidy(raw)
        assert (made.source_id, made.table) == ("baci_hs92_v202601", "trade_flow")
        return made.rows.order("source_file, source_row").fetchall()


def refusal(path: Path, source=baci_hs92) -> EtlError:
    with pytest.raises(EtlError) as error, source.extract(path) as raw:
        source.tidy(raw)
    return error.value


def test_values_and_lines_are_those_of_the_release(tmp_path):
    found = rows(release(tmp_path))
    expected = [
        (1995, "DEU", "JPN", 36.609, 423.0, 2), (1995, "CHN", "JPN", 1000.001, None, 4),
        (1996, "S19", "JPN", 0.021, 0.025, 2), (1996, "NAM", "JPN", 12.5, None, 4),
        (1997, "CHN", "JPN", 2468.125, 1234.567, 2), (1997, "CHN", "S19", 7.0, 0.004, 3),
    ]  # fmt: skip
    assert [(r[0], r[1], r[2], r[5], r[6], r[9]) for r in found] == expected
    assert {(r[3], r[4], r[7]) for r in found} == {("284690", "HS92", "full"), ("260200", "HS92", "full")}
    for row in found:
        year, _, _, hs6, _, value, _, _, file, line = row
        text = "\n".join([HEADER, *YEARS[year]]).split("\n")[line - 1]
        assert file == f"BACI_HS92_Y{year}_V202601.csv"
        assert text.startswith(f"{year},") and f",{hs6},{value:g}" in text


def test_blanks_byte_order_marks_and_windows_lines(tmp_path):
    text = "\ufeff" + "\r\n".join([HEADER, *YEARS[1996]]) + "\r\n"
    assert [row[9] for row in rows(release(tmp_path, y1996=text)) if row[0] == 1996] == [2, 4]
    padded = ["1995, 280, 392,284690,      36.609,        423", "1995,156,392,284690,1000.001,NA"]
    assert [row[5:7] for row in rows(release(tmp_path, y1995=padded)) if row[0] == 1995] == [
        (36.609, 423.0), (1000.001, None),
    ]  # fmt: skip


def test_a_folder_with_the_zip_will_do(tmp_path):
    release(tmp_path)
    assert len(rows(tmp_path)) == 6


@pytest.mark.parametrize(
    ("changed", "what", "row", "column"),
    [
        ({"y1996": "t,i,j,k,v\n1996,490,392,284690,1\n"}, "Columns are t,i,j,k,v, expected t,i,j,k,v,q", 1, "q"),
        ({"y1996": ""}, "The file is empty", None, None),
        ({"y1996": HEADER + "\n"}, "holds no flow of our codes", None, None),
        ({"y1996": [*YEARS[1996], "1996,156,392,284690,many,1"]}, "not what the release documents: .*many", 5, "v"),
        ({"y1996": [*YEARS[1996], "1996,156,392,284690,1"]}, "not what the release documents", 5, "q"),
        ({"y1996": ["1996,490,392,284690,NA,1"]}, "The cell is empty", 2, "v"),
        ({"y1996": ["1996,490,392,284690,-1,1"]}, "no amount that a flow can have", 2, "v"),
        ({"y1996": ["1996,490,392,284690,1,inf"]}, "no amount that a flow can have", 2, "q"),
        ({"y1996": ["1996,490,,284690,1,1"]}, "not what the release documents", 2, "j"),
        ({"y1996": [*YEARS[1996], "1997,156,392,284690,1,1"]}, "1997 is not the year of the file", 5, "t"),
        (
            {"y1996": [*YEARS[1996], YEARS[1996][0]]},
            "The flow 1996, 490 to 392, 284690 occurs more than",
            "2 and 5",
            None,
        ),
    ],
)
def test_broken_years(tmp_path, changed, what, row, column):
    error = refusal(release(tmp_path, **changed))
    assert isinstance(error, SourceFormatError) and re.search(what, error.what)
    assert (str(error.file), error.row, error.column) == ("BACI_HS92_Y1996_V202601.csv", row, column)
    assert error.todo


def test_unknown_country_codes_are_all_named(tmp_path):
    changed = {"y1996": ["1996,777,392,284690,1,1"], "y1997": ["1997,156,888,284690,1,1"]}
    error = refusal(release(tmp_path, **changed))
    assert isinstance(error, UnknownNameError)
    assert "'777' in BACI_HS92_Y1996_V202601.csv" in str(error) and "'888' in BACI_HS92_Y1997" in str(error)


@pytest.mark.parametrize(
    ("countries", "what"),
    [
        (None, "no country_codes file"),
        ("", "The file is empty"),
        (COUNTRIES.replace("country_iso3", "iso3"), "Columns are country_code,country_name,country_iso2,iso3"),
        (COUNTRIES.replace("392,", "Japan,"), "'Japan' is no number"),
        (COUNTRIES.replace("CN,CHN", "CN,"), "has no ISO3"),
    ],
)
def test_broken_country_list(tmp_path, countries, what):
    assert what in refusal(release(tmp_path, countries=countries)).what


def test_wrong_edition_or_something_else(tmp_path):
    assert "Expected the HS92 release, found HS17" in str(refusal(release(tmp_path, edition="HS17")))
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "found no BACI_HS92_Y<year>_V<version>.csv" in str(refusal(other))
    (tmp_path / "empty").mkdir()
    assert "BACI_HS92_V*.zip" in str(refusal(tmp_path / "empty"))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_truncated_or_damaged_zip(tmp_path, part):
    path = release(tmp_path, y1997=[f"1997,156,392,284690,{n},{n}" for n in range(1)] + ["1997,1,2,1,1,1"] * 20_000)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert "The archive cannot be read" in refusal(path).what
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(40) + whole[middle + 40 :])
    assert "The archive cannot be read" in refusal(path).what


# The extract in HS17


def extract_file(folder: Path, text: str = EXTRACT, name: str = "baci_hs17_v202601_extract.csv.gz") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_extract_as_published(tmp_path):
    path = extract_file(tmp_path)
    for given in (path, tmp_path):
        with baci_hs17.extract(given) as raw:
            (made,) = baci_hs17.tidy(raw)
            assert (made.source_id, made.table) == ("baci_hs17_v202601", "trade_flow")
            found = made.rows.order("source_row").fetchall()
        assert [(r[0], r[1], r[3], r[5], r[6], r[7], r[9]) for r in found] == [
            (2018, "CHN", "260600", 4970.0, None, "top6", 2), (2024, "S19", "260600", 25.5, 0.125, "full", 4),
            (2024, "NAM", "260600", 1e6, 12.0, "full", 5),
        ]  # fmt: skip
        assert {r[8] for r in found} == {path.name}


@pytest.mark.parametrize(
    ("old", "new", "what", "row", "column"),
    [
        ("qty_t,", "", "Columns are year,exporter_iso3", 1, "qty_t"),
        (EXTRACT, "", "Columns are none", 1, "year"),
        (EXTRACT[EXTRACT.index("2018") :], "", "The file holds no rows", None, None),
        ("2018,CHN", "two,CHN", "'two' is not what this column holds", 2, "year"),
        ("25.5,0.125", "25.5,some", "'some' is not what this column holds", 4, "qty_t"),
        ("25.5,0.125", "-25.5,0.125", "'-25.5' is not what this column holds", 4, "value_usd"),
        ("25.5,0.125", "nan,0.125", "'nan' is not what this column holds", 4, "value_usd"),
        ("25.5,0.125", ",0.125", "The cell is empty", 4, "value_usd"),
        ("S19,JPN", "CHN", "The line does not have 7 cells", 4, None),
        (
            "12,full",
            "12,full\n2024,NAM,JPN,260600,3,1,full",
            "NAM JPN 260600 occurs more than once",
            "5 and 6",
            None,
        ),
    ],
)
def test_broken_extract(tmp_path, old, new, what, row, column):
    error = refusal(extract_file(tmp_path, EXTRACT.replace(old, new, 1)), baci_hs17)
    assert isinstance(error, SourceFormatError) and what in error.what
    assert (error.row, error.column) == (row, column) and error.todo


def test_extract_that_is_truncated_or_no_gzip_or_without_a_version(tmp_path):
    path = extract_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    assert "The file cannot be read" in refusal(path, baci_hs17).what
    path.write_text(EXTRACT, "utf-8")
    assert "The file cannot be read" in refusal(path, baci_hs17).what
    assert "holds no version" in refusal(extract_file(tmp_path, name="extract.csv.gz"), baci_hs17).what

"""Mineral Commodity Summaries: every way in which a release can be broken ends with one message that says where."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl.errors import EtlError, SourceFormatError, UnknownNameError
from etl.sources import usgs_mcs

RELEASES = Path(__file__).parents[1] / "fixtures" / "usgs_mcs"


@pytest.fixture
def release(tmp_path):
    """A copy of one edition that a test may spoil."""

    def copy(edition: str) -> Path:
        target = tmp_path / edition
        shutil.copytree(RELEASES / edition, target)
        return target

    return copy


def refresh(folder: Path) -> dict[str, pd.DataFrame]:
    return {s.table: s.rows for s in usgs_mcs.tidy(usgs_mcs.extract(folder))}


def spoil(file: Path, old: str, new: str, *, encoding: str = "utf-8") -> None:
    text = file.read_bytes().decode(encoding)
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode(encoding))


def refused(folder: Path, error: type[EtlError], *parts: str) -> None:
    with pytest.raises(error) as caught:
        refresh(folder)
    for part in parts:
        assert part in str(caught.value)
    assert caught.value.todo


def test_headings_that_a_spreadsheet_program_named_are_ignored(release):
    folder = release("2024")
    file = folder / "world" / "mcs2024-mgcomp_world.csv"
    heading = file.read_bytes().decode("utf-8").split("\r\n", 1)[0]
    spoil(file, heading, re.sub(r",,", ",Unnamed: 8,", heading, count=1))
    assert "Magnesium compounds (magnesite)" in set(refresh(folder)["production"]["mineral_label"])


def test_a_missing_column_is_named(release):
    folder = release("2023")
    spoil(folder / "world" / "mcs2023-galli_world.csv", ",Country,", ",Land,")
    refused(folder, SourceFormatError, "mcs2023-galli_world.csv", "row 1", "column Country")


def test_a_missing_column_of_the_long_table_is_named(release):
    folder = release("2026")
    spoil(folder / "MCS2026_Commodities_Data.csv", ",Value,", ",Amount,", encoding="cp1252")
    refused(folder, SourceFormatError, "MCS2026_Commodities_Data.csv", "row 1", "column Value")


def test_an_unknown_unit_in_a_heading_is_named(release):
    folder = release("2023")
    spoil(folder / "world" / "mcs2023-galli_world.csv", "Prod_kg_2021", "Prod_oz_2021")
    refused(folder, SourceFormatError, "mcs2023-galli_world.csv", "row 1", "column Prod_oz_2021")


def test_a_word_in_place_of_a_figure_is_named(release):
    folder = release("2024")
    spoil(folder / "world" / "mcs2024-galli_world.csv", "600000,600000", "600000,many")
    refused(folder, SourceFormatError, "'many'", "mcs2024-galli_world.csv", "row 3", "column Prod_kg_est_2023")


def test_a_word_in_place_of_a_price_is_named(release):
    folder = release("2023")
    spoil(folder / "salient" / "mcs2023-simet_salient.csv", "137.94", "dear")
    refused(folder, SourceFormatError, "'dear'", "mcs2023-simet_salient.csv", "row 5", "column Price_FeSi2_50_ctslb")


def test_a_word_in_place_of_a_year_is_named(release):
    folder = release("2026")
    spoil(folder / "MCS2026_Commodities_Data.csv", ",metric tons,2024,", ",metric tons,last year,", encoding="cp1252")
    refused(folder, SourceFormatError, "'last year'", "MCS2026_Commodities_Data.csv", "row ", "column Year")


def test_an_empty_file_is_named(release):
    folder = release("2023")
    (folder / "world" / "mcs2023-galli_world.csv").write_bytes(b"")
    refused(folder, SourceFormatError, "empty", "mcs2023-galli_world.csv", "Download")


def test_a_line_with_too_many_cells_is_named(release):
    folder = release("2023")
    spoil(folder / "world" / "mcs2023-germa_world.csv", "MCS2023,China,", "MCS2023,China,,,,,,,,,,")
    refused(folder, SourceFormatError, "mcs2023-germa_world.csv", "row 3", "comma")


def test_a_figure_without_a_country_is_named(release):
    folder = release("2023")
    spoil(folder / "world" / "mcs2023-germa_world.csv", "MCS2023,China,", "MCS2023,,")
    refused(folder, SourceFormatError, "mcs2023-germa_world.csv", "row 3", "column Country")


def test_the_same_figure_twice_is_named_with_both_lines(release):
    folder = release("2024")
    file = folder / "world" / "mcs2024-galli_world.csv"
    spoil(file, "MCS2024,Russiae,", "MCS2024,China,")
    refused(folder, SourceFormatError, "Gallium, China, 2022", "line 3", "mcs2024-galli_world.csv", "row 6", "mend")


def test_a_mended_heading_that_no_longer_fits_stops(release):
    folder = release("2023")
    spoil(folder / "salient" / "mcs2023-niobi_salient.csv", "Price_kg", "Price_dkg")
    refused(folder, SourceFormatError, "mcs2023-niobi_salient.csv", "row 1", "'Price_dkg'", "remove the mend")


def test_new_chapters_are_listed_all_at_once(release):
    folder = release("2026")
    file = folder / "MCS2026_Commodities_Data.csv"
    spoil(file, "GALLIUM,", "UNOBTAINIUM,", encoding="cp1252")
    spoil(file, "ANTIMONY,", "PHLOGISTON,", encoding="cp1252")
    refused(folder, UnknownNameError, "2 unknown chapters", "'UNOBTAINIUM'", "'PHLOGISTON'", "LEFT_OUT", " line ")


def test_a_new_type_of_figure_is_listed(release):
    folder = release("2023")
    spoil(folder / "world" / "mcs2023-timin_world.csv", "Mine production: Ilmenite,", "Mine production: leucoxene,")
    refused(folder, UnknownNameError, "leucoxene", "mcs2023-timin_world.csv line", "COUNTED")


def test_a_new_price_is_listed(release):
    folder = release("2023")
    spoil(folder / "salient" / "mcs2023-simet_salient.csv", "Price_Si_ctslb", "Price_Polysilicon_dkg")
    refused(folder, UnknownNameError, "Price_Polysilicon_dkg", "mcs2023-simet_salient.csv", "_usgs_mcs_series")


def test_half_a_release_is_refused(release):
    folder = release("2025")
    shutil.rmtree(folder / "salient")
    refused(folder, SourceFormatError, "salient tables are missing", "2025", "complete release")


def test_a_folder_without_a_release_is_refused(tmp_path):
    refused(tmp_path, SourceFormatError, "No data release", str(tmp_path), "Commodities_Data.csv")


def test_a_file_in_place_of_the_folder_is_refused():
    refused(RELEASES / "2026" / "MCS2026_Commodities_Data.csv", SourceFormatError, "not a folder", "unpacked")

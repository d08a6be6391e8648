"""Uranium production: figures as published, and what is said of a bad file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import SourceFormatError
from etl.sources import wna_uranium

FIXTURE = Path(__file__).parents[1] / "fixtures" / "wna_uranium" / "wna_uranium_mine_production_2015_2024.csv"


def read(path: Path):
    (only,) = wna_uranium.tidy(wna_uranium.extract(path))
    return only.rows


def changed(folder: Path, old: str, new: str) -> Path:
    text = FIXTURE.read_text("utf-8")
    assert old in text
    path = folder / FIXTURE.name
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_kazakhstan_2024_is_traceable_to_its_line():
    row = read(FIXTURE).query("country_label == 'Kazakhstan' and year == 2024").iloc[0]
    assert (row["value"], row["unit"], row["stage"], row["weight_basis"]) == (23270, "t", "ore", "content")
    assert (row["value_text"], row["source_file"], row["source_row"]) == ("23270", FIXTURE.name, 3)


def test_totals_others_and_estimates_are_kept_as_published():
    rows = read(FIXTURE.parent)
    assert len(rows) == 10
    assert rows.query("country_label == 'World total' and year == 2024")["value"].item() == 60213
    assert rows.query("country_label == 'Others' and year == 2024")["value"].item() == 155
    assert set(rows.query("country_label == 'India'")["status"]) == {"estimated"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tonnes_u", "tonnes", ["Missing column", FIXTURE.name, "row 1", "tonnes_u", "adapt"]),
        ("23270", "n/a", ["'n/a' is not a number", FIXTURE.name, "row 3", "column tonnes_u", "Correct"]),
        ("2024,23270", "20x4,23270", ["'20x4' is not a number", "row 3", "column year"]),
        ("Kazakhstan,KAZ,2024", "Kazakhstan,KAZ,2023", ["Duplicate key", "row 3", "country, year", "Row 2"]),
        ("23270,reported", "23270,provisional", ["'provisional'", "row 3", "column status", "reported or estimated"]),
        ("Kazakhstan,KAZ,2024", ",KAZ,2024", ["No country", "row 3", "column country"]),
    ],
)
def test_bad_input_is_named(tmp_path, old, new, said):
    with pytest.raises(SourceFormatError) as error:
        read(changed(tmp_path, old, new))
    assert all(part in str(error.value) for part in said), str(error.value)


def test_empty_file_is_named(tmp_path):
    (tmp_path / FIXTURE.name).write_bytes(b"")
    with pytest.raises(SourceFormatError, match=r"empty.*wna_uranium_mine"):
        read(tmp_path)

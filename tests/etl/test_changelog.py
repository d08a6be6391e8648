"""The changelog of the numbers travels with them; what does not name a day stops the build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import changelog
from etl.errors import DataFileError


def written(folder: Path, text: str) -> Path:
    path = folder / "CHANGELOG.md"
    path.write_text(text, "utf-8")
    return path


def test_every_entry_has_its_day_and_its_paragraphs(tmp_path: Path) -> None:
    path = written(
        tmp_path, "# Title\n\nIntroduction.\n\n## 2027-01-31\n\nOne\nline.\n\nTwo.\n\n## 2026-11-23\n\nFirst.\n"
    )
    assert changelog.entries(path) == [(date(2027, 1, 31), "One line.\n\nTwo."), (date(2026, 11, 23), "First.")]


@pytest.mark.parametrize(
    ("text", "row"),
    [("", None), ("# Title\n\nno entry\n", None), ("## soon\n", 1), ("# T\n\n## 2026-13-01\nx\n", 3)],
)
def test_a_changelog_without_days_is_refused(tmp_path: Path, text: str, row: int | None) -> None:
    with pytest.raises(DataFileError) as refused:
        changelog.entries(written(tmp_path, text))
    assert refused.value.row == row
    assert "CHANGELOG.md" in str(refused.value)


def test_a_missing_changelog_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="missing"):
        changelog.entries(tmp_path / "CHANGELOG.md")


def test_the_file_holds_the_committed_changelog(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("select entry, day, changes from meta.changelog order by entry").fetchall()
    committed = changelog.entries(Path(changelog.__file__).parents[1] / "data" / "CHANGELOG.md")
    assert rows == [(number, *entry) for number, entry in enumerate(committed, start=1)]

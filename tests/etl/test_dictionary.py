"""What the file says about itself: the dictionary that is committed, and a row for every column that readers see."""

from __future__ import annotations

import re
from pathlib import Path

from etl import dictionary

REPO = Path(__file__).parents[2]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
SAME_IN_JAPANESE = {"HHI", "SHA-256"}


def test_the_committed_dictionary_is_that_of_the_file(little_build):
    committed = (REPO / ".github" / "data_dictionary.md").read_text("utf-8")
    made = dictionary.write(little_build.path)
    assert made == committed, "python -m etl build && python -m etl dictionary > .github/data_dictionary.md"
    assert little_build.build_id not in made and "## mart.import_dependence" in made
    assert "| `value_usd` | double | USD | Imports, US dollars. |" in made


def test_every_column_of_a_mart_is_explained(con):
    silent = con.execute(
        """select distinct column_name from duckdb_columns() where schema_name = 'mart'
           except select column_name from meta.column"""
    ).fetchall()
    assert silent == []


def test_formats_go_with_types(con):
    """A share is a number, a flag is a truth value: what the pages will rely on."""
    numbers = ("share", "points", "million_usd", "usd", "tonnes", "index", "count", "year", "raw")
    rows = con.execute(
        """select distinct column_name, data_type, format from duckdb_columns() join meta.column using (column_name)
           where schema_name = 'mart'"""
    ).fetchall()
    fits = {"VARCHAR": ("text", "grade"), "BOOLEAN": ("flag",), "DATE": ("date", "text")}
    wrong = [row for row in rows if row[2] not in (("list",) if row[1].endswith("[]") else fits.get(row[1], numbers))]
    assert len(rows) > 150 and wrong == []


def test_both_languages_are_there(con):
    rows = con.execute("select column_name, label_en, label_ja, meaning_en, meaning_ja from meta.column").fetchall()
    assert [row[0] for row in rows if JAPANESE.search(row[1] + row[3])] == []
    assert [row[0] for row in rows if row[2] not in SAME_IN_JAPANESE and not JAPANESE.search(row[2])] == []
    assert [row[0] for row in rows if not JAPANESE.search(row[4]) or not row[4].endswith("。")] == []
    assert [row[0] for row in rows if not row[3].endswith(".") or len(row[1]) > 48 or len(row[2]) > 32] == []

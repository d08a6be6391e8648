"""Every question of the dashboard: what it may read, the parameters it names, and that it runs on the built file."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

import dashboard
from dashboard.db import Reader
from dashboard.pages import questions

QUESTIONS = sorted((Path(dashboard.__file__).parent).rglob("queries/*.sql"))
# One value for every parameter name of any question; a question with another name fails until it is added here.
SAMPLE = {
    "after": 3, "as_bloc": False, "basis": "value", "before": 3, "change": 20.0, "china": "mainland", "country": "KAZ",
    "day": "2026-11-01", "definition": "china50", "first": 2015, "first_year": 2015, "from": 2015, "gap": 0,
    "importer": "JPN", "importers": ["JPN", "DEU"], "kind": "production", "last": 2024, "last_year": 2024,
    "metric": "china", "mineral": "rare_earths", "most": 5, "pledge": "P01", "pooled": False, "record": "P01",
    "scopes": ["global"], "series": "rare_earths-refined-hs92", "since": 2019, "source": "usgs_mcs_2026",
    "source_ids": ["usgs_mcs_2026"], "sources": ["usgs_mcs_2026"], "stage": "refined",
    "table_id": "mart.supplier_share", "target": 0.5, "to": 2024, "topics": ["price"], "year": 2024, "years": [2024],
}  # fmt: skip
READABLE = {"mart", "metric", "meta", "ref", "register"}
# Schemas are those of the file; an alias of a table that has the name of one would hide a read.
SCHEMA = re.compile(r"\b(core|mart|metric|meta|ref|register)\.\w+")


def named(path: Path) -> str:
    return path.stem


def code(path: Path) -> str:
    """The question without its comments and texts."""
    return re.sub(r"--[^\n]*|'[^']*'", "", path.read_text("utf-8"))


def parameters(path: Path) -> set[str]:
    statements = duckdb.extract_statements(path.read_text("utf-8"))
    assert len(statements) == 1
    return set(statements[0].named_parameters)


def test_there_are_questions():
    assert len(QUESTIONS) > 80


@pytest.mark.parametrize("path", QUESTIONS, ids=named)
def test_a_question_reads_what_is_made_for_readers(path):
    assert set(SCHEMA.findall(code(path))) <= READABLE


@pytest.mark.parametrize("path", QUESTIONS, ids=named)
def test_a_question_begins_with_what_it_answers(path):
    assert path.read_text("utf-8").startswith("-- ")


@pytest.mark.parametrize("path", QUESTIONS, ids=named)
def test_a_question_runs_on_the_built_file_with_exactly_its_parameters(path, con):
    asked = parameters(path)
    assert asked == set(re.findall(r"\$(\w+)", code(path))), "a parameter inside a text is none"
    assert asked <= set(SAMPLE)
    given = {name: SAMPLE[name] for name in asked}
    columns = [column[0] for column in con.execute(path.read_text("utf-8"), given).description]
    assert columns and len(columns) == len(set(columns)), "every column has a name of its own"


def test_choices_are_made_in_macros():
    """Which column stands for a basis is written in metric.by_basis, metric.by_china and metric.chosen_share alone."""
    choice = re.compile(r"\$(?:basis|china)\s*=\s*'", re.IGNORECASE)
    spelled = {named(path) for path in QUESTIONS if choice.search(path.read_text("utf-8"))}
    assert spelled == set()


def test_every_question_fits_the_build(reader: Reader):
    """Takes what its text names and gives the columns, and the kinds of them, that its row declares."""
    assert reader.misfits(questions()) == []


def test_every_file_is_bound_once():
    bound = [one.path for one in questions()]
    assert len(bound) == len(set(bound))
    assert {path for path in QUESTIONS if "pages" in path.parts} <= set(bound)

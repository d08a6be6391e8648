"""Limits and definitions are rows: what reads them follows them, and nothing else has to know of a new one."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from etl import build, db, definitions, tables
from etl.errors import DataFileError

DATA = Path(__file__).parents[2] / "data"
ASKED = re.compile(r"metric\.threshold(?:_years)?\('(\w+)'\)")
FOR_READERS = {"half"}  # printed and compared by pages, not by the build
TOP_HALF = """
create macro metric.definition_tophalf(top_supplier_value_share, threshold) as
    {'value': top_supplier_value_share, 'flagged': top_supplier_value_share > threshold};
comment on macro metric.definition_tophalf is 'The largest supplier has more than half.';
"""
ROW = "tophalf,More than half from one,単一国依存50%超,Largest supplier above half.,0.5,share (0-1),Test,None\n"


def test_every_threshold_is_asked_for_and_every_one_asked_for_is_there():
    with (DATA / "reference" / "thresholds.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["threshold_id"] for row in csv.DictReader(handle)}
    asked = {name for path in db.SQL.rglob("*.sql") for name in ASKED.findall(path.read_text("utf-8"))}
    assert asked == rows - FOR_READERS and rows >= FOR_READERS


def test_a_rule_follows_its_threshold(make_macros):
    with db.connect() as con:
        make_macros(con, "metric/share.sql")
        rule = (
            "select metric.is_low_base(99999, 5, 5, 5), metric.grade_gap(0.1), metric.geodep_criteria(0.45, 0.5, 2, 1)"
        )
        assert con.execute(rule).fetchone() == (True, 2, True)
        con.execute(
            "update ref.threshold set value = value / 2 where threshold_id in ('low_base_value_usd', 'grade_gap_b')"
        )
        con.execute("update ref.threshold set value = 0.6 where threshold_id = 'geodep_hhi'")
        assert con.execute(rule).fetchone() == (False, 3, False)


def test_an_unknown_threshold_is_an_error(make_macros):
    with db.connect() as con:
        make_macros(con)
        with pytest.raises(duckdb.InvalidInputException, match="There is no threshold low_bass"):
            con.execute("select metric.threshold('low_bass')")


@pytest.fixture
def own_sql(tmp_path, monkeypatch) -> Path:
    """The SQL of the build, to be changed."""
    sql = Path(shutil.copytree(db.SQL, tmp_path / "sql"))
    monkeypatch.setattr(db, "SQL", sql)
    return sql


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_fifth_definition_is_a_row_and_a_macro(data_copy, own_sql):
    append(data_copy / "reference" / "definitions.csv", ROW)
    append(own_sql / "metric" / "definition.sql", TOP_HALF)
    with db.connect(build.build(data_copy).path, read_only=True) as con:
        per_definition = con.execute(
            "select definition_id, count(*) from mart.dependency_flag group by all order by 1"
        ).fetchall()
        wrong = con.execute(
            """select count(*), count(*) filter (f.flagged)
               from mart.dependency_flag f join mart.import_dependence d using (importer_iso3, series_id, year)
               where f.definition_id = 'tophalf'
                 and f.flagged = (d.top_supplier_value_share > 0.5) and f.value = d.top_supplier_value_share
                 and f.threshold = 0.5"""
        ).fetchone()
    assert [name for name, _ in per_definition] == ["china50", "crma65", "geodep", "single80", "tophalf"]
    assert len({rows for _, rows in per_definition}) == 1
    assert wrong[0] == per_definition[0][1] and 0 < wrong[1] < wrong[0]


@pytest.mark.parametrize(
    ("row", "macro", "message"),
    [
        (
            ROW,
            "",
            r"The definition 'tophalf' has no macro\. \(.*csv, row 6, column definition_id\).*definition_tophalf",
        ),
        ("", TOP_HALF, r"The macro metric\.definition_tophalf has no definition\. .*Add its row"),
        (ROW, TOP_HALF.replace("top_supplier_value_share", "mood"), r"asks for 'mood', which nothing measures\."),
    ],
)
def test_a_definition_lacks_a_half(little_build, tmp_path, row, macro, message):
    path = Path(shutil.copy(little_build.path, tmp_path / "build.duckdb"))
    lists = Path(shutil.copy(DATA / "reference" / "definitions.csv", tmp_path))
    append(lists, row)
    with db.connect(path) as con:
        con.execute("delete from ref.definition")
        tables.load(con, lists, "ref", "definition")
        con.execute(macro or "select 1")
        with pytest.raises(DataFileError, match=message):
            definitions.unite(con, lists)

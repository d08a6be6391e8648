"""Publishing: by rename, only when every check has passed, and never at the cost of the file that is there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl import build, catalog, checks, db
from etl.errors import CheckFailed, EtlError

SCHEMAS = ("meta", "ref", "core", "register", "mart")
OWN_TO_A_BUILD = ("meta.build",)


def rows_of(path: Path) -> int:
    with db.connect(path, read_only=True) as con:
        return con.execute("select count(*) from mart.supplier_share").fetchone()[0]


def content(path: Path) -> dict[str, tuple[int, str]]:
    """Row count and hash of the sorted rows of every table."""
    found = {}
    with db.connect(path, read_only=True) as con:
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name = any(?)", [list(SCHEMAS)]
        ).fetchall():
            name = f"{schema}.{table}"
            if name not in OWN_TO_A_BUILD:
                rows = f"select cast(t as varchar) as r from {name} t"
                found[name] = con.execute(
                    f"select count(*), md5(string_agg(r, '|' order by r)) from ({rows})"
                ).fetchone()
    return found


@pytest.fixture
def code_copy(tmp_path) -> Path:
    """The package that builds, to be changed."""
    return Path(shutil.copytree(build.CODE, tmp_path / "etl", ignore=shutil.ignore_patterns("__pycache__")))


def files(data: Path) -> set[str]:
    return {path.name for path in build.build_folder(data).iterdir()}


def start(data: Path, until: str) -> subprocess.Popen:
    """A build in a process of its own, once its output shows the step ``until``."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "etl", "build"], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"MINERALS_DATA": str(data)}, cwd=Path(build.__file__).parents[1],
    )  # fmt: skip
    for line in process.stdout:
        if until in line:
            return process
    raise AssertionError(f"the build never came to {until!r}: {process.stderr.read()}")


def test_published_under_its_own_name_with_a_pointer_and_a_report(little_build):
    folder = little_build.path.parent
    data = folder.parent
    assert little_build.path.name == f"minerals-{little_build.build_id}.duckdb"
    assert little_build.build_id.endswith("-" + build.data_version(data))
    assert (folder / "CURRENT").read_text("utf-8") == little_build.path.name + "\n"
    assert build.current(data) == little_build.path
    assert files(data) == {"CURRENT", "report.json", little_build.path.name}
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert report["build_id"] == little_build.build_id
    assert {entry["check"] for entry in report["checks"]} == {check.name for check in checks.read_checks()}


def test_the_file_knows_its_build(little_build):
    with db.connect(little_build.path, read_only=True) as con:
        row = con.execute("select build_id, data_version, duckdb_version, built_at from meta.build").fetchall()
    assert row[0][:3] == (little_build.build_id, little_build.build_id.split("-")[1], duckdb.__version__)
    assert f"{row[0][3]:%Y%m%dT%H%M%S}" == little_build.build_id.split("-")[0] and len(row) == 1


def test_a_script_that_no_step_runs_stops_the_build(tmp_path):
    """And so does a step whose script is not there."""
    sql = Path(shutil.copytree(db.SQL, tmp_path / "sql"))
    build.refuse_unlisted_scripts(sql)
    (sql / "mart" / "extra.sql").write_text("select 1", "utf-8")
    with pytest.raises(EtlError, match=r"No step.*mart/extra\.sql.*RECIPE in etl/build\.py"):
        build.refuse_unlisted_scripts(sql)
    (sql / "mart" / "extra.sql").rename(sql / "checks" / "extra.sql")  # checks are found by their folder
    (sql / "mart" / "geodep.sql").unlink()
    with pytest.raises(EtlError, match=r"missing.*mart/geodep\.sql"):
        build.refuse_unlisted_scripts(sql)


def test_same_data_same_version_and_same_content(little_build, data_copy, monkeypatch):
    monkeypatch.setattr(db, "THREADS", 1)
    before = content(little_build.path)
    again = build.build(data_copy)
    assert again.build_id.split("-")[1] == little_build.build_id.split("-")[1]
    assert content(again.path) == before
    assert before["mart.supplier_share"][0] > 1000 and len(before) > 40


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/register/claims.csv", "Tokyo", "Tōkyō"),
        ("data/reference/definitions.csv", "0.65", "0.66"),
        ("data/corrections.csv", "core_table", "core-table"),
        ("data/sources.toml", 'sha256 = "', 'sha256 = "0'),
        ("data/reference/thresholds.csv", "outlier_z,3.5", "outlier_z,4"),
        ("etl/sql/mart/supply.sql", "having world_total > 0", "having world_total > 1"),
        ("etl/sql/checks/year_gaps.sql", "warning", "error"),
        ("etl/sources/wna_uranium.py", '"unit": "t"', '"unit": "kg"'),
        ("etl/load.py", "value_thousand_usd * 1000", "value_thousand_usd * 1024"),
    ],
)
def test_what_makes_a_number_makes_another_version(data_copy, code_copy, file, old, new):
    before = build.data_version(data_copy, code_copy)
    area, name = file.split("/", 1)
    path = {"data": data_copy, "etl": code_copy}[area] / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert build.data_version(data_copy, code_copy) != before


def test_another_duckdb_is_another_version_and_a_readme_is_not(data_copy, code_copy, monkeypatch):
    before = build.data_version(data_copy, code_copy)
    for folder in (data_copy, code_copy, code_copy / "sql"):
        (folder / "README.md").write_text("read me", "utf-8")
    assert build.data_version(data_copy, code_copy) == before == build.data_version(data_copy)
    monkeypatch.setattr(duckdb, "__version__", "9.9.9")
    assert build.data_version(data_copy, code_copy) != before


def test_a_failing_check_publishes_nothing(published_copy):
    before = files(published_copy)
    current = build.current(published_copy)
    path = published_copy / "reference" / "trade_series.csv"
    text = path.read_text("utf-8")
    tungsten = next(line for line in text.splitlines() if line.startswith("tungsten-ore-"))
    path.write_text(text.replace(tungsten, tungsten.replace(",true,", ",false,", 1)), "utf-8")
    with pytest.raises(CheckFailed) as error:
        build.build(published_copy)
    assert "one_default_series: 1 rows" in str(error.value) and '"tungsten"' in str(error.value)
    assert str(error.value).endswith("Nothing was published.")
    assert files(published_copy) == before and build.current(published_copy) == current


def test_a_killed_build_leaves_the_published_file(published_copy):
    current, before = build.current(published_copy), files(published_copy)
    process = start(published_copy, "load statistics")
    process.kill()
    process.communicate()
    left = files(published_copy) - before
    assert process.returncode == -signal.SIGKILL
    assert any(name.startswith(f".building-{process.pid}") for name in left)
    assert build.current(published_copy) == current and rows_of(current) > 0
    build._remove_leftovers(build.build_folder(published_copy))
    assert files(published_copy) == before


def test_the_next_build_tidies_up(published_copy):
    """Three builds are kept, what a killed build left goes, what a running one writes and the new file stay."""
    folder, old = build.build_folder(published_copy), build.current(published_copy)
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    dead, alive = folder / f".building-{process.pid}.duckdb", folder / f".building-{os.getppid()}.duckdb"
    made_while_the_clock_was_wrong = folder / "minerals-29990101T000000-aaaaaaaa.duckdb"
    older = [folder / f"minerals-2026010{day}T000000-aaaaaaaa.duckdb" for day in (1, 2, 3)]
    for path in (dead, Path(f"{dead}.wal"), alive, made_while_the_clock_was_wrong, *older):
        path.write_bytes(b"")
    with db.connect(old, read_only=True) as reader:
        new = build.build(published_copy)
        assert reader.execute("select count(*) from mart.supplier_share").fetchone()[0] == rows_of(new.path)
    assert build.current(published_copy) == new.path
    assert set(folder.glob("minerals-*")) == {old, new.path, made_while_the_clock_was_wrong}
    assert set(folder.glob(".building-*")) == {alive}


def test_ctrl_c_ends_with_one_line(published_copy):
    current, before = build.current(published_copy), files(published_copy)
    process = start(published_copy, "load statistics")
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert (process.returncode, stderr) == (1, "Interrupted: nothing was published.\n")
    assert files(published_copy) == before and build.current(published_copy) == current


def test_no_published_database(data_copy):
    with pytest.raises(EtlError, match="no published database"):
        build.current(data_copy)
    folder = build.build_folder(data_copy)
    folder.mkdir()
    (folder / "CURRENT").write_text("minerals-gone.duckdb\n", "utf-8")
    with pytest.raises(EtlError, match=r"minerals-gone\.duckdb.*python -m etl build"):
        build.current(data_copy)


def test_every_slice_has_a_place_and_a_row_count(little_build):
    releases = catalog.read_releases(little_build.path.parents[1])
    with db.connect(little_build.path, read_only=True) as con:
        kept = con.execute("select slice_path, source_id, core_table, sha256, rows from meta.slice").fetchall()
        sources = con.execute("select source_id, sha256 from meta.source").fetchall()
    assert set(kept) == {(e.path, r.source_id, e.table, e.sha256, e.rows) for r in releases for e in r.slices}
    assert [source for source, digest in sources if len(digest) != 64] == []

"""The exported package: every table described, valid, and the same in both formats."""

from __future__ import annotations

import csv
import itertools
import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from frictionless import Package

from etl import export
from etl.errors import EtlError

SCHEMAS = ("mart", "core", "register", "ref", "meta")
FEW_ROWS = 3000  # of a large table; all of it was validated by hand, which takes minutes


@pytest.fixture(scope="module")
def folder(little_build, tmp_path_factory) -> Path:
    """The export of ``little_build``."""
    target = tmp_path_factory.mktemp("export") / "package"
    export.export(little_build.path, target)
    return target


@pytest.fixture(scope="module")
def package(folder) -> dict:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def tables(little_build) -> dict[str, int]:
    """Rows of every table and view, by name."""
    with duckdb.connect(str(little_build.path), read_only=True) as con:
        names = con.execute(
            """select schema_name || '.' || table_name from duckdb_tables() where schema_name = any($schemas)
               union all
               select schema_name || '.' || view_name from duckdb_views() where schema_name = any($schemas)""",
            {"schemas": list(SCHEMAS)},
        ).fetchall()
        return {name: con.execute(f"select count(*) from {name}").fetchall()[0][0] for (name,) in names}


def tabular(package: dict) -> list[dict]:
    return [resource for resource in package["resources"] if resource["format"] == "csv"]


def test_every_table_is_there_in_both_formats(folder, package, tables):
    assert {resource["title"] for resource in tabular(package)} == set(tables)
    parquet = {resource["title"] for resource in package["resources"] if resource["format"] == "parquet"}
    assert parquet == set(tables)
    assert {path.name for path in folder.iterdir()} == {
        "datapackage.json", *(resource["path"] for resource in package["resources"]),
    }  # fmt: skip
    for resource in package["resources"]:
        source = f"read_csv('{folder / resource['path']}', all_varchar = true, header = true, delim = ',')"
        if resource["format"] == "parquet":
            source = f"'{folder / resource['path']}'"
        ((rows,),) = duckdb.execute(f"select count(*) from {source}").fetchall()
        assert rows == tables[resource["title"]], resource["name"]


def test_descriptions_come_from_the_comments(package):
    for resource in tabular(package):
        assert resource["description"], resource["name"]
        assert [field["name"] for field in resource["schema"]["fields"] if len(field["description"]) < 3] == []


def test_package_says_where_it_comes_from(package, little_build):
    assert package["id"] == little_build.build_id and package["version"] == little_build.build_id.split("-")[1]
    assert len(package["sources"]) >= 14
    assert all(source["title"] and source["citation"] and source["licence"] for source in package["sources"])


def test_package_is_valid(folder, package, tmp_path):
    """What `frictionless validate datapackage.json` does, on the first rows of each table."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    for described in tabular(package):
        path = tmp_path / described["path"]
        with path.open(encoding="utf-8", newline="") as whole:
            lines = list(itertools.islice(whole, FEW_ROWS))
        path.write_text("".join(lines), "utf-8")
    report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]
    assert len(report.tasks) == len(package["resources"])


def test_numbers_dates_and_lists_survive(folder, little_build):
    with duckdb.connect(str(little_build.path), read_only=True) as con:
        query = "select year, china_value_share, hhi_value, grade_reasons, low_base from mart.import_dependence"
        where = "where importer_iso3 = 'JPN' and series_id = 'cobalt-refined-hs92' order by year"
        expected = con.execute(f"{query} {where}").fetchall()
    frame = pd.read_parquet(folder / "mart-import-dependence.parquet")
    ours = frame[(frame["importer_iso3"] == "JPN") & (frame["series_id"] == "cobalt-refined-hs92")].sort_values("year")
    assert ours["china_value_share"].tolist() == [row[1] for row in expected]
    assert [list(reasons) for reasons in ours["grade_reasons"]] == [row[3] for row in expected]
    with (folder / "mart-import-dependence.csv").open(encoding="utf-8", newline="") as handle:
        key = ("JPN", "cobalt-refined-hs92")
        rows = [r for r in csv.DictReader(handle) if (r["importer_iso3"], r["series_id"]) == key]
    assert [(int(r["year"]), float(r["china_value_share"]), float(r["hhi_value"])) for r in rows] == [
        row[:3] for row in expected
    ]
    assert [r["grade_reasons"] for r in rows] == [";".join(row[3]) for row in expected]
    assert [r["low_base"] for r in rows] == [str(row[4]).lower() for row in expected]


def test_parquet_opens_in_pandas(folder, tables):
    for path in sorted(folder.glob("*.parquet")):
        assert len(pd.read_parquet(path).columns) > 1


def test_again_into_the_same_folder_but_not_among_other_files(little_build, folder, tmp_path):
    before = sorted(path.name for path in folder.iterdir())
    export.export(little_build.path, folder)
    assert sorted(path.name for path in folder.iterdir()) == before
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(EtlError, match="The folder holds other files"):
        export.export(little_build.path, tmp_path)

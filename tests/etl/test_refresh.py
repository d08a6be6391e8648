"""From a release to slices: all of it or nothing, recorded in sources.toml, in little memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
import tomlkit

from etl import build, catalog, db, refresh
from etl.errors import EtlError, SourceFormatError, UnknownNameError

COUNTRIES = "country_code,country_name,country_iso2,country_iso3\n156,China,CN,CHN\n392,Japan,JP,JPN\n842,USA,US,USA\n"
SLICE = "slices/baci_hs92_v202601/trade_flow.parquet"
# A process that is started from a large one reports the size of that one in ru_maxrss; Linux has its own in /proc.
MEMORY_TEST = """
import re, resource, sys
from pathlib import Path
from etl import refresh
refresh.refresh("baci_hs92", Path(sys.argv[1]), data=Path(sys.argv[2]), accept_smaller=True)
status = Path("/proc/self/status")
if status.is_file():
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2)
"""


def release(folder: Path, flows: dict[int, list[str]], version: str = "202601") -> Path:
    path = folder / f"BACI_HS92_V{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year, lines in flows.items():
            archive.writestr(f"BACI_HS92_Y{year}_V{version}.csv", "\n".join(["t,i,j,k,v,q", *lines]) + "\n")
        archive.writestr(f"country_codes_V{version}.csv", COUNTRIES)
    return path


def lines(year: int, count: int) -> list[str]:
    return [f"{year},{i},{j},{k},1.5,NA" for k in range(284690, 284690 + count) for i, j in ((156, 392), (842, 392))]


def few(count: int = 1) -> dict[int, list[str]]:
    return {year: lines(year, count) for year in (2022, 2023, 2024)}


def contents(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def entry(data: Path) -> dict:
    (found,) = tomlkit.parse((data / "sources.toml").read_text("utf-8")).unwrap()["baci_hs92_v202601"]["slices"]
    return found


def test_slice_and_record(data_copy, tmp_path):
    toml = data_copy / "sources.toml"
    toml.write_text(toml.read_text("utf-8").replace('edition = "V202601"\n', 'edition = "V202601"  # see the zip\n', 1))
    before, old_rows = toml.read_text("utf-8"), entry(data_copy)["rows"]
    (made,) = refresh.refresh("baci_hs92", release(tmp_path, few()), data=data_copy, accept_smaller=True)
    assert (made.path, made.table, made.rows) == (SLICE, "trade_flow", 6)
    assert entry(data_copy) == {
        "path": SLICE, "table": "trade_flow", "sha256": catalog.sha256(data_copy / SLICE), "rows": 6,
        "previous_rows": old_rows,
    }  # fmt: skip
    kept = [line for line in before.split("\n") if not line.startswith(("sha256", "rows", "previous_rows", "[["))]
    after = toml.read_text("utf-8").split("\n")
    assert [line for line in kept if line not in after] == [], "comments and other blocks stay"
    assert after[0].startswith("# ") and "  # see the zip" in toml.read_text("utf-8")
    assert not list(data_copy.rglob("*.tmp"))


def test_the_same_release_again_changes_nothing(data_copy, tmp_path):
    path = release(tmp_path, few())
    refresh.refresh("baci_hs92", path, data=data_copy, accept_smaller=True)
    before = contents(data_copy)
    refresh.refresh("baci_hs92", path, data=data_copy)
    assert contents(data_copy) == before


def test_a_refreshed_slice_can_be_loaded(data_copy, tmp_path):
    refresh.refresh("baci_hs92", release(tmp_path, few()), data=data_copy, accept_smaller=True)
    releases = catalog.read_releases(data_copy)
    catalog.verify_slices(data_copy, releases)
    with db.connect(data_copy / SLICE.replace("parquet", "check")) as con:
        for script in build.scripts("schema/"):
            db.run_script(con, script)
        con.execute(f"create table t as from '{data_copy / SLICE}'")
        assert con.execute("select distinct value_thousand_usd, quantity_t, completeness from t").fetchall() == [
            (1.5, None, "full")
        ]


@pytest.mark.parametrize(
    ("flows", "error", "message"),
    [
        ({2022: ["2022,156,392,284690,x,1"]}, SourceFormatError, "BACI_HS92_Y2022_V202601.csv, row 2, column v"),
        ({2022: ["2022,777,392,284690,1,1"]}, UnknownNameError, "'777' in BACI_HS92_Y2022_V202601.csv"),
        (few(), EtlError, "The new slice has 6 rows, the one before had"),
    ],
)
def test_nothing_is_written_on_failure(data_copy, tmp_path, flows, error, message):
    before = contents(data_copy)
    with pytest.raises(error) as caught:
        refresh.refresh("baci_hs92", release(tmp_path, flows), data=data_copy)
    assert message in str(caught.value)
    assert contents(data_copy) == before


def test_a_release_that_is_not_listed(data_copy, tmp_path):
    before = contents(data_copy)
    with pytest.raises(EtlError) as caught:
        refresh.refresh("baci_hs92", release(tmp_path, few(), version="202701"), data=data_copy)
    assert "release baci_hs92_v202701, which sources.toml does not list" in str(caught.value)
    assert "Add a block [baci_hs92_v202701] with its edition" in str(caught.value)
    assert contents(data_copy) == before and not list(data_copy.rglob("*202701*"))


def test_missing_empty_and_unknown(data_copy, tmp_path):
    empty = tmp_path / "empty.zip"
    empty.write_bytes(b"")
    for name, path, message in (
        ("baci_hs92", tmp_path / "none.zip", "There is no such file or folder."),
        ("baci_hs92", empty, "The file is empty."),
        ("usgs", empty, "There is no source 'usgs'. Known sources: baci_hs17, baci_hs92, eu_crm"),
        ("_usgs_mcs_terms", tmp_path, "There is no source"),
    ):
        with pytest.raises(EtlError) as caught:
            refresh.refresh(name, path, data=data_copy)
        assert message in str(caught.value)


def test_every_release_names_a_source_that_can_be_refreshed(data_copy):
    hand_kept = {release.source_id for release in catalog.read_releases(data_copy) if release.module is None}
    assert {name.rsplit("_", 2)[0] for name in hand_kept} == {"register", "reference"}
    modules = {release.module for release in catalog.read_releases(data_copy)} - {None}
    assert modules <= set(refresh.source_names())


def test_a_large_release_needs_little_memory(data_copy, tmp_path):
    """Three million flows in three years; a whole release has far more, and no more of it is held at a time."""
    path = tmp_path / "BACI_HS92_V202601.zip"
    with duckdb.connect() as con:
        con.execute(
            """copy (select 2020 as t, i, 392 as j, 100000 + k as k, 1.5 + k % 7 as v, if(k % 3 = 0, 'NA', '12.5') as q
                     from range(1, 1001) a(i), range(1000) b(k)) to $file (header)""",
            {"file": str(tmp_path / "year.csv")},
        )
    text = (tmp_path / "year.csv").read_text("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for year in (2022, 2023, 2024):
            flows = text.replace("\n2020,", f"\n{year},") + f"{year},1,392,284690,1,1\n"
            archive.writestr(f"BACI_HS92_Y{year}_V202601.csv", flows)
        codes = "".join(f"{code},Country {code},,C{code}\n" for code in range(1, 1001))
        archive.writestr("country_codes_V202601.csv", COUNTRIES.splitlines()[0] + "\n" + codes)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY_TEST, str(path), str(data_copy)],
        capture_output=True, text=True, check=False, cwd=Path(build.__file__).parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1024, "megabytes"
    assert entry(data_copy)["rows"] == 3

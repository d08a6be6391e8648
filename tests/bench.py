"""Figures of speed and size: ``python tests/bench.py [--baci ZIP]``. It measures and prints; it judges nothing.

Every figure is the median of several runs in fresh processes; memory is the peak resident size of the process.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REPO = Path(__file__).parents[1]
RUNS = 3


REPORT = """
import json, resource
result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(result))
"""


def child(code: str, *args: str) -> dict:
    """Run ``code`` in a fresh interpreter; it prints one JSON object; adds the peak memory in MB."""
    command = [sys.executable, "-c", code + REPORT, *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPO)
    return json.loads(done.stdout.splitlines()[-1])


def data_copy(folder: Path) -> Path:
    """The committed data without builds, so that the published build is left alone."""
    target = folder / "data"
    shutil.copytree(REPO / "data", target, ignore=shutil.ignore_patterns("build"))
    return target


BUILD = """
import sys, time
from pathlib import Path
from etl.build import build
start = time.perf_counter()
built = build(Path(sys.argv[1]))
result = {"seconds": time.perf_counter() - start, "size_mb": built.path.stat().st_size / 1e6}
"""

REFRESH = """
import sys, time
from pathlib import Path
from etl.refresh import refresh
start = time.perf_counter()
refresh("baci_hs92", Path(sys.argv[2]), data=Path(sys.argv[1]))
result = {"seconds": time.perf_counter() - start}
"""

BARE = """
import sys, time
import duckdb
start = time.perf_counter()
con = duckdb.connect(config={"threads": 2})
con.execute("create table flow as select * from read_csv(?)", [sys.argv[1] + "/BACI_HS92_Y*.csv"])
result = {"seconds": time.perf_counter() - start}
"""

QUERIES = """
import sys, time, statistics
from pathlib import Path
import duckdb
con = duckdb.connect(sys.argv[1], read_only=True, config={"threads": 2})
given = {"importer": "JPN", "basis": "value", "china": "mainland", "year": 2024, "stage": "all"}
result = {}
for path in sorted(Path("dashboard/pages/overview/queries").glob("*.sql")):
    sql = path.read_text()
    names = [name for name in given if "$" + name in sql]
    times = []
    for _ in range(9):
        start = time.perf_counter()
        con.cursor().execute(sql, {name: given[name] for name in names}).fetchall()
        times.append(1000 * (time.perf_counter() - start))
    result[path.stem] = statistics.median(times)
"""


def median(rows: list[dict], key: str) -> float:
    return statistics.median(row[key] for row in rows)


def measure_build(data: Path) -> Path:
    """Build three times; print time, memory and size; return the database."""
    builds = [child(BUILD, str(data)) for _ in range(RUNS)]
    seconds, peak, size = (median(builds, key) for key in ("seconds", "peak_mb", "size_mb"))
    print(f"build: {seconds:.1f} s, peak {peak:.0f} MB, database {size:.0f} MB")
    files = [
        path for part in ("slices", "register", "reference") for path in (data / part).rglob("*") if path.is_file()
    ]
    print(f"committed slices, registers and reference lists: {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    return data / "build" / (data / "build" / "CURRENT").read_text("utf-8").strip()


def measure_refresh(data: Path, baci: Path, folder: Path) -> None:
    """Refresh the HS92 archive and read the same members with a bare read_csv, in turn."""
    with zipfile.ZipFile(baci) as archive:
        archive.extractall(folder)
    pairs = [(child(REFRESH, str(data), str(baci)), child(BARE, str(folder))) for _ in range(RUNS + 2)]
    ours, bare = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = statistics.median(b["seconds"] / o["seconds"] for o, b in pairs)
    print(f"refresh baci_hs92: {median(ours, 'seconds'):.2f} s, peak {median(ours, 'peak_mb'):.0f} MB")
    print(f"bare read_csv: {median(bare, 'seconds'):.2f} s; speed of the refresh against it: {ratio:.2f}")


def main() -> None:
    """Measure the build, the Overview queries and, with --baci, the refresh of the HS92 archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baci", type=Path, help="the HS92 release zip")
    baci = parser.parse_args().baci
    with tempfile.TemporaryDirectory() as name:
        data = data_copy(Path(name))
        database = measure_build(data)
        for query, milliseconds in child(QUERIES, str(database)).items():
            if query != "peak_mb":
                print(f"query {query}: {milliseconds:.1f} ms")
        if baci:
            measure_refresh(data, baci, Path(name) / "members")


if __name__ == "__main__":
    main()

"""The recipe: committed files in, one checked and published database file out.

The build writes to a temporary file. Only when every check has passed is it renamed to a name of its own and the
pointer ``CURRENT`` moved to it, so that a failed or killed build leaves the published file as it was. Each build has
its own name because a running reader keeps the file it has open.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from etl import catalog, changelog, checks, comments, corrections, db, load, register
from etl.errors import EtlError

KEEP = 3
Progress = Callable[[list["Step"]], AbstractContextManager[Iterable["Step"]]]


@dataclass(frozen=True)
class Step:
    """One step of the recipe: a name for the progress bar and what it does."""

    name: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Built:
    """A published build."""

    path: Path
    build_id: str
    results: list[checks.Result]


def build_folder(data: Path) -> Path:
    """Where builds are published."""
    return data / "build"


def current(data: Path | None = None) -> Path:
    """The published database.

    Raises:
        EtlError: nothing has been published yet, or the file that CURRENT names is gone.
    """
    folder = build_folder(data or catalog.data_folder())
    pointer = folder / "CURRENT"
    path = folder / pointer.read_text("utf-8").strip() if pointer.is_file() else None
    if path is None or not path.is_file():
        raise EtlError("There is no published database.", file=path or pointer, todo="Run `python -m etl build`.")
    return path


def data_version(data: Path) -> str:
    """Eight hex digits over every committed data file and every SQL file.

    Same digits, same numbers, but for the last digit of sums, which two threads do not always add in the same order.
    """
    digest = hashlib.sha256()
    files = [data / "sources.toml", data / "corrections.csv"]
    files += sorted((data / "reference").glob("*.csv")) + sorted((data / "register").glob("*.csv"))
    for path in files + sorted(db.SQL.rglob("*.sql")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


def build(data: Path | None = None, *, progress: Progress | None = None) -> Built:
    """Build, check and publish the database.

    Args:
        data: data folder; by default the committed one.
        progress: shows the steps as they run; takes the list of steps, yields them one by one.

    Returns:
        Where it was published, with the outcome of every check.

    Raises:
        EtlError: bad data, or a check with severity error; nothing is published then.
    """
    data = data or catalog.data_folder()
    folder = build_folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    built_at = datetime.now(UTC).replace(microsecond=0)
    build_id = f"{built_at:%Y%m%dT%H%M%S}-{data_version(data)}"
    temporary = folder / f".building-{os.getpid()}.duckdb"
    results: list[checks.Result] = []
    try:
        with db.connect(temporary) as con:
            steps = recipe(con, data, build_id, built_at, results)
            with progress(steps) if progress else nullcontext(steps) as running:
                for step in running:
                    step.run()
        final = _publish(temporary, folder, build_id, results)
    finally:
        for leftover in folder.glob(f"{temporary.name}*"):
            leftover.unlink()
    _prune(folder, keep=final)
    return Built(final, build_id, results)


def recipe(
    con: duckdb.DuckDBPyConnection, data: Path, build_id: str, built_at: datetime, results: list[checks.Result]
) -> list[Step]:
    """The ordered steps of a build into ``con``; ``results`` is filled by the last but one."""
    releases = catalog.read_releases(data)

    def run_checks() -> None:
        results.extend(checks.run_all(con))
        checks.record(con, results)
        checks.refuse_errors(results, todo="Nothing was published.")

    def script(name: str) -> Callable[[], None]:
        return lambda: db.run_script(con, name)

    return [
        Step("verify slices", lambda: catalog.verify_slices(data, releases)),
        Step("create tables", lambda: [db.run_script(con, name) for name in SCHEMAS]),
        Step("load sources", lambda: load.load_sources(con, releases)),
        Step("load changelog", lambda: changelog.load(con, data / "CHANGELOG.md")),
        Step("load reference lists", lambda: (load.load_reference(con, data), load.prepare_labels(con))),
        Step("load trade", lambda: load.load_trade(con, data, releases)),
        Step("load statistics", lambda: load.load_statistics(con, data, releases)),
        Step("apply corrections", lambda: corrections.apply(con, data)),
        Step("load register", lambda: register.load(con, data / "register")),
        *(Step(f"make {path.stem.split('_', 1)[1].replace('_', ' ')}", script(path.name)) for path in _models()),
        Step("describe columns and build", lambda: (comments.add_shared(con), _describe(con, build_id, built_at))),
        Step("check", run_checks),
        Step("write file", lambda: con.execute("checkpoint")),
    ]


SCHEMAS = ("10_meta.sql", "20_ref.sql", "30_core.sql", "35_register.sql", "37_pledge_flow.sql")


def _models() -> list[Path]:
    """Metric macros and marts, in the order of their numbers."""
    return sorted(path for path in db.SQL.glob("*.sql") if path.name[:2] >= "40")


def _describe(con: duckdb.DuckDBPyConnection, build_id: str, built_at: datetime) -> None:
    row = [build_id, built_at.replace(tzinfo=None), build_id.split("-")[1], version("critical-minerals-dashboard")]
    con.execute("insert into meta.build values (?, ?, ?, ?, ?)", [*row, duckdb.__version__])


def _publish(temporary: Path, folder: Path, build_id: str, results: list[checks.Result]) -> Path:
    final = folder / f"minerals-{build_id}.duckdb"
    temporary.replace(final)
    report = {
        "build_id": build_id,
        "checks": [{"check": r.check.name, "severity": r.check.severity, "failures": r.failures} for r in results],
    }
    (folder / "report.json").write_text(json.dumps(report, indent=1), "utf-8")
    pointer = folder / ".CURRENT.tmp"
    pointer.write_text(final.name + "\n", "utf-8")
    pointer.replace(folder / "CURRENT")
    return final


def _remove_leftovers(folder: Path) -> None:
    """Delete what killed builds left behind; a build that still runs keeps its file."""
    for path in folder.glob(".building-*.duckdb*"):
        pid = int(path.name.split("-")[1].split(".")[0])
        if not _alive(pid):
            path.unlink()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _prune(folder: Path, keep: Path) -> None:
    """Keep the last three builds; a reader that has an older one open keeps its copy."""
    for path in sorted(folder.glob("minerals-*.duckdb"))[:-KEEP]:
        if path != keep:  # the one just published stays, whatever the clock says
            path.unlink()

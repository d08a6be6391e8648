"""The recipe: committed files in, one checked and published database file out.

The build writes to a temporary file. Only when every check has passed is it renamed to a name of its own and the
pointer ``CURRENT`` moved to it, so that a failed or killed build leaves the published file as it was. Each build has
its own name because a running reader keeps the file it has open.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from etl import catalog, changelog, checks, comments, corrections, db, definitions, load, register
from etl.errors import EtlError

KEEP = 3
CODE = Path(__file__).parent
Progress = Callable[[Sequence["Step"]], AbstractContextManager[Iterable["Step"]]]


@dataclass(frozen=True)
class Making:
    """What the steps of one build share; the step that checks fills ``results``."""

    con: duckdb.DuckDBPyConnection
    data: Path
    releases: list[catalog.Release]
    build_id: str
    built_at: datetime
    results: list[checks.Result] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One step of the recipe: a name for the progress bar, what it does, and the file of etl/sql that it runs."""

    name: str
    run: Callable[[Making], object]
    script: str | None = None


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


def data_version(data: Path, code: Path = CODE) -> str:
    """Eight hex digits over everything that makes a number.

    The slices count through their digests in sources.toml, which every build verifies; then come the hand-kept lists,
    the register, the corrections, the SQL and the Python of this package and the version of DuckDB. Same digits, same
    numbers, but for the last digit of sums, which two threads do not always add in the same order.

    Args:
        data: data folder.
        code: the folder of this package.
    """
    files = [data / "sources.toml", data / "corrections.csv"]
    files += [path for folder in ("reference", "register") for path in sorted((data / folder).glob("*.csv"))]
    named = [(path.relative_to(data), path) for path in files]
    named += [(path.relative_to(code), path) for kind in ("*.sql", "*.py") for path in sorted(code.rglob(kind))]
    digest = hashlib.sha256(f"DuckDB {duckdb.__version__}".encode())
    for name, path in named:
        digest.update(f"\n{name.as_posix()} {catalog.sha256(path)}".encode())
    return digest.hexdigest()[:8]


def _sql(name: str) -> Step:
    return Step(f"run {name}", lambda making: db.run_script(making.con, name), name)


def _check(making: Making) -> None:
    making.results.extend(checks.run_all(making.con))
    checks.record(making.con, making.results)
    checks.refuse_errors(making.results, todo="Nothing was published.")


def _describe(making: Making) -> None:
    row = [making.build_id, making.built_at.replace(tzinfo=None), making.build_id.split("-")[1]]
    row += [version("critical-minerals-dashboard"), duckdb.__version__]
    making.con.execute("insert into meta.build values (?, ?, ?, ?, ?)", row)


# The order of a build, written here and nowhere else. A file of etl/sql that no step names stops the build.
RECIPE = (
    Step("verify slices", lambda making: catalog.verify_slices(making.data, making.releases)),
    _sql("schema/meta.sql"),
    _sql("schema/ref.sql"),
    _sql("schema/core.sql"),
    _sql("schema/register.sql"),
    _sql("schema/pledge_flow.sql"),
    Step("load sources", lambda making: load.load_sources(making.con, making.releases)),
    Step("load changelog", lambda making: changelog.load(making.con, making.data / "CHANGELOG.md")),
    Step("load reference lists", lambda making: load.load_reference(making.con, making.data)),
    Step("prepare look-ups of names", lambda making: load.prepare_labels(making.con)),
    Step("load trade", lambda making: load.load_trade(making.con, making.data, making.releases)),
    Step("load statistics", lambda making: load.load_statistics(making.con, making.data, making.releases)),
    Step("apply corrections", lambda making: corrections.apply(making.con, making.data)),
    Step("load register", lambda making: register.load(making.con, making.data / "register")),
    _sql("schema/evidence.sql"),
    _sql("metric/threshold.sql"),
    _sql("metric/share.sql"),
    _sql("metric/chosen.sql"),
    _sql("metric/source.sql"),
    _sql("metric/members.sql"),
    _sql("metric/change.sql"),
    _sql("metric/trend.sql"),
    _sql("metric/scores.sql"),
    _sql("metric/verdict.sql"),
    _sql("metric/event_state.sql"),
    _sql("mart/trade.sql"),
    _sql("mart/dependence.sql"),
    _sql("mart/group_dependence.sql"),
    _sql("mart/geodep.sql"),
    _sql("metric/definition.sql"),
    Step("unite definitions", lambda making: definitions.unite(making.con, making.data / "reference/definitions.csv")),
    _sql("mart/dependency_flag.sql"),
    _sql("mart/definitions_met.sql"),
    _sql("metric/dependence.sql"),
    _sql("metric/exports.sql"),
    _sql("metric/rows.sql"),
    _sql("metric/published.sql"),
    _sql("mart/supply.sql"),
    _sql("mart/change.sql"),
    _sql("mart/pledge.sql"),
    _sql("mart/scores.sql"),
    _sql("mart/supply_risk.sql"),
    _sql("mart/pledge_default.sql"),
    _sql("mart/trend.sql"),
    _sql("mart/published_check.sql"),
    Step("describe columns", lambda making: comments.add_shared(making.con)),
    Step("describe build", _describe),
    Step("check", _check),
    Step("write file", lambda making: making.con.execute("checkpoint")),
)


def scripts(folder: str = "") -> list[str]:
    """The files of etl/sql in the order in which they run; of one folder where it is named."""
    return [step.script for step in RECIPE if step.script and step.script.startswith(folder)]


def refuse_unlisted_scripts(sql: Path | None = None) -> None:
    """Stop where a file of etl/sql (or of ``sql``) would not run, or one that should run is not there.

    Raises:
        EtlError: names the first such file.
    """
    sql = sql or db.SQL
    there = {path.relative_to(sql).as_posix() for path in sql.rglob("*.sql")}
    there = {name for name in there if not name.startswith(f"{checks.FOLDER.name}/")}
    for name in sorted(there - set(scripts())):
        raise EtlError("No step of the build runs the file.", file=sql / name, todo="Add it to RECIPE in etl/build.py.")
    for name in sorted(set(scripts()) - there):
        todo = "Restore it, or take it out of RECIPE in etl/build.py."
        raise EtlError("A file that the build runs is missing.", file=sql / name, todo=todo)


def build(data: Path | None = None, *, progress: Progress | None = None) -> Built:
    """Build, check and publish the database.

    Args:
        data: data folder; by default the committed one.
        progress: shows the steps as they run; takes the steps, yields them one by one.

    Returns:
        Where it was published, with the outcome of every check.

    Raises:
        EtlError: bad data, or a check with severity error; nothing is published then.
    """
    data = data or catalog.data_folder()
    refuse_unlisted_scripts()
    folder = build_folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    built_at = datetime.now(UTC).replace(microsecond=0)
    build_id = f"{built_at:%Y%m%dT%H%M%S}-{data_version(data)}"
    temporary = folder / f".building-{os.getpid()}.duckdb"
    try:
        with db.connect(temporary) as con:
            making = Making(con, data, catalog.read_releases(data), build_id, built_at)
            with progress(RECIPE) if progress else nullcontext(RECIPE) as running:
                for step in running:
                    step.run(making)
        final = _publish(temporary, folder, build_id, making.results)
    finally:
        for leftover in folder.glob(f"{temporary.name}*"):
            leftover.unlink()
    _prune(folder, keep=final)
    return Built(final, build_id, making.results)


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

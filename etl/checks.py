"""Checks are SELECTs that return bad rows: one file of etl/sql/checks each.

The first lines of a file say what it is::

    -- severity: error | warning | info
    -- about: what a bad row is

``error`` stops a build; ``warning`` and ``info`` go to meta.check_result and onto the Data page.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import db
from etl.errors import CheckFailed

FOLDER = db.SQL / "checks"
SEVERITIES = ("error", "warning", "info")
SAMPLE_ROWS = 5


@dataclass(frozen=True)
class Check:
    """One check: its name, what it looks for and the query that finds bad rows."""

    name: str
    severity: str
    about: str
    sql: str


@dataclass(frozen=True)
class Result:
    """The outcome of one check: how many bad rows, and the first few as dicts."""

    check: Check
    failures: int
    sample: list[dict]


def read_checks(folder: Path = FOLDER) -> list[Check]:
    """All checks, errors first, then by name.

    Raises:
        ValueError: a file without a proper severity or about line.
    """
    checks = []
    for path in sorted(folder.glob("*.sql")):
        text = path.read_text("utf-8")
        head = dict(re.findall(r"^-- (severity|about): (.+)$", text, flags=re.MULTILINE))
        if head.get("severity") not in SEVERITIES or not head.get("about"):
            raise ValueError(f"{path.name} must start with '-- severity:' and '-- about:' lines")
        checks.append(Check(path.stem, head["severity"], head["about"], text.rstrip().rstrip(";")))
    return sorted(checks, key=lambda check: (SEVERITIES.index(check.severity), check.name))


def run(con: duckdb.DuckDBPyConnection, check: Check) -> Result:
    """Run one check."""
    cursor = con.execute(f"select *, count(*) over () as failures_total from ({check.sql}) limit {SAMPLE_ROWS}")
    names = [column[0] for column in cursor.description[:-1]]
    rows = cursor.fetchall()
    sample = [dict(zip(names, row[:-1], strict=True)) for row in rows]
    return Result(check, rows[0][-1] if rows else 0, sample)


def run_all(con: duckdb.DuckDBPyConnection) -> list[Result]:
    """Run every check, writing nothing."""
    return [run(con, check) for check in read_checks()]


def record(con: duckdb.DuckDBPyConnection, results: list[Result]) -> None:
    """Write the outcomes to meta.check_result."""
    for result in results:
        sample = json.dumps(result.sample, default=str, ensure_ascii=False) if result.sample else None
        con.execute(
            "insert or replace into meta.check_result values (?, ?, ?, ?, ?)",
            [result.check.name, result.check.severity, result.check.about, result.failures, sample],
        )


def refuse_errors(results: list[Result], *, todo: str) -> None:
    """Raise CheckFailed if a check with severity error found bad rows, naming each with its first rows."""
    failed = [result for result in results if result.check.severity == "error" and result.failures]
    if failed:
        lines = "\n".join(describe(result) for result in failed)
        number = "One check" if len(failed) == 1 else f"{len(failed)} checks"
        raise CheckFailed(f"{number} found bad rows:\n{lines}\n", todo=todo)


def describe(result: Result) -> str:
    """One outcome as text: a line, and under it the first bad rows."""
    state = "ok" if result.failures == 0 else f"{result.failures:,} rows"
    lines = [f"  {result.check.severity:<8}{result.check.name}: {state} - {result.check.about}"]
    if result.failures:
        lines += [f"          {json.dumps(row, default=str, ensure_ascii=False)[:300]}" for row in result.sample]
    return "\n".join(lines)

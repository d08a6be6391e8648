"""data/CHANGELOG.md into meta.changelog: what changed in the numbers travels with them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb

from etl.errors import DataFileError

HEADING = re.compile(r"## (\d{4}-\d{2}-\d{2})")


def load(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Fill meta.changelog, an entry for each dated heading in the order of the file.

    Raises:
        DataFileError: no file, no entry, or a heading that is not a date.
    """
    rows = [[number, day, text] for number, (day, text) in enumerate(entries(path), start=1)]
    con.executemany("insert into meta.changelog values (?, ?, ?)", rows)


def entries(path: Path) -> list[tuple[date, str]]:
    """Day and text of every entry; the lines of a paragraph are joined.

    Raises:
        DataFileError: as load().
    """
    if not path.is_file():
        raise DataFileError("The changelog of the numbers is missing.", file=path, todo="Restore the file.")
    lines = path.read_text("utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    if not starts:
        raise DataFileError("The changelog has no entry.", file=path, todo="Start one with `## YYYY-MM-DD`.")
    return [
        (_day(path, start, lines[start]), _paragraphs(lines[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _day(path: Path, number: int, line: str) -> date:
    found = HEADING.fullmatch(line.strip())
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError as error:
        raise DataFileError(
            f"{line!r} does not name a day.", file=path, row=number + 1, todo="Write `## YYYY-MM-DD`."
        ) from error


def _paragraphs(lines: list[str]) -> str:
    paragraphs = "\n".join(lines).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

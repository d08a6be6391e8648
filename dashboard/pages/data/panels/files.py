"""The database and its tables to take away, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.content import whole_tables
from dashboard.content.column import Column
from dashboard.content.files import file_name
from dashboard.content.filters import Filter
from dashboard.content.page import Block, File, Files, Heading
from dashboard.content.panel import Panel
from dashboard.pages.data import questions
from dashboard.pages.data.choice import TABLE
from dashboard.pages.data.subject import Subject
from dashboard.question import Ask
from dashboard.words import formats
from dashboard.words.dates import day
from dashboard.words.language import _

MEGABYTE = 1_000_000


def take_away(subject: Subject) -> Iterator[Block]:
    """The whole database, and any table of it; files are made or read when they are clicked."""
    build, table = subject.ask.build, subject.choice.table
    path = Path(build.path)
    yield Heading(_("Take the data away"))
    yield Files(
        "take_away",
        [
            File(
                key="download_database",
                label=_("Whole database (DuckDB, {n} MB)").format(n=round(path.stat().st_size / MEGABYTE)),
                name=f"critical-minerals_v{build.data_version}.duckdb",
                mime="application/octet-stream",
                make=path.read_bytes,
            )
        ],
    )
    yield Files(
        "take_table",
        [
            File(
                key=f"download_table_{kind}",
                label=_("Table as {kind}").format(kind={"csv": "CSV", "parquet": "Parquet"}[kind]),
                name=file_name([table.replace(".", "-")], build.data_version, kind),
                mime=mime,
                make=partial(_table, subject.ask, table, kind),
            )
            for kind, mime in whole_tables.MIME.items()
        ],
        [Filter(TABLE)],
    )


def tables(subject: Subject) -> Iterator[Panel]:
    """Every table of the file with its size."""
    frame = _tables(subject)
    yield Panel(
        panel_id="data_tables",
        title=_("{n} tables with {rows} rows").format(n=len(frame), rows=formats.count(int(frame["rows"].sum()))),
        frame=frame,
        columns=[
            Column("table_id", _("Table")),
            Column("about", _("What it holds"), prose=True),
            Column("rows", _("Rows"), formats.count, numeric=True),
            Column("columns", _("Columns"), formats.count, numeric=True),
        ],
        caption=_("Tables of the database, one row each; every column has a comment with its meaning and unit"),
        file_parts=["tables"],
        depends=(),
        caveats=[
            _("core: figures as published; mart: what is computed from them; ref: lists; register: policies."),
            _("The database needs DuckDB 2.0 or later; the CSV and Parquet files need nothing of ours."),
        ],
    )


def changes(subject: Subject) -> Iterator[Panel]:
    """What changed in the numbers from release to release."""
    frame = subject.ask(questions.CHANGES)
    yield Panel(
        panel_id="data_changes",
        title=_changes_title(frame),
        frame=frame,
        columns=[Column("day", _("Day"), day), Column("changes", _("What changed"), prose=True)],
        caption=_("What changed in the numbers from data release to data release, newest first"),
        file_parts=["changes"],
        depends=(),
    )


def _changes_title(frame: pd.DataFrame) -> str:
    if len(frame) == 1:
        return _("One data release, of {last}").format(last=day(frame["day"].iloc[0]))
    return _("{n} data releases, the last of {last}").format(n=len(frame), last=day(frame["day"].max()))


def _tables(subject: Subject) -> pd.DataFrame:
    frame = subject.ask(questions.TABLES)
    rows = [int(subject.ask(questions.ROWS, table_id=one)["rows"].iloc[0]) for one in frame["table_id"]]
    frame.insert(1, "rows", rows)
    return frame


def _table(ask: Ask, table_id: str, kind: str) -> bytes:
    with ask.reading(table_id) as rows:
        return whole_tables.render(rows, kind)

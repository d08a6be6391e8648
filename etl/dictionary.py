"""The data dictionary: every table and column of the file with type, unit and meaning, as Markdown.

It is made of the comments in the file, so that it cannot say anything else; it holds nothing of a single build, neither
its name nor a date.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import duckdb

from etl import db
from etl.export import SCHEMAS

HEAD = """# Data dictionary

Tables and columns of the database file, from the comments in it. Made by `python -m etl dictionary`; do not edit.
Shares are 0-1, money is US dollars, mass is tonnes; a missing figure is NULL and carries a reason.
"""


def write(database: Path) -> str:
    """The dictionary of ``database``."""
    with db.connect(database, read_only=True) as con:
        parts = [HEAD.rstrip(), *(_table(*entry) for entry in _tables(con)), _macros(con)]
    return "\n\n".join(parts) + "\n"


def _tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[tuple[str, str, str, str]]]]:
    """Name, meaning and columns (name, type, unit, meaning) of every table and view, schema by schema."""
    rows = con.execute(
        """with said as (
               select schema_name, table_name as name, comment from duckdb_tables()
               union all select schema_name, view_name, comment from duckdb_views()
           )
           select c.schema_name || '.' || c.table_name, s.comment, c.column_name, c.data_type,
                  case when c.schema_name = 'mart' then m.unit end, c.comment
           from duckdb_columns() c
           join said s on s.schema_name = c.schema_name and s.name = c.table_name
           left join meta.column m using (column_name)
           where c.schema_name = any($schemas)
           order by list_position($schemas, c.schema_name), c.table_name, c.column_index""",
        {"schemas": list(SCHEMAS)},
    ).fetchall()
    return [
        (*about, [tuple(cell or "" for cell in row[2:]) for row in group])
        for about, group in groupby(rows, key=lambda row: row[:2])
    ]


def _table(name: str, meaning: str, columns: list[tuple[str, str, str, str]]) -> str:
    lines = [f"## {name}", "", meaning, "", "| column | type | unit | meaning |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join((f'`{column}`', kind.lower(), *map(_cell, rest)))} |" for column, kind, *rest in columns]
    return "\n".join(lines)


def _macros(con: duckdb.DuckDBPyConnection) -> str:
    rows = con.execute(
        """select function_name, any_value(parameters), any_value(comment) from duckdb_functions()
           where schema_name = 'metric' group by 1 order by 1"""
    ).fetchall()
    lines = ["## Macros of schema metric", "", "| macro | meaning |", "| --- | --- |"]
    lines += [f"| `{name}({', '.join(taken)})` | {_cell(comment)} |" for name, taken, comment in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

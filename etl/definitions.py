"""The named definitions of dependence: a row of data/reference/definitions.csv and a macro of the same name each.

The macros are in ``sql/metric/definition.sql``. Here they are united in one table macro, so that a new definition is a
row and a macro and nothing else.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl import tables
from etl.errors import DataFileError

PREFIX = "definition_"
HOME = "etl/sql/metric/definition.sql"


def unite(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make metric.dependency_flags from the rows of ref.definition, which come from the file ``path``.

    Raises:
        DataFileError: a definition without its macro, a macro without its definition or with an unknown parameter.
    """
    listed = dict(con.execute("select definition_id, threshold from ref.definition order by 1").fetchall())
    macros = con.execute(
        "select function_name, parameters from duckdb_functions() where schema_name = 'metric'"
    ).fetchall()
    found = {name.removeprefix(PREFIX): taken for name, taken in macros if name.startswith(PREFIX)}
    measures = {name for name, *_ in con.execute("describe from metric.dependence_measure('value', 'plus')").fetchall()}
    for name in sorted(set(listed) - set(found)):
        ids = tables.read_table(path)["definition_id"]
        raise DataFileError(
            f"The definition {name!r} has no macro.", file=path, row=ids.index[ids == name][0], column="definition_id",
            todo=f"Write metric.{PREFIX}{name} in {HOME}, or take the row out.",
        )  # fmt: skip
    for name in sorted(set(found) - set(listed)):
        raise DataFileError(
            f"The macro metric.{PREFIX}{name} has no definition.", file=path, column="definition_id",
            todo=f"Add its row, or take it out of {HOME}.",
        )  # fmt: skip
    for name, taken in found.items():
        for parameter in sorted(set(taken) - measures - {"threshold"}):
            raise DataFileError(
                f"The macro metric.{PREFIX}{name} asks for {parameter!r}, which nothing measures.", file=HOME,
                todo="Its parameters are columns of metric.dependence_measure and threshold: add the column there.",
            )  # fmt: skip
    judged = ",\n        ".join(
        f"{{'id': '{name}', 'threshold': {threshold!r}::double, 'result': {_call(name, threshold, found[name])}}}"
        for name, threshold in listed.items()
    )
    con.execute(f"""create or replace macro metric.dependency_flags(basis, china) as table
        with judged as (
            select m.importer_iso3, m.series_id, m.mineral_id, m.stage, m.year, m.source_ids, unnest([{judged}]) as d
            from metric.dependence_measure(basis, china) m
        )
        select importer_iso3, series_id, mineral_id, stage, year, d.id as definition_id, d.result.flagged as flagged,
               d.result.value as value, d.threshold as threshold, source_ids
        from judged""")
    con.execute("""comment on macro table metric.dependency_flags is 'Every definition for every importer, series and
        year; basis value or quantity, china mainland or plus. GeoDep and single80 are defined on values.'""")


def _call(name: str, threshold: float, taken: list[str]) -> str:
    arguments = ", ".join(repr(threshold) if each == "threshold" else f"m.{each}" for each in taken)
    call = f"metric.{PREFIX}{name}({arguments})"
    return f"{{'value': cast({call}.value as double), 'flagged': {call}.flagged}}"

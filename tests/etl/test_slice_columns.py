"""Slices have the columns of their core table, in its order, with labels in place of identifiers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import duckdb
import pytest

TESTS = Path(__file__).parents[1]
CORE = TESTS.parent / "etl" / "sql" / "schema" / "core.sql"
LABELS = {"mineral_id": "mineral_label", "iso3": "country_label"}
ADDED_BY_BUILD = {"source_id", "edition", "value_t"}
STATUSES = {
    "reported", "estimated", "projected", "zero", "range", "below", "above", "withheld", "not_available", "blank",
    "not_assessed", "unreadable",
}  # fmt: skip


@pytest.mark.parametrize("source", ["eu_crm", "wgi", "pink_sheet", "iea_explorer", "wna_uranium"])
def test_slices_fit_the_core_tables(source):
    module = import_module(f"etl.sources.{source}")
    assert source == module.ID
    assert module.__doc__
    con = duckdb.connect()
    con.execute(CORE.read_text("utf-8"))
    for each in module.tidy(module.extract(TESTS / "fixtures" / source)):
        columns = con.execute(
            """select column_name from duckdb_columns() where schema_name = 'core' and table_name = ?
               order by column_index""",
            [each.table],
        ).fetchall()
        expected = [LABELS.get(name, name) for (name,) in columns if name not in ADDED_BY_BUILD]
        assert list(each.rows.columns) == expected
        assert each.source_id == module.SOURCE_ID
        assert (each.rows["source_row"] >= 2).all()
        if "status" in expected:
            assert set(each.rows["status"]) <= STATUSES
            unknown = each.rows["value"].isna()
            assert not unknown[each.rows["status"].isin({"reported", "estimated", "projected", "zero"})].any()
            assert unknown[each.rows["status"].isin({"unreadable", "not_assessed", "not_available", "below"})].all()

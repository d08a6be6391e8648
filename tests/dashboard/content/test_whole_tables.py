"""Whole tables as files: every row arrives, with its types in Parquet and without formulas in CSV."""

from __future__ import annotations

import io

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from dashboard.content import files, whole_tables
from dashboard.db import Reader
from dashboard.pages.data import questions


def batches_of(texts: list[str | None], batch: int = 2) -> pa.RecordBatchReader:
    table = pa.table(
        {
            "words": pa.array(texts, pa.string()),
            "lists": pa.array([None if word is None else [word, "b"] for word in texts], pa.list_(pa.string())),
            "number": pa.array([None if word is None else len(word) for word in texts], pa.int64()),
        }
    )
    return table.to_reader(max_chunksize=batch)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n"), min_size=1), min_size=1)
)
def test_no_cell_can_run_and_every_row_arrives(texts: list[str]) -> None:
    body = whole_tables.to_csv(batches_of(texts))
    frame = pd.read_csv(io.BytesIO(body), encoding="utf-8-sig", keep_default_na=False, dtype=str)
    assert list(frame["words"]) == [files.neutralise(text) for text in texts]
    assert list(frame["lists"]) == [files.neutralise(f"{text}; b") for text in texts]


def test_missing_values_stay_missing() -> None:
    frame = pd.read_csv(io.BytesIO(whole_tables.to_csv(batches_of([None, "a"]))), encoding="utf-8-sig")
    assert frame.iloc[0].isna().all()
    assert (
        parquet.read_table(io.BytesIO(whole_tables.to_parquet(batches_of([None, "a"])))).column("lists")[0].as_py()
        is None
    )


def test_a_table_without_rows_has_its_header() -> None:
    frame = pd.read_csv(io.BytesIO(whole_tables.to_csv(batches_of([]))), encoding="utf-8-sig")
    assert list(frame.columns) == ["words", "lists", "number"]


@pytest.mark.parametrize("table_id", ["meta.source", "core.trade_flow", "register.evidence"])
def test_every_row_of_a_table_of_the_database_is_in_both_files(reader: Reader, table_id: str) -> None:
    rows = reader.ask(questions.ROWS, table_id=table_id)["rows"].iloc[0]
    with reader.reading(table_id) as batches:
        assert parquet.read_metadata(io.BytesIO(whole_tables.render(batches, "parquet"))).num_rows == rows
    with reader.reading(table_id) as batches:
        frame = pd.read_csv(io.BytesIO(whole_tables.render(batches, "csv")), low_memory=False, encoding="utf-8-sig")
    assert len(frame) == rows


def test_a_name_that_is_no_table_is_not_run(reader: Reader) -> None:
    with pytest.raises(duckdb.Error), reader.reading("meta.source; drop table meta.source"):
        pass
    assert reader.ask(questions.ROWS, table_id="meta.source")["rows"].iloc[0] > 0

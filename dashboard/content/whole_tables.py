"""A whole table of the database as a file, batch by batch. Pure: Arrow in, bytes out."""

from __future__ import annotations

import io
import re

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from dashboard.content.files import RISKY_START

_RISKY = f"^([{re.escape(''.join(RISKY_START))}])"
MIME = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def render(rows: pa.RecordBatchReader, kind: str) -> bytes:
    """The rows as bytes of ``kind``: csv or parquet."""
    return {"csv": to_csv, "parquet": to_parquet}[kind](rows)


def to_csv(rows: pa.RecordBatchReader) -> bytes:
    """UTF-8 with a byte-order mark and one header row; lists joined by semicolons, cells that could run neutralised."""
    buffer = io.BytesIO(b"\xef\xbb\xbf")
    buffer.seek(0, io.SEEK_END)
    header = True
    for batch in rows:
        flat = pa.table([_flat(column) for column in batch.columns], names=batch.schema.names)
        csv.write_csv(flat, buffer, csv.WriteOptions(include_header=header))
        header = False
    if header:
        buffer.write((",".join(f'"{name}"' for name in rows.schema.names) + "\n").encode())
    return buffer.getvalue()


def to_parquet(rows: pa.RecordBatchReader) -> bytes:
    """Parquet with the types of the database; lists stay lists."""
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
    return buffer.getvalue()


def _flat(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "; ")
    if pa.types.is_string(column.type):
        column = pc.replace_substring_regex(column, _RISKY, r"'\1")
    return column

"""A drawn frame and its metadata as a file: CSV, XLSX, Parquet or JSON. Pure: frame in, bytes out."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

# A spreadsheet takes a text cell that starts with one of these for a formula or a command.
RISKY_START = ("=", "+", "-", "@", "\t", "\r")
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9.-]+")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Package:
    """What one download holds.

    Attributes:
        frame: the rows and values that are drawn, unrounded; units are in the column names.
        metadata: what the reader needs beside the rows, as name and text.
        columns: meaning of the columns, by name.
        sources: one row per source release (columns of meta.source).
    """

    frame: pd.DataFrame
    metadata: Mapping[str, str]
    columns: Mapping[str, str]
    sources: pd.DataFrame


def file_name(parts: Sequence[object], data_version: str, kind: str) -> str:
    """A file name that explains itself: ``japan_china-share_value_2024_v1a2b3c.csv``."""
    words = [_UNSAFE_IN_NAME.sub("-", str(part)).strip("-.").lower() for part in parts]
    version = _UNSAFE_IN_NAME.sub("-", data_version)
    return f"{'_'.join(word for word in words if word)}_v{version}.{kind}"


def neutralise(value: object) -> object:
    """A text cell that a spreadsheet could run gets a leading apostrophe; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(RISKY_START):
        return f"'{value}"
    return value


def render(package: Package, kind: str) -> bytes:
    """The package as bytes of ``kind``: csv, xlsx, parquet or json."""
    make = {"csv": to_csv, "xlsx": to_xlsx, "parquet": to_parquet, "json": to_json}[kind]
    return make(package)


def to_csv(package: Package) -> bytes:
    """UTF-8 with a byte-order mark (spreadsheets in Japanese need it), one header row, no metadata in the body."""
    flat = _flat(package.frame).rename(columns=neutralise)
    text: str = flat.map(neutralise).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig")


def to_xlsx(package: Package) -> bytes:
    """A workbook with the sheets Data, Metadata and Sources."""
    described = {**package.metadata, **{f"column {name}": text for name, text in package.columns.items()}}
    metadata = pd.DataFrame({"item": list(described), "text": [str(text) for text in described.values()]})
    sheets = {"Data": package.frame, "Metadata": metadata, "Sources": package.sources}
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        for name, frame in sheets.items():
            cells = _flat(frame).rename(columns=neutralise).map(_for_sheet)
            cells.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
            sheet = writer.sheets[name]
            for cell in sheet[1]:
                sheet.column_dimensions[cell.column_letter].width = min(max(len(str(cell.value)) + 2, 12), 40)
    return buffer.getvalue()


def to_parquet(package: Package) -> bytes:
    """Parquet; lists stay lists, metadata is in the file's key-value metadata."""
    buffer = io.BytesIO()
    frame = package.frame.copy()
    frame.attrs = {"metadata": dict(package.metadata), "columns": dict(package.columns)}
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_json(package: Package) -> bytes:
    """An object with metadata, columns, sources and data (one object per row, missing values null)."""
    body = {
        "metadata": dict(package.metadata),
        "columns": dict(package.columns),
        "sources": _records(package.sources),
        "data": _records(package.frame),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(
        frame.to_json(orient="records", date_format="iso", double_precision=15)
    )
    return records


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Lists as text, because a CSV cell or a sheet cell holds one value."""
    # Only columns of objects hold lists; a column of days cannot even be asked cell by cell.
    objects = [name for name in frame.columns if frame[name].dtype == object]
    nested = [name for name in objects if frame[name].map(pd.api.types.is_list_like).any()]
    flat = {name: frame[name].map(lambda cell: "; ".join(map(str, cell)), na_action="ignore") for name in nested}
    return frame.assign(**flat)


def _for_sheet(value: object) -> object:
    return neutralise(_NOT_IN_XML.sub("", value)) if isinstance(value, str) else value

"""CEPII BACI in HS17, 2018 onwards: an extract of 30 codes that are merged or missing in HS92.

One gzipped CSV: year, exporter_iso3, importer_iso3, hs6, value_usd, qty_t, completeness. The years marked ``full``
hold every flow; those marked ``top6`` hold each importer's six largest suppliers and each exporter's six largest
customers, which moves a share by 0.3 points on average. Tonnes are given for 2024 only.

Next release: place the new extract as ``baci_hs17_v<version>_extract.csv.gz``, add its block to data/sources.toml and
run ``python -m etl refresh baci_hs17 --from <file or folder>``.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import catalog, db
from etl.errors import SourceFormatError
from etl.sources import Slice

ID = "baci_hs17"
COLUMNS = {
    "year": "INTEGER", "exporter_iso3": "VARCHAR", "importer_iso3": "VARCHAR", "hs6": "VARCHAR",
    "value_usd": "DOUBLE", "qty_t": "DOUBLE", "completeness": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True)
class Extract:
    """The extract as read: table ``flow`` of ``con``, the file's name and the release it belongs to."""

    con: duckdb.DuckDBPyConnection
    source_id: str
    name: str


def _find(path: Path) -> Path:
    found = sorted(path.glob("baci_hs17_v*_extract.csv.gz")) if path.is_dir() else [path]
    if len(found) != 1:
        raise SourceFormatError(
            f"Expected one baci_hs17_v<version>_extract.csv.gz, found {len(found)}.", file=path, todo="Name the file."
        )
    return found[0]


@contextmanager
def extract(path: Path) -> Iterator[Extract]:
    """Read the extract, typed, with its line numbers.

    Raises:
        SourceFormatError: unreadable gzip, missing column, wrong type, empty file, repeated key.
    """
    file = _find(path)
    version = re.search(r"_v(\d+)", file.name)
    if version is None:
        raise SourceFormatError(
            "The file name holds no version.", file=file, todo="Name it baci_hs17_v<version>_extract.csv.gz."
        )
    try:
        with gzip.open(file, "rt", encoding="utf-8-sig") as lines:
            header = lines.readline().strip().split(",")
            for _ in lines:  # reading to the end is what finds a truncated file
                pass
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SourceFormatError(f"The file cannot be read: {error}.", file=file, todo="Fetch it again.") from None
    if header != list(COLUMNS):
        raise SourceFormatError(
            f"Columns are {','.join(header) or 'none'}, expected {','.join(COLUMNS)}.", file=file, row=1,
            column=next((column for column in COLUMNS if column not in header), None),
            todo="Give the extract in its published layout.",
        )  # fmt: skip
    with db.connect() as con:
        _read(con, file)
        _refuse_duplicates(con, file)
        yield Extract(con, f"baci_hs17_v{version[1]}", file.name)


def _read(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    # Cells are read as text first, so that a wrong one can be named with its line.
    texts = dict.fromkeys(COLUMNS, "VARCHAR")
    try:
        con.execute(
            f"""create table cell as select *, row_number() over () + 1 as source_row
                from read_csv(?, columns = {texts}, header = true, delim = ',', quote = '"', nullstr = '',
                              auto_detect = false)""",
            [str(file)],
        )
    except duckdb.Error as error:
        line = re.search(r"Line: (\d+)", str(error))
        raise SourceFormatError(
            f"The line does not have {len(COLUMNS)} cells, or cannot be read.", file=file,
            row=int(line[1]) if line else None, todo="Mend or refetch the extract.",
        ) from None  # fmt: skip
    for column, kind in COLUMNS.items():
        empty = "" if column == "qty_t" else f"or {column} is null"
        amount = f"or not isfinite(try_cast({column} as double)) or try_cast({column} as double) < 0"
        bad = con.execute(
            f"""select source_row, {column} from cell
                where (try_cast({column} as {kind}) is null and {column} is not null) {empty}
                {amount if kind == "DOUBLE" else ""} order by source_row limit 1"""
        ).fetchall()
        if bad:
            line, text = bad[0]
            what = "The cell is empty." if text is None else f"{text!r} is not what this column holds."
            raise SourceFormatError(what, file=file, row=line, column=column, todo="Mend or refetch the extract.")
    if con.execute("select count(*) from cell").fetchall() == [(0,)]:
        raise SourceFormatError("The file holds no rows.", file=file, todo="Fetch it again.")
    casts = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in COLUMNS.items())
    con.execute(f"create table flow as select {casts}, source_row from cell")


def _refuse_duplicates(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    twice = con.execute("""select year, exporter_iso3, importer_iso3, hs6, list(source_row order by source_row)
                           from flow group by year, exporter_iso3, importer_iso3, hs6
                           having count(*) > 1 limit 1""").fetchall()
    if twice:
        *flow, lines = twice[0]
        raise SourceFormatError(
            f"The flow {' '.join(map(str, flow))} occurs more than once.", file=file,
            row=" and ".join(map(str, lines)), todo="An extract has one row a flow.",
        )  # fmt: skip


def tidy(raw: Extract) -> list[Slice]:
    """One slice for core.trade_flow: values as published (US dollars, tonnes)."""
    codes = sorted(catalog.hs6_codes("HS17"))
    rows = raw.con.sql(
        """select year, exporter_iso3 as exporter_label, importer_iso3 as importer_label, hs6, 'HS17' as hs_edition,
                  value_usd, qty_t as quantity_t, completeness, $name as source_file, source_row
           from flow where hs6 in (select unnest($codes)) order by hs6, importer_label, year, exporter_label""",
        params={"name": raw.name, "codes": codes},
    )
    return [Slice(raw.source_id, "trade_flow", rows)]

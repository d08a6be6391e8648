"""CEPII BACI in HS92: bilateral trade 1995 to the latest year, from the release zip.

The zip holds one ``BACI_HS92_Y<year>_V<version>.csv`` a year (t year, i exporter, j importer, k product, v thousand
US dollars, q tonnes) and the code lists. ``NA`` in q is unknown, not zero. Country 490 is "Other Asia, nes", in
practice Taiwan. Several country codes share one ISO3 over time. A whole release holds tens of millions of rows, so
each member is unpacked to disk and streamed through DuckDB; only our codes are kept.

Next year's release: download the zip, copy the block in data/sources.toml under its new identifier, and run
``python -m etl refresh baci_hs92 --from <zip>``.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import catalog, db
from etl.errors import SourceFormatError, UnknownNameError
from etl.release_files import find_file
from etl.sources import Slice

ID = "baci_hs92"
MEMBER = re.compile(r"(?:.*/)?BACI_(HS\d{2})_Y(\d{4})_V(\w+)\.csv")
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)  # RuntimeError: locked by a password
COLUMNS = {"t": "INTEGER", "i": "INTEGER", "j": "INTEGER", "k": "VARCHAR", "v": "DOUBLE", "q": "DOUBLE"}


@dataclass(frozen=True)
class Release:
    """An opened release: where its flows stand in ``con`` (table ``flow``) and which version it is."""

    con: duckdb.DuckDBPyConnection
    source_id: str


@contextmanager
def extract(path: Path) -> Iterator[Release]:
    """Open a release zip, or the folder that holds it, and stream our codes of every year into a temporary database.

    Raises:
        SourceFormatError: not a zip, truncated, no yearly files, a missing column, a wrong type, a repeated key.
    """
    path = find_file(path, "BACI_HS92_V*.zip")
    with tempfile.TemporaryDirectory() as folder, db.connect() as con:
        con.execute(f"set temp_directory = '{folder}'")  # where DuckDB puts what exceeds its memory limit
        try:
            with zipfile.ZipFile(path) as archive:
                years = _members(path, archive)
                _countries(con, path, archive, Path(folder))
        except UNREADABLE as error:
            raise _truncated(path, error) from None
        con.execute("""create table flow (year integer, i integer, j integer, hs6 varchar, v double, q double,
                       source_file varchar, source_row integer)""")
        insert = _insert_statement(catalog.hs6_codes("HS92"))
        con.execute("set threads = 1")  # the members are read side by side, one thread each
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: _read_member(con, insert, path, name, Path(folder)), years))
        con.execute("set threads = 2")
        _refuse_years_without_rows(con, years)
        _refuse_wrong_rows(con)
        yield Release(con, f"baci_hs92_v{_named(years[0])[3].lower()}")


def _truncated(path: Path, error: Exception) -> SourceFormatError:
    return SourceFormatError(
        f"The archive cannot be read: {error}.", file=path, todo="Download the release again; it may be truncated."
    )


def _named(name: str) -> re.Match[str]:
    """The edition, year and version in the name of a member; ``_members`` lets no other name through."""
    match = MEMBER.fullmatch(name)
    assert match, name
    return match


def _members(path: Path, archive: zipfile.ZipFile) -> list[str]:
    names = sorted(name for name in archive.namelist() if MEMBER.fullmatch(name))
    editions = {_named(name)[1] for name in names}
    if editions != {"HS92"}:
        found = ", ".join(sorted(editions)) or "no BACI_HS92_Y<year>_V<version>.csv"
        raise SourceFormatError(f"Expected the HS92 release, found {found}.", file=path, todo="Give the HS92 zip.")
    if len({_named(name)[3] for name in names}) > 1:
        raise SourceFormatError("Two versions in one archive.", file=path, todo="Give one release, as downloaded.")
    return names


def _countries(con: duckdb.DuckDBPyConnection, path: Path, archive: zipfile.ZipFile, folder: Path) -> None:
    listed = [name for name in archive.namelist() if re.fullmatch(r"(?:.*/)?country_codes_V\w+\.csv", name)]
    if not listed:
        raise SourceFormatError("The archive holds no country_codes file.", file=path, todo="Give the complete zip.")
    target = folder / "countries.csv"
    with archive.open(listed[0]) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
    _refuse_other_header(target, listed[0], ["country_code", "country_name", "country_iso2", "country_iso3"])
    con.execute(
        """create table country as select row_number() over () + 1 as line, country_code as text,
           try_cast(country_code as integer) as code, country_iso3 as iso3
           from read_csv(?, all_varchar = true, header = true, delim = ',', quote = '"', nullstr = '')""",
        [str(target)],
    )
    bad = con.execute("select line, text from country where code is null or iso3 is null order by line").fetchall()
    if bad:
        what = f"Country code {bad[0][1]!r} is no number, or has no ISO3."
        raise SourceFormatError(what, file=listed[0], row=bad[0][0], todo="Download the release again.")


def _refuse_other_header(file: Path, name: str, columns: list[str]) -> None:
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        header = lines.readline().strip()
    if not header:
        raise SourceFormatError("The file is empty.", file=name, todo="Download the release again.")
    if header.split(",") != columns:
        missing = [column for column in columns if column not in header.split(",")]
        raise SourceFormatError(
            f"Columns are {header[:200]}, expected {','.join(columns)}.", file=name, row=1,
            column=", ".join(missing) or None, todo="Download the release again.",
        )  # fmt: skip


def _read_member(con: duckdb.DuckDBPyConnection, insert: str, path: Path, name: str, folder: Path) -> None:
    target = folder / Path(name).name
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
    except UNREADABLE as error:
        raise _truncated(path, error) from None
    _refuse_other_header(target, name, list(COLUMNS))
    with con.cursor() as cursor:
        try:
            cursor.execute(insert, {"file": str(target), "name": target.name})
        except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
            raise _bad_cell(cursor, target, name, error) from None
    target.unlink()


def _insert_statement(codes: set[str]) -> str:
    # The line number is counted before our codes are picked, in file order: that is what makes a row traceable.
    # A literal list is much faster here than a join, and so is a reader that expects no quotes.
    listed = ", ".join(f"'{code}'" for code in sorted(codes))
    return f"""insert into flow
        select t, i, j, k, v, q, $name, source_row
        from (select *, row_number() over () + 1 as source_row
              from read_csv($file, columns = {COLUMNS}, header = true, delim = ',', quote = '', escape = '',
                            auto_detect = false, nullstr = 'NA', parallel = false))
        where k in ({listed})"""


def _bad_cell(cursor: duckdb.DuckDBPyConnection, target: Path, name: str, error: duckdb.Error) -> SourceFormatError:
    """Read the file once more, keeping what does not fit, to name the first bad cell."""
    cursor.execute("reset threads")
    every_cell = ", ".join(f"count({column})" for column in COLUMNS)  # a cell that is not asked for is not read
    cursor.execute(
        f"""select {every_cell} from read_csv(?, columns = {COLUMNS}, header = true, delim = ',', auto_detect = false,
            nullstr = 'NA', store_rejects = true)""",
        [str(target)],
    ).fetchall()
    bad = cursor.execute("select line, column_name, csv_line from reject_errors order by line limit 1").fetchall()
    if not bad:
        return SourceFormatError(f"{db.reason(error)}.", file=name, todo="Check the release.")
    line, column, text = bad[0]
    return SourceFormatError(
        f"A cell is not what the release documents: {text.strip()!r}.", file=name, row=line, column=column,
        todo="Download the release again, or report it to the publisher.",
    )  # fmt: skip


def _refuse_years_without_rows(con: duckdb.DuckDBPyConnection, members: list[str]) -> None:
    filled = {name for (name,) in con.execute("select distinct source_file from flow").fetchall()}
    for member in members:
        if Path(member).name not in filled:
            what = "The file holds no flow of our codes: it is empty or cut off."
            raise SourceFormatError(what, file=member, todo="Download the release again.")


def _refuse_wrong_rows(con: duckdb.DuckDBPyConnection) -> None:
    todo = "Download the release again."
    gap = con.execute("""select source_file, source_row, case when v is null or not isfinite(v) or v < 0 then 'v'
                                when i is null then 'i' when j is null then 'j' when year is null then 't' else 'q' end
                         from flow where v is null or not isfinite(v) or v < 0 or i is null or j is null
                            or year is null or not isfinite(q) or q < 0 order by 1, 2 limit 1""").fetchall()
    if gap:
        name, line, column = gap[0]
        what = "The cell is empty, or no amount that a flow can have."
        raise SourceFormatError(what, file=name, row=line, column=column, todo=todo)
    stray = con.execute("""select source_file, min(source_row), year from flow group by source_file, year
                           having position('_Y' || year || '_' in source_file) = 0 limit 1""").fetchall()
    if stray:
        name, line, year = stray[0]
        raise SourceFormatError(f"{year} is not the year of the file.", file=name, row=line, column="t", todo=todo)
    # One number a flow is counted much faster than four columns; only if it repeats is it looked up.
    keys, flows = con.execute("""
        select count(distinct ((cast(hs6 as bigint) * 10000 + i) * 10000 + j) * 10000 + year), count(*) from flow
        """).fetchall()[0]
    if keys == flows:
        return
    twice = con.execute("""select year, i, j, hs6, list(source_row order by source_row), any_value(source_file)
                           from flow group by year, i, j, hs6 having count(*) > 1 limit 1""").fetchall()
    year, i, j, hs6, lines, name = twice[0]
    raise SourceFormatError(
        f"The flow {year}, {i} to {j}, {hs6} occurs more than once.",
        file=name,
        row=" and ".join(map(str, lines)),
        todo=todo,
    )


def tidy(raw: Release) -> list[Slice]:
    """One slice for core.trade_flow: values as published (thousand US dollars, tonnes), countries as ISO3.

    Raises:
        UnknownNameError: a country code is not in the release's own list.
    """
    unknown = raw.con.execute("""select distinct code, source_file from
        (select i as code, source_file from flow union select j, source_file from flow) anti join country using (code)
        """).fetchall()
    if unknown:
        todo = "The release's own country list lacks them: download the release again."
        raise UnknownNameError.listing("country codes", [(str(code), name) for code, name in unknown], todo)
    rows = raw.con.sql("""
        select f.year, e.iso3 as exporter_label, m.iso3 as importer_label, f.hs6, 'HS92' as hs_edition,
               f.v as value_thousand_usd, f.q as quantity_t, 'full' as completeness, f.source_file, f.source_row
        from flow f join country e on e.code = f.i join country m on m.code = f.j
        order by f.hs6, importer_label, f.year, exporter_label""")
    return [Slice(raw.source_id, "trade_flow", rows)]

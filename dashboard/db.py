"""The database file: found through data/build/CURRENT, opened read-only, asked by named questions.

``MINERALS_DB`` may name another file, or a folder with a CURRENT in it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import streamlit as st

if TYPE_CHECKING:
    import pyarrow as pa

QUERIES = Path(__file__).parent / "queries"
BUILD_FOLDER = Path(__file__).parents[1] / "data" / "build"
_PINNED = "_build"
BATCH = 50_000
_READER = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "512MB",
    "threads": 2,
}
_log = logging.getLogger(__name__)
# Our frames are short and wide; for them text held by Python is about twice as fast as text held by Arrow.
pd.set_option("mode.string_storage", "python")


class DatabaseMissing(Exception):
    """There is no database file that can be read; the message says which and why."""


@dataclass(frozen=True)
class Build:
    """One build: the file and what it says about itself.

    Attributes:
        path: the DuckDB file.
        stamp: time of last change, so that a file replaced under the same name is opened anew.
        data_version: same version, same numbers.
        built_on: day of the build.
    """

    path: str
    stamp: int
    data_version: str
    built_on: str


def pin() -> Build:
    """Find the published build and keep this viewer on it until the next rerun, so that no page mixes two builds.

    Raises:
        DatabaseMissing: no file, or not a database of ours.
    """
    build = _open(_resolve())
    st.session_state[_PINNED] = build
    return build


def current() -> Build:
    """The build this viewer is on."""
    return st.session_state[_PINNED] if _PINNED in st.session_state else pin()


def query(name: str, **params: str | int | float | bool | tuple | None) -> pd.DataFrame:
    """Answer the question in ``queries/<name>.sql``; the result is cached per build and parameters.

    Args:
        name: file name without suffix.
        params: exactly the ``$parameters`` of the file; scalars, or a tuple for a list.

    Raises:
        TypeError: a parameter is missing or not used by the question.
        DatabaseMissing: the file does not have what the question asks for.
    """
    build = current()
    return _answer(build.path, build.stamp, name, tuple(sorted(params.items())))


@contextmanager
def reading(table_id: str) -> Iterator[pa.RecordBatchReader]:
    """A whole table, in batches of Arrow, so that it never stands in memory at once.

    Args:
        table_id: schema and name, one of data_tables.sql.

    Raises:
        KeyError: no such table.
    """
    if table_id not in set(query("data_tables")["table_id"]):
        raise KeyError(table_id)
    build = current()
    with _connection(build.path, build.stamp).cursor() as cursor:
        yield cursor.sql(f"from {table_id}").to_arrow_reader(BATCH)


def sql(name: str) -> str:
    """Text of a question, as shown beside source rows."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _resolve() -> Path:
    place = Path(os.environ.get("MINERALS_DB") or BUILD_FOLDER)
    if not place.is_dir():
        return place
    pointer = place / "CURRENT"
    if not pointer.is_file():
        raise DatabaseMissing(f"There is no CURRENT in {place.name}: nothing has been built yet.")
    # Only the name: a pointer never leads out of its folder.
    return place / Path(pointer.read_text(encoding="utf-8").strip() or "missing").name


def _open(path: Path) -> Build:
    try:
        stamp = path.stat().st_mtime_ns
        row = _connection(str(path), stamp).cursor().execute("select data_version, built_at from meta.build").fetchone()
    except OSError as error:
        raise DatabaseMissing(f"The database file {path.name} is not there.") from error
    except duckdb.Error as error:
        _log.warning("cannot read %s: %s", path, error)
        raise DatabaseMissing(f"The database file {path.name} cannot be read.") from error
    if row is None:
        raise DatabaseMissing(f"The database file {path.name} is not complete.")
    return Build(str(path), stamp, row[0], f"{row[1]:%Y-%m-%d}")


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(path: str, stamp: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(path, read_only=True, config=_READER)
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


@st.cache_data(max_entries=600, show_spinner=False)
def _answer(path: str, stamp: int, name: str, params: tuple) -> pd.DataFrame:
    text = sql(name)
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in params}
    asked = set(duckdb.extract_statements(text)[0].named_parameters)
    if asked != set(given):
        raise TypeError(f"{name}.sql takes {sorted(asked)}, not {sorted(given)}")
    # A cursor of its own: a second execute on a shared one would silently end the first result.
    cursor = _connection(path, stamp).cursor()
    try:
        return cursor.execute(text, given).df()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        _log.warning("%s.sql does not fit %s: %s", name, path, error)
        raise DatabaseMissing(f"The database file {Path(path).name} was made by another version.") from error
    finally:
        cursor.close()

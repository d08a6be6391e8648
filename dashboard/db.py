"""The database file: found through data/build/CURRENT, opened read-only, asked questions.

``MINERALS_DB`` may name another file, or a folder with a CURRENT in it.
"""

from __future__ import annotations

import functools
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from dashboard.question import Build, Question, RowT, Value

if TYPE_CHECKING:
    import pyarrow as pa

BUILD_FOLDER = Path(__file__).parents[1] / "data" / "build"
BATCH = 50_000
KEPT_ANSWERS = 600
# Every opener in the process uses these very settings: DuckDB refuses the same file under two configurations.
SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "memory_limit": "512MB",
    "threads": 2,
    "lock_configuration": True,
}
_log = logging.getLogger(__name__)
# Our frames are short and wide; for them text held by Python is about twice as fast as text held by Arrow.
pd.set_option("mode.string_storage", "python")


class DatabaseMissing(Exception):
    """There is no database file that can be read; the message says which and why."""


class Reader:
    """One build, open for reading. Threads may share it: each question has a cursor of its own.

    Args:
        path: the DuckDB file.
        stamp: time of its last change.

    Raises:
        DatabaseMissing: no file, or not a database of ours.
    """

    def __init__(self, path: Path, stamp: int) -> None:
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)
            row = self._connection.execute("select data_version, built_at from meta.build").fetchone()
        except duckdb.Error as error:
            _log.warning("cannot read %s: %s", path, error)
            raise DatabaseMissing(f"The database file {path.name} cannot be read.") from error
        if row is None or row[0] is None or row[1] is None:
            raise DatabaseMissing(f"The database file {path.name} is not complete.")
        self.build = Build(str(path), stamp, str(row[0]), f"{row[1]:%Y-%m-%d}")
        self._askers = ThreadPoolExecutor(SETTINGS["threads"], "ask")
        self._answer = functools.lru_cache(maxsize=KEPT_ANSWERS)(self._answered)

    def ask(self, question: Question[RowT], choice: object | None = None, /, **given: Value) -> pd.DataFrame:
        """The answer to a question; kept, so that asking again costs nothing.

        Args:
            question: what is asked.
            choice: where parameters that are not given are taken from, by name.
            given: values of parameters.

        Raises:
            TypeError: a parameter is missing or not one of the question.
            DatabaseMissing: the file does not have what the question asks for, or is damaged.
        """
        parameters = question.parameters(choice, given)
        # Pandas copies on write: whoever changes this frame changes a copy of his own.
        return self._answer(question, tuple(sorted(parameters.items()))).copy(deep=False)

    __call__ = ask

    def together(
        self, questions: Sequence[Question[Any]], choice: object | None = None, /, **given: Value
    ) -> list[pd.DataFrame]:
        """The answers to several questions, asked at the same time: most of what a short one takes is its planning.

        Args:
            questions: what is asked.
            choice: where parameters that are not given are taken from, by name.
            given: values of parameters, the same for all.

        Raises:
            TypeError: a parameter is missing or not one of a question.
            DatabaseMissing: the file does not have what a question asks for, or is damaged.
        """
        return list(self._askers.map(lambda question: self.ask(question, choice, **given), questions))

    @contextmanager
    def reading(self, table_id: str) -> Iterator[pa.RecordBatchReader]:
        """A whole table, in batches of Arrow, so that it never stands in memory at once.

        Args:
            table_id: schema and name; it must come from the list of tables, not from an address.
        """
        with self._connection.cursor() as cursor:
            yield cursor.table(table_id).to_arrow_reader(BATCH)

    def misfits(self, questions: Iterable[Question[Any]]) -> list[str]:
        """What each question would take or give other than it says; empty where all fit this build.

        They are described, not answered, so that a hundred of them take a fifth of a second.
        """
        return [said for question in questions for said in self._misfit(question)]

    def _misfit(self, question: Question[Any]) -> list[str]:
        if set(question.takes) != question.named:
            return [f"{question.name} takes {sorted(question.takes)}, its text names {sorted(question.named)}"]
        with self._connection.cursor() as cursor:
            try:
                given = {name: _plain(value) for name, value in question.examples().items()}
                found = cursor.execute(f"describe {question.sql}", given).fetchall()
            except duckdb.Error as error:
                return [f"{question.name}: {error}"]
        columns = {name: _kind(str(kind)) for name, kind, *_rest in found}
        return [] if columns == question.gives else [f"{question.name} gives {columns}, its row says {question.gives}"]

    def _answered(self, question: Question[Any], parameters: tuple[tuple[str, Value], ...]) -> pd.DataFrame:
        given = {name: _plain(value) for name, value in parameters}
        # A cursor of its own: a second execute on a shared one would silently end the first result.
        with self._connection.cursor() as cursor:
            try:
                return cursor.execute(question.sql, given).df()
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                _log.warning("%s does not fit %s: %s", question.name, self.build.path, error)
                raise DatabaseMissing(
                    f"The database file {Path(self.build.path).name} was made by another version."
                ) from error
            except (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException) as error:
                _log.warning("%s cannot be answered from %s: %s", question.name, self.build.path, error)
                raise DatabaseMissing(f"The database file {Path(self.build.path).name} is damaged.") from error


def published() -> Reader:
    """The published build; the same reader for everybody as long as the same build is published.

    Raises:
        DatabaseMissing: nothing is published, or the file cannot be read.
    """
    path = _resolve()
    try:
        stamp = path.stat().st_mtime_ns
    except (OSError, ValueError) as error:
        raise DatabaseMissing(f"The database file {path.name} is not there.") from error
    return _reader(path, stamp)


@functools.lru_cache(maxsize=3)
def _reader(path: Path, stamp: int) -> Reader:
    return Reader(path, stamp)


def _resolve() -> Path:
    place = Path(os.environ.get("MINERALS_DB") or BUILD_FOLDER)
    if not place.is_dir():
        return place
    pointer = place / "CURRENT"
    try:
        named = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise DatabaseMissing(f"There is no CURRENT in {place.name}: nothing has been built yet.") from None
    except (OSError, UnicodeDecodeError):
        raise DatabaseMissing(f"The file CURRENT in {place.name} cannot be read.") from None
    # Only the name: a pointer never leads out of its folder.
    return place / (Path(named).name or "missing")


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


_KINDS = {"VARCHAR": "str", "BOOLEAN": "bool", "DOUBLE": "float", "FLOAT": "float"}
_KINDS |= dict.fromkeys(("DATE", "TIMESTAMP"), "datetime")
_KINDS |= dict.fromkeys(("SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "UINTEGER"), "int")


def _kind(of_database: str) -> str:
    """What pandas makes of a type of DuckDB, as a row declares it."""
    if of_database.endswith("[]"):
        return f"list[{_kind(of_database.removesuffix('[]'))}]"
    name = of_database.split("(")[0]
    return "str" if name == "ENUM" else "float" if name == "DECIMAL" else _KINDS.get(name, of_database)

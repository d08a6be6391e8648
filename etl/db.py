"""The one place of this package that opens DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "1GB"
THREADS = 2
SQL = Path(__file__).parent / "sql"


@contextmanager
def connect(path: Path | None = None, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to ``path`` (None: in memory) with few threads, bounded memory and no extension downloads."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY_LIMIT,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    con = duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=config)
    try:
        yield con
    finally:
        con.close()


def run_script(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run one file of etl/sql, all of it or nothing."""
    with transaction(con):
        con.execute((SQL / name).read_text("utf-8"))


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Statements that take effect together; hundreds of small ones are also written to disk much faster so."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def reason(error: duckdb.Error) -> str:
    """What DuckDB says is wrong, without its own heading and hints."""
    return str(error).splitlines()[0].split(" Error: ", 1)[-1].rstrip(".")


def insert_frame(con: duckdb.DuckDBPyConnection, table: str, frame) -> None:
    """Append a pandas frame to ``table``, matching columns by name."""
    con.register("incoming_frame", frame)
    con.execute(f"insert into {table} by name select * from incoming_frame")
    con.unregister("incoming_frame")

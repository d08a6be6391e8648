"""One build for the whole run, and copies of the data folder that a test may break."""

from __future__ import annotations

import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import duckdb
import filelock
import pytest
import tomlkit

from dashboard.db import Reader
from etl import build, catalog, db, tables

Made = TypeVar("Made")
Once = Callable[[str, Callable[[Path], Made]], Made]

DATA = Path(__file__).parents[1] / "data"
COMMITTED = ("sources.toml", "corrections.csv", "CHANGELOG.md", "reference", "register", "slices")
NEEDS_ALL_TRADE = re.compile(r",(import_\w+|us_import_source),")
FEW_AREAS = ("JPN", "DEU", "FRA", "KAZ", "CHN", "USA", "VNM")


NOT_FAST = {"built", "little_data"}  # what is made for a whole run, and takes long


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist, for -n auto
def pytest_xdist_auto_num_workers() -> int:
    """Each worker may come to run a server and a browser of its own, about a gigabyte."""
    return min(os.cpu_count() or 1, 4)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test is fast when it asks for no build and no browser; nobody has to mark it."""
    for item in items:
        if NOT_FAST.isdisjoint(getattr(item, "fixturenames", ())) and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.fast)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much of the record of the pages is compared; here, as pytest reads options from the uppermost folder only."""
    parser.addoption(
        "--parity",
        choices=("sample", "all"),
        help="addresses that tests/contracts compares with the record: a sample (the default) or all",
    )


def copy_data(folder: Path, target: Path) -> Path:
    """The committed files of a data folder, without its builds."""
    target.mkdir(parents=True)
    for name in COMMITTED:
        source = folder / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target


def record_again(data: Path, path: Path) -> None:
    """Make sources.toml agree with a slice that a test has changed."""
    document = tomlkit.parse((data / "sources.toml").read_text("utf-8"))
    entries = [entry for block in document.values() for entry in block.get("slices", [])]
    entry = next(entry for entry in entries if data / entry["path"] == path)
    entry["sha256"] = catalog.sha256(path)
    (data / "sources.toml").write_text(tomlkit.dumps(document), "utf-8")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make something in a folder of its own, once in a run, however many workers it has; the others are given it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own below that of the run
        shared = shared.parent

    def make(name: str, how: Callable[[Path], Made]) -> Made:
        told = shared / f"{name}.pickle"
        with filelock.FileLock(shared / f"{name}.lock"):
            if not told.is_file():
                folder = shared / name
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed here
                folder.mkdir()
                told.write_bytes(pickle.dumps(how(folder)))
        return pickle.loads(told.read_bytes())

    return make


@pytest.fixture(scope="session")
def built(once: Once) -> build.Built:
    """The committed data, built once; the published file of the checkout is not touched."""
    return once("committed", lambda folder: build.build(copy_data(DATA, folder / "data")))


@pytest.fixture(scope="session")
def built_db(built: build.Built) -> Path:
    """The database file of ``built``."""
    return built.path


@pytest.fixture
def con(built_db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to ``built_db``."""
    with db.connect(built_db, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def make_macros() -> Callable[..., None]:
    """Run files of etl/sql/metric, after the thresholds that they read."""

    def make(con: duckdb.DuckDBPyConnection, *names: str) -> None:
        if not con.execute("from duckdb_schemas() where schema_name = 'ref'").fetchall():
            db.run_script(con, "schema/ref.sql")
        tables.load(con, DATA / "reference" / "thresholds.csv", "ref", "threshold")
        for name in ("metric/threshold.sql", *names):
            db.run_script(con, name)

    return make


@pytest.fixture(scope="session")
def dashboard_db(built_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second name for ``built_db``: one process cannot hold a database open under two configurations."""
    path = tmp_path_factory.mktemp("dashboard") / built_db.name
    try:
        path.hardlink_to(built_db)
    except OSError:  # another file system
        shutil.copy(built_db, path)
    return path


@pytest.fixture
def minerals_db(dashboard_db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dashboard reads ``dashboard_db``."""
    monkeypatch.setenv("MINERALS_DB", str(dashboard_db))
    return dashboard_db


@pytest.fixture(scope="session")
def reader(dashboard_db: Path) -> Reader:
    """The build of the run, open as the dashboard opens it."""
    return Reader(dashboard_db, dashboard_db.stat().st_mtime_ns)


@pytest.fixture(scope="session")
def little_data(once: Once) -> Path:
    """The committed data with the trade of a few countries and short panels, to build fast. Do not write to it."""
    return once("little", shorten_data)


def shorten_data(folder: Path) -> Path:
    """A copy of the committed data with the trade of ``FEW_AREAS`` and short panels."""
    data = copy_data(DATA, folder / "data")
    few = ", ".join(f"'{area}'" for area in FEW_AREAS)
    for path in sorted(data.glob("slices/*/trade_flow.parquet")):
        with db.connect() as con:
            con.execute(f"""copy (from '{path}' where importer_label in ({few}) and exporter_label in ({few})
                                  and year >= 2013) to '{path}.part' (format parquet)""")
        path.with_name(path.name + ".part").replace(path)
        record_again(data, path)
    for path in (data / "slices/wgi_2024/governance.csv", data / "slices/pink_sheet_2026_06/price.csv"):
        header, *lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(header + "".join(line for line in lines if re.search(r",202\d,", line)), "utf-8")
        record_again(data, path)
    published = data / "reference" / "published_values.csv"  # without those that need all the trade
    header, *lines = published.read_text("utf-8").splitlines(keepends=True)
    published.write_text(header + "".join(line for line in lines if not NEEDS_ALL_TRADE.search(line)), "utf-8")
    return data


@pytest.fixture(scope="session")
def little_build(little_data: Path, once: Once) -> build.Built:
    """``little_data``, built once. Its data folder is ``little_build.path.parents[1]``; not to be written to.

    One thread adds up in one order, so that another such build is equal to the last digit.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "THREADS", 1)
        return once("little_build", lambda folder: build.build(copy_data(little_data, folder / "data")))


@pytest.fixture
def data_copy(little_data: Path, tmp_path: Path) -> Path:
    """A copy of ``little_data`` to break."""
    return copy_data(little_data, tmp_path / "data")


@pytest.fixture
def published_copy(little_build: build.Built, data_copy: Path) -> Path:
    """``data_copy`` with a published build in it."""
    shutil.copytree(build.build_folder(little_build.path.parents[1]), build.build_folder(data_copy))
    return data_copy


@pytest.fixture
def record(data_copy: Path) -> Callable[[Path], None]:
    """Record a changed slice of ``data_copy`` as if it had been refreshed."""
    return lambda path: record_again(data_copy, path)


@pytest.fixture
def edit_slice(data_copy: Path) -> Callable[[str, str, str], Path]:
    """Replace the first ``old`` by ``new`` in a CSV slice of ``data_copy``, recorded as if it had been refreshed."""

    def edit(name: str, old: str, new: str) -> Path:
        path = data_copy / "slices" / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        record_again(data_copy, path)
        return path

    return edit


@pytest.fixture
def edit_trade(data_copy: Path) -> Callable[[str], Path]:
    """Replace the HS92 slice of ``data_copy`` by a query over its rows ``t``, recorded as if it had been refreshed."""

    def edit(query: str) -> Path:
        path = data_copy / "slices" / "baci_hs92_v202601" / "trade_flow.parquet"
        with db.connect() as con:
            con.execute(f"create view t as from '{path}'")
            con.execute(f"copy ({query}) to '{path}.part' (format parquet)")
        path.with_name(path.name + ".part").replace(path)
        record_again(data_copy, path)
        return path

    return edit

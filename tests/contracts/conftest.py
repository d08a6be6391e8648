"""How much of the record is compared, and the build it is compared with.

A sample of every page is compared by default; ``--parity=all``, or ``PARITY=all`` in the environment, compares every
address that is recorded.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.contracts import parity


def how_much(config: pytest.Config) -> str:
    """sample or all, by the option or else the environment."""
    asked = config.getoption("--parity") or os.environ.get("PARITY", "sample")
    if asked not in ("sample", "all"):
        raise pytest.UsageError(f"PARITY is {asked!r}; it may be sample or all")
    return asked


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each part of the record of a page, so that parts can run side by side."""
    if "recorded_part" not in metafunc.fixturenames:
        return
    everything = how_much(metafunc.config) == "all"
    parts = [(page, number) for page in parity.PAGES for number, _kept in enumerate(parity.chunks(page, everything))]
    metafunc.parametrize(
        "recorded_part",
        [(page, number, everything) for page, number in parts],
        ids=[f"{page}-{number}" for page, number in parts],
    )


@pytest.fixture(scope="session")
def contract_db(built_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second name for ``built_db``: one process cannot hold a database open under two configurations."""
    path = tmp_path_factory.mktemp("contracts") / built_db.name
    try:
        path.hardlink_to(built_db)
    except OSError:  # another file system
        shutil.copy(built_db, path)
    return path


@pytest.fixture
def minerals_db(contract_db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dashboard reads ``contract_db``."""
    monkeypatch.setenv("MINERALS_DB", str(contract_db))
    return contract_db

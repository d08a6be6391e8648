"""The dashboard reads the build of the run under a name of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


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

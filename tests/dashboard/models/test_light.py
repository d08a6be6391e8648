"""Models load without what they can do without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Every page as its bare address opens it, with its charts; prints what of the solver has been loaded.
PAGES_WITHOUT_SOLVER = """
import sys
import dashboard.server
from dashboard import db
from dashboard.pages import PAGES
from tests.dashboard.made import make

charts = [panel.figure for page in PAGES for panel in make(page, db.published()).panels]
print(len([chart for chart in charts if chart is not None]) > 5, [n for n in sys.modules if n.startswith("scipy")])
"""


@pytest.mark.parametrize("module", ["dashboard.models.export_cut", "dashboard.models.origins"])
def test_models_load_without_solver_screen_and_database(module: str) -> None:
    code = f"import sys, {module}; print([n for n in ('scipy', 'streamlit', 'duckdb') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_server_and_its_pages_do_without_the_solver(dashboard_db: Path) -> None:
    """It takes as long to load as all the rest; only a reader who asks for an export cut waits for it."""
    told = {**os.environ, "MINERALS_DB": str(dashboard_db)}
    done = subprocess.run(
        [sys.executable, "-c", PAGES_WITHOUT_SOLVER], capture_output=True, text=True, check=True, env=told
    )
    assert done.stdout.strip() == "True []"

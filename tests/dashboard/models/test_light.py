"""Models load without what they can do without."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["dashboard.models.export_cut", "dashboard.models.origins"])
def test_models_load_without_solver_screen_and_database(module: str) -> None:
    code = f"import sys, {module}; print([n for n in ('scipy', 'streamlit', 'duckdb') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

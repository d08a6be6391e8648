"""How much of the record is compared, and the build it is compared with.

A sample of every page is compared by default; ``--parity=all``, or ``PARITY=all`` in the environment, compares every
address that is recorded.
"""

from __future__ import annotations

import os

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

"""Every question is a file bound to what it takes and gives, and fits the build."""

from __future__ import annotations

from pathlib import Path

import dashboard
from dashboard.db import Reader
from dashboard.pages import questions

FILES = sorted(Path(dashboard.__file__).parent.glob("pages/*/queries/*.sql"))


def test_every_question_fits_the_build(reader: Reader) -> None:
    assert reader.misfits(questions()) == []


def test_every_file_is_bound_once() -> None:
    bound = [one.path for one in questions()]
    assert len(bound) == len(set(bound))
    assert set(FILES) <= set(bound)

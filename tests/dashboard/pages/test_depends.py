"""Panels say which parameters change them; sections are kept for all viewers by what their keys hold."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard.content.page import Page
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.pages import PAGES
from dashboard.state.choice import parameters
from tests.dashboard.made import make

BY_PATH = {page.path: page for page in PAGES}
# Another value of every parameter of a page.
TRADE = {"year": 2015, "basis": "quantity", "china": "plus", "stage": "refined"}
COMPARED = {"group": "G7", "importers": "JPN,DEU", "metric": "top", "mineral": "gallium", "definition": "crma65"}
COMMITTED = {
    "about": "uranium",
    "place": "KAZ",
    "who": "JPN",
    "instrument": "MoU",
    "step": "exploration",
    "state": "agreed",
}
OTHERS: dict[str, dict[str, Any]] = {
    "overview": TRADE | {"importer": "KOR", "sort": "value"},
    "country": TRADE | {"country": "UZB", "role": "importer"},
    "compare": TRADE | COMPARED | {"view": "map", "since": 2012, "from": 2005, "to": 2019},
    "commitments": COMMITTED
    | {"part": "context", "record": "P02", "show": "map", "day": "2025-06-01", "verdict": "rising", "by": "value"}
    | {"before": 2, "after": 2, "gap": 1, "change": 50, "china": "plus"},
    "data": {"topic": "checks", "table": "meta.build"},
}
# Views of a page that together draw all of its panels.
VIEWS = [
    ("overview", {}),
    ("country", {"country": "KAZ"}),
    ("country", {"country": "JPN", "role": "importer"}),
    *(("compare", {"view": view}) for view in ("heat", "lines", "map", "changes")),
    *(("commitments", {"part": part}) for part in ("flow", "commitments", "controls", "claims", "context")),
    ("commitments", {"part": "commitments", "show": "timeline"}),
    ("commitments", {"record": "P21"}),
    *(
        ("data", {"topic": topic})
        for topic in ("sources", "checks", "metrics", "codes", "downloads", "cite", "changes")
    ),
]


def drawn(page: Page[Any, Any], subject: Any, opened: set[str]) -> dict[str, Panel]:
    """The panels of these sections, whether or not the choice opens them."""
    sections = (section for section in page.sections if section.section_id in opened)
    return {one.panel_id: one for section in sections for one in section.blocks(subject) if isinstance(one, Panel)}


@pytest.mark.parametrize("path", list(OTHERS))
def test_another_value_is_known_for_every_parameter(path: str) -> None:
    assert set(OTHERS[path]) == {one.name for one in parameters(BY_PATH[path].choice)}


@pytest.mark.parametrize(("path", "view"), VIEWS)
def test_panels_depend_on_nothing_that_they_do_not_name(reader: Reader, path: str, view: dict[str, str]) -> None:
    """Frame, title and subtitle stay with another value of a parameter that a panel does not name."""
    page = BY_PATH[path]
    usual = make(page, reader, **view).subject
    opened = {section.section_id for section in page.sections if section.shown(usual)}
    before = drawn(page, usual, opened)
    assert before
    for name, panel in before.items():
        assert panel.depends is not None and set(panel.depends) <= set(OTHERS[path]), name
        assert len(panel.title) <= 130 and not panel.title.endswith("."), panel.title
    keys = {section.section_id: section.key(usual) for section in page.sections if section.key}
    for parameter, value in OTHERS[path].items():
        unnamed = {name for name, panel in before.items() if parameter not in panel.depends}
        other = make(page, reader, **{**view, parameter: value})
        assert other.notices == (), parameter
        if not unnamed:
            continue
        after = drawn(page, other.subject, opened)
        for name in unnamed:
            assert (after[name].title, after[name].caption) == (before[name].title, before[name].caption), parameter
            pd.testing.assert_frame_equal(after[name].frame, before[name].frame, obj=f"{name}, {parameter}")
        for section in page.sections:
            if section.section_id in opened and section.key and section.key(other.subject) == keys[section.section_id]:
                kept = drawn(page, other.subject, {section.section_id})
                assert kept.keys() <= unnamed, (section.section_id, parameter)
                assert all(panel.caveats == before[name].caveats for name, panel in kept.items()), parameter

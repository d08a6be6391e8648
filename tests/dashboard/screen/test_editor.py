"""What is typed into a table goes into its parameter, and never hides what an address says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
import streamlit as st

from dashboard.content.page import Editable
from dashboard.screen import editor, session


class Screen:
    """Streamlit's side of an editor: what it was given, and the reader who types."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: dict[str, Any] = {}
        self.values: dict[str, Any] = {"spare": ()}
        self.given: dict[str, Any] = {}
        monkeypatch.setattr(st, "session_state", self.state)
        monkeypatch.setattr(st, "data_editor", lambda frame, **given: self.given.update(frame=frame, **given))
        monkeypatch.setattr(session, "values", lambda: self.values)
        monkeypatch.setattr(session, "change", lambda **changes: self.values.update(changes))

    def draw(self) -> str:
        """The key under which the table is drawn."""
        editor.draw(
            Editable(
                key="table",
                frame=pd.DataFrame({"name": ["Kazakhstan", "Japan"], "spare_t": [1.0, None], "hidden": [0, 0]}),
                headings={"name": "Supplier", "spare_t": "Tonnes"},
                column="spare_t",
                ids=["KAZ", "JPN"],
                parameter="spare",
                changes=lambda typed: tuple(sorted(typed.items())),
            )
        )
        return str(self.given["key"])

    def type(self, rows: dict[int, dict[str, float | None]]) -> None:
        self.state[self.given["key"]] = {"edited_rows": rows}
        self.given["on_change"](*self.given["args"])


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    return Screen(monkeypatch)


def test_only_the_named_column_can_be_changed(screen: Screen) -> None:
    screen.draw()
    assert list(screen.given["frame"]) == ["name", "spare_t"]
    assert screen.given["disabled"] == ["name"]


def test_what_is_typed_is_in_the_parameter_by_identifier(screen: Screen) -> None:
    screen.draw()
    screen.type({0: {"spare_t": None}, 1: {"spare_t": 12.5}})
    assert screen.values["spare"] == (("JPN", 12.5), ("KAZ", None))


def test_the_table_stays_where_it_is_while_the_reader_types(screen: Screen) -> None:
    first = screen.draw()
    screen.type({1: {"spare_t": 5.0}})
    assert screen.draw() == first
    screen.type({0: {"spare_t": 7.0}, 1: {"spare_t": 5.0}})
    assert screen.draw() == first


def test_going_back_begins_the_table_anew(screen: Screen) -> None:
    first = screen.draw()
    screen.type({1: {"spare_t": 5.0}})
    screen.draw()
    screen.values["spare"] = ()
    again = screen.draw()
    assert again != first
    assert screen.draw() == again

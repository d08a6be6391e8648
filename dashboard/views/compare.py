"""Compare: importers side by side as a table, over time, on a map, and between two years."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import controls, panel, permalink
from dashboard.panel import Panel
from dashboard.views import compare_changes, compare_heat, compare_lines, compare_map, compare_view
from dashboard.views.compare_view import Page

VIEWS = {"heat": compare_heat, "lines": compare_lines, "map": compare_map, "changes": compare_changes}


def main() -> None:
    """Draw the page from the values of permalink."""
    chosen = permalink.values()
    said = page(chosen)
    panel.notices(said.notices)
    panel.answer(said.title, said.sentence, said.strong, said.details)
    with st.container(key="compare_filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        controls.draw(_controls(chosen))
    for entry in said.panels:
        panel.show(entry)


def panels(chosen: Mapping[str, object]) -> list[Panel]:
    """The panels of the page for these parameters; nothing is drawn."""
    return page(chosen).panels


def page(chosen: Mapping[str, object]) -> Page:
    """What the chosen view says and draws."""
    view = compare_view.own_list(chosen) if chosen["view"] == "lines" else compare_view.view(chosen)
    return VIEWS[chosen["view"]].page(view)


def _controls(chosen: Mapping[str, object]) -> list[str]:
    """A list of one's own needs its control; a group does not."""
    names = VIEWS[chosen["view"]].CONTROLS
    own = chosen["view"] == "lines" or chosen["group"] == permalink.OWN
    return [name for name in names if name != "importers" or own]


if __name__ == "__main__":
    main()

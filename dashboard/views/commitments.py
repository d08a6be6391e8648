"""Commitments: what was claimed, pledged and restricted, and whether the flows moved. One part is drawn at a time."""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st

from dashboard import controls_register, panel, permalink
from dashboard.panel import Panel
from dashboard.text import _
from dashboard.views import (
    commitments_claims,
    commitments_events,
    commitments_flow,
    commitments_list,
    commitments_record,
)

# What answers and what draws each part.
PARTS = {
    "flow": (commitments_flow.answer, commitments_flow.panels),
    "commitments": (commitments_list.answer, commitments_list.panels),
    "controls": (commitments_events.answer, commitments_events.panels),
    "claims": (commitments_claims.answer, commitments_claims.panels),
    "context": (commitments_claims.context_answer, commitments_claims.context),
}


def main() -> None:
    """Draw the open record, or the part of the page that the address names."""
    chosen = permalink.values()
    opened = chosen["record"] != permalink.ANY
    answer, made_by = _parts(chosen)
    title = commitments_record.title(chosen) if opened else _("Commitments: from pledge to flow")
    panel.answer(title, *answer(chosen))
    if opened:
        st.button(_("Close this record"), on_click=controls_register.close_record, key="close_record")
    _filters(commitments_record.filters(chosen) if opened else str(chosen["part"]))
    drawn = made_by(chosen)
    for made in drawn:
        panel.show(made)
    if not drawn:
        st.html(f"<p>{html.escape(_('No record fits these filters; take one of them off.'))}</p>")


def panels(chosen: dict) -> list[Panel]:
    """The panels of the open record or part; nothing is drawn."""
    return list(_parts(chosen)[1](chosen))


def _parts(chosen: dict) -> tuple[Callable, Callable]:
    """What answers and what draws for these values."""
    if chosen["record"] != permalink.ANY:
        return commitments_record.answer, commitments_record.panels
    return PARTS[str(chosen["part"])]


def _filters(part: str) -> None:
    if controls_register.OF_PART[part]:
        with st.container(key="part_filters", horizontal=True, vertical_alignment="bottom", gap="small"):
            controls_register.draw(part)


if __name__ == "__main__":
    main()

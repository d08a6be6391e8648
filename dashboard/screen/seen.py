"""Charts that are sent when they come into sight, one after the other, so that the reader's own screen is first."""

from __future__ import annotations

import functools
import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.content.panel import Panel
from dashboard.screen import session
from dashboard.words.language import _

WATCH = Path(__file__).parent / "seen.js"
# Pixels that are kept for a chart that is not made yet.
ROOM = 420
_SHOWN = "_charts_shown"


@functools.cache
def _watcher() -> Any:
    return st.components.v2.component("chart_in_sight", js=WATCH.read_text(encoding="utf-8"), isolate_styles=False)


def chart(shown: Panel, draw: Callable[[Panel], None]) -> None:
    """Draw the chart of a panel: at once where it comes before everything else, otherwise when it is in sight.

    A chart that did not change since the run before stays as it is.

    Args:
        shown: the panel.
        draw: draws its chart.
    """
    if session.is_first() or st.session_state.setdefault(_SHOWN, {}).get(shown.panel_id) is shown:
        with st.container(key=f"figure_{shown.panel_id}", gap=None):
            draw(shown)
        st.session_state.setdefault(_SHOWN, {})[shown.panel_id] = shown
        return
    _when_seen(shown, draw, session.run())


@st.fragment
def _when_seen(shown: Panel, draw: Callable[[Panel], None], run: int) -> None:
    session.fragment()
    drawn = st.session_state[_SHOWN]
    with st.container(key=f"place_{shown.panel_id}", gap=None):
        # What is new each time makes the browser look again.
        found = _watcher()(key=f"seen_{shown.panel_id}", data={"run": run}, height=1, on_seen_change=lambda: None)
        if found.seen or drawn.get(shown.panel_id) is shown:
            drawn[shown.panel_id] = shown
            with st.container(key=f"figure_{shown.panel_id}", gap=None):
                draw(shown)
            return
        with st.container(key=f"waits_{shown.panel_id}", height=_room(shown), border=False):
            said = _("The chart is drawn when it comes into sight. What it shows: {alt}").format(alt=shown.alt)
            st.html(f'<p class="chart-waits">{html.escape(said)}</p>')


def _room(shown: Panel) -> int:
    """Pixels to keep for a chart: as high as it will be, where that is known."""
    made = shown.__dict__.get("figure")  # made already, for this reader or another
    return int(made.layout.height or ROOM) if made is not None else ROOM

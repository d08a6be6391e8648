"""A table of which the reader changes a column; the address holds what was changed."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from dashboard.content.page import Editable
from dashboard.screen import session


def draw(shown: Editable) -> None:
    """Draw the table; what is typed goes into its parameter at once."""
    # Streamlit keeps what was typed under a key. Where the parameter changed in another way, as by going back, that
    # would hide the numbers of now, so the table begins anew.
    value, seen = session.values()[shown.parameter], f"_{shown.key}"
    known, turn = st.session_state.get(seen, (value, 0))
    turn += known != value
    st.session_state[seen] = (value, turn)
    key = f"{shown.key}_{turn}"
    settings: dict[str, Any] = {
        name: st.column_config.NumberColumn(label, min_value=0.0 if name == shown.column else None, format="localized")
        if shown.frame[name].dtype.kind in "fi"
        else label
        for name, label in shown.headings.items()
    }
    st.data_editor(
        shown.frame[list(shown.headings)],
        key=key,
        hide_index=True,
        height=320,
        disabled=[name for name in shown.headings if name != shown.column],
        column_config=settings,
        on_change=_typed,
        args=(shown, key, seen, turn),
    )


def _typed(shown: Editable, key: str, seen: str, turn: int) -> None:
    """Changed numbers into the parameter, so that the answer above the table already has them."""
    rows = cast(dict[Any, dict[str, float | None]], st.session_state[key]["edited_rows"])
    column = shown.column
    value = shown.changes({shown.ids[int(at)]: row[column] for at, row in rows.items() if column in row})
    st.session_state[seen] = (value, turn)
    session.change(**{shown.parameter: value})

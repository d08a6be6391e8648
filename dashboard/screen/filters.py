"""Filters as widgets. A widget's key is the name of its parameter; its options are identifiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.content.filters import Filter, Filters
from dashboard.screen import session
from dashboard.state.parameter import Parameter, Several
from dashboard.words.language import _


def row(filters: Filters) -> None:
    """A row of filters."""
    with st.container(key=filters.key, horizontal=True, vertical_alignment="bottom", gap="small"):
        draw(filters.filters)


def draw(filters: Sequence[Filter]) -> None:
    """Filters one after the other."""
    for one in filters:
        _draw(one)


def chosen(parameter: Parameter[Any]) -> str:
    """The label of what is chosen now."""
    value = session.values()[parameter.name]
    return str(session.labels(parameter).get(value, value))


def _draw(asked: Filter) -> None:
    parameter = asked.parameter
    options, labels = _options(asked)
    visibility = "collapsed" if parameter.widget.hide_label else "visible"
    common: dict[str, Any] = {"key": parameter.name, "label_visibility": visibility}
    if parameter.resets:
        common |= {"on_change": session.reset, "args": parameter.resets}
    if parameter.widget.width:
        common["width"] = parameter.widget.width
    label = asked.label or _(parameter.label)

    def said(value: Any) -> str:
        return str(labels.get(value, value))

    match parameter.widget.kind:
        case "select":
            st.selectbox(label, options, format_func=said, **common)
        case "segments":
            st.segmented_control(label, options, format_func=said, required=True, **common)
        case "several":
            most = parameter.most if isinstance(parameter, Several) else None
            st.multiselect(label.format(n=most), options, format_func=said, max_selections=most, **common)
        case "slider":
            st.slider(label, min(options), max(options), **common)
        case "day":
            first, last = (date.fromisoformat(day) for day in (min(options), max(options)))
            st.date_input(label, min_value=first, max_value=last, format="YYYY-MM-DD", **common)


def _options(asked: Filter) -> tuple[list[Any], Mapping[Any, str]]:
    """The options in the order shown, with their labels; what is chosen now is always among them."""
    parameter: Parameter[Any] = asked.parameter
    labels = session.labels(parameter) if asked.options is None else asked.options
    allowed = list(session.known().allowed[parameter.name])
    if asked.options is None:
        return allowed, labels
    options = list(asked.options)
    if asked.instead is not None:
        st.session_state[parameter.name] = parameter.to_widget(asked.instead)
    held = parameter.from_widget(st.session_state[parameter.name])
    if isinstance(held, tuple):
        st.session_state[parameter.name] = [one for one in held if one in options]
    elif held not in options:
        options.append(held)
    return options, {**session.labels(parameter), **labels}

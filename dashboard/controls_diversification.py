"""Filters of the diversification page. Each widget's key is its parameter in the address; options are identifiers."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import choices_diversification as choices
from dashboard import text
from dashboard.text import _


def question() -> None:
    """The question that is answered; only this part is computed and drawn."""
    _segments(_("Question"), "question", questions())


def questions() -> dict[str, str]:
    """Names of the parts of the page."""
    return {
        "who": _("Who replaced China"),
        "trend": _("Is it a trend"),
        "upstream": _("Only upstream?"),
        "detours": _("Detours"),
        "league": _("League table"),
        "cut": _("Export cut"),
        "scores": _("Scores"),
    }


def window() -> None:
    """Single years, or three years pooled."""
    _segments(_("Compared"), "window", {"year": _("Single years"), "three": _("Three years each")})


def target() -> None:
    """Share of the imports whose year is calculated."""
    names = {
        65: _("65 % (EU benchmark, as a proxy)"),
        50: _("50 % (more than half)"),
        80: _("80 % (single partner)"),
    }
    st.selectbox(
        _("Target for China's share"),
        choices.CHOICES["target"],
        format_func=lambda value: names.get(value, f"{value}{text.NBSP}%"),
        key="target",
        width=270,
    )


def supplier(names: Mapping[str, str]) -> None:
    """Who withholds exports: suppliers of this series, largest first."""
    st.selectbox(_("Who withholds exports"), list(names), format_func=names.get, key="supplier", width=230)


def cut() -> None:
    """Per cent of the exports that are withheld."""
    st.slider(_("Exports withheld, %"), 0, 100, key="cut", width=300)


def hit(importer: str) -> None:
    """Withheld from all importers, or from one."""
    _segments(_("Withheld from"), "hit", {"all": _("All importers"), "one": importer})


def compete(importer: str) -> None:
    """Who may use spare capacity."""
    labels = {"all": _("All importers compete"), "one": _("Only {importer}").format(importer=importer)}
    _segments(_("Spare capacity for"), "compete", labels)


def keep() -> None:
    """Whether the best allocation may divert shipments that survive."""
    labels = {"divert": _("May be diverted"), "keep": _("Stay where they are")}
    _segments(_("Surviving shipments"), "keep", labels)


def ramp() -> None:
    """How far a relation may grow."""
    labels = {"none": _("No limit"), "present": _("Present customers only")}
    st.selectbox(
        _("Growth of a relation"),
        choices.CHOICES["ramp"],
        format_func=lambda value: labels.get(value) or _("At most +{n} %").format(n=value),
        key="ramp",
        width=200,
    )


def slack() -> None:
    """How far above its recent peak a supplier could ship."""
    st.selectbox(
        _("Above the recent peak"),
        choices.CHOICES["slack"],
        format_func=lambda value: f"+{value}{text.NBSP}%",
        key="slack",
        width=160,
    )


def price() -> None:
    """Price response under stated elasticities."""
    labels = {
        "off": _("Not calculated"),
        "mild": _("Supply 0.3, demand \N{MINUS SIGN}0.5"),
        "middle": _("Supply 0.2, demand \N{MINUS SIGN}0.3"),
        "sharp": _("Supply 0, demand \N{MINUS SIGN}0.1"),
    }
    st.selectbox(_("Price response, elasticities"), list(labels), format_func=labels.get, key="price", width=230)


def plants(names: Mapping[str, str]) -> None:
    """Planned projects that run."""
    st.multiselect(
        _("Planned projects that run"),
        list(names),
        format_func=names.get,
        key="plants",
        max_selections=choices.LISTS["plants"],
        width=420,
    )


def _segments(label: str, name: str, labels: Mapping[str, str]) -> None:
    st.segmented_control(label, list(labels), format_func=labels.get, key=name, required=True)

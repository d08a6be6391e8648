"""Diversification: who replaced China, is it a trend, did only the ore move, and what if supply is cut."""

from __future__ import annotations

import html
import importlib
from collections.abc import Mapping

import streamlit as st

from dashboard import controls_diversification, panel, permalink
from dashboard.choices_diversification import QUESTIONS
from dashboard.panel import Panel
from dashboard.text import _
from dashboard.views import diversification_view
from dashboard.views.diversification_view import Section, View


def panels(chosen: Mapping) -> list[Panel]:
    """Every panel of every part of the page for these values."""
    view = diversification_view.view(chosen)
    return [drawn for question in QUESTIONS for drawn in _section(question, view).panels]


def main() -> None:
    """Draw the chosen part; the others are neither computed nor drawn."""
    chosen = permalink.values()
    question = str(chosen["question"])
    view = diversification_view.view(chosen)
    section = _section(question, view)
    title = _("Diversification: {mineral}, imports of {importer}").format(mineral=view.mineral, importer=view.importer)
    with st.container(key="questions"):
        controls_diversification.question()
    panel.answer(title, section.sentence, section.strong, section.details)
    if section.controls:
        section.controls()
    for drawn in section.panels:
        panel.show(drawn)
    if not section.panels:
        message = _("Nothing is drawn: choose other years, another mineral or another importer.")
        st.html(f'<div class="notice" role="status"><p>{html.escape(message)}</p></div>')
    if section.after:
        section.after()


def _section(question: str, view: View) -> Section:
    # Each part brings its own libraries: charts, and a solver for the export cut.
    return importlib.import_module(f"dashboard.views.diversification_{question}").section(view)


if __name__ == "__main__":
    main()

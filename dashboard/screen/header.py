"""The first row of every page: the product's name, the pages, search, language and theme."""

from __future__ import annotations

import html
from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.screen import session
from dashboard.words import language
from dashboard.words.language import LANGUAGES, _


def header(entries: Mapping[str, StreamlitPage]) -> None:
    """Draw the row; it stays in sight when the page scrolls.

    Args:
        entries: the pages by path, in the order shown.
    """
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        name, motto = html.escape(_("Critical minerals")), html.escape(_("from pledge to flow"))
        st.html(f'<p class="brand"><strong>{name}</strong> <span>{motto}</span></p>', width="content")
        if len(entries) > 1:
            with st.container(key="navigation", horizontal=True, gap="small", width="content"):
                for entry in entries.values():
                    st.page_link(entry, query_params=session.query("./"))
        with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _other_languages()
            said = html.escape(_("Light or dark"))
            st.html(
                f'<button type="button" class="theme" data-theme="1" aria-label="{said}" title="{said}">◐</button>',
                width="content",
            )


def _other_languages() -> None:
    for lang, own_name in LANGUAGES.items():
        if lang != language.language():
            st.button(own_name, key=f"lang_{lang}", type="tertiary", on_click=session.change, kwargs={"lang": lang})

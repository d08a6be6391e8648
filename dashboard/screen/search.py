"""The search in the header. The browser matches, ranks and goes where a hit leads, so that no letter costs a run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.content import search
from dashboard.content.page import Page
from dashboard.question import Ask
from dashboard.screen import session
from dashboard.words import language
from dashboard.words.language import _

HERE = Path(__file__).parent
WIDTH, HEIGHT = 180, 32  # pixels of the header; search.css fills them
_field = st.components.v2.component(
    "search",
    html=(HERE / "search.html").read_text("utf-8"),
    css=(HERE / "search.css").read_text("utf-8"),
    js=(HERE / "search.js").read_text("utf-8"),
    isolate_styles=False,
)


def draw(pages: Sequence[Page[Any, Any]]) -> None:
    """Draw the search.

    Args:
        pages: of the application; the first is the landing page.
    """
    build = session.reader().build
    paths = tuple(page.path for page in pages)
    data = _list(build.path, build.stamp, language.language(), paths, session.ask(), pages)
    _field(key="search", data=data, width=WIDTH, height=HEIGHT)


@st.cache_resource(max_entries=6, show_spinner=False)
def _list(path: str, stamp: int, lang: str, paths: tuple[str, ...], _ask: Ask, _pages: Sequence[Page[Any, Any]]) -> str:
    """All that can be found, as the browser gets it; the same text is sent once."""
    found = search.entries(_ask, _pages)
    return json.dumps({"texts": _texts(found)} | search.sent(found), ensure_ascii=False, separators=(",", ":"))


def _texts(found: Sequence[search.Entry]) -> dict[str, str]:
    """What the field says; the browser fills in what stands in braces."""
    record = next((one.entry_id for one in found if one.kind == "record"), "")
    return {
        "label": _("Search minerals, countries, records and words; press / to come here"),
        "short": _("Search"),
        "close": _("Close the search"),
        "list": _("Found"),
        "one": _("1 found; Enter opens it"),
        "many": _("{n} found; Enter opens the first, arrow keys choose another"),
        "none": _("Nothing found for “{query}”: try a mineral, a country, or a record such as {record}").replace(
            "{record}", record
        ),
    }

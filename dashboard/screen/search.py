"""The search in the header. The browser matches and ranks, so that no letter typed costs a run; the server is told the
choice only, and goes there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.content import search
from dashboard.content.page import Onward, Page
from dashboard.screen import session, show
from dashboard.state import permalink
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


@dataclass(frozen=True)
class _Listed:
    """What the browser gets, and where a choice leads."""

    sent: str
    leads: dict[str, Onward]


def draw(pages: Sequence[Page[Any, Any]]) -> None:
    """Draw the search and follow what was chosen in it; before the page, which is then not made in vain.

    Args:
        pages: of the application; the first is the landing page.
    """
    build = session.reader().build
    listed = _listed(build.path, build.stamp, language.language(), tuple(page.path for page in pages), pages)
    told = _field(key="search", data=listed.sent, width=WIDTH, height=HEIGHT, on_chosen_change=_heard)
    if to := listed.leads.get(str(told["chosen"])):
        target = permalink.link(to.path, **to.changes)
        st.switch_page(st.session_state[show.PAGES][to.path], query_params=session.query(target))


def _heard() -> None:
    """Streamlit hands over a choice only where it can call somebody."""


@st.cache_resource(max_entries=6, show_spinner=False)
def _listed(path: str, stamp: int, lang: str, paths: tuple[str, ...], _pages: Sequence[Page[Any, Any]]) -> _Listed:
    found = search.entries(session.ask(), _pages)
    kinds = list(search.kinds())
    sent = {
        "texts": _texts(found),
        "kinds": list(search.kinds().values()),
        "titles": [kinds.index(one) for one in search.TITLES],
        "entries": search.sent(found),
    }
    leads = {f"{kinds.index(one.kind)} {one.entry_id}": one.to for one in found}
    return _Listed(json.dumps(sent, ensure_ascii=False, separators=(",", ":")), leads)


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

"""Entry point: page settings, language, the filters and the navigation that all pages share."""

from __future__ import annotations

import html
from pathlib import Path

import streamlit as st

from dashboard import controls, db, panel, permalink, text
from dashboard.text import _

STYLE = Path(__file__).parent / "style.css"
# File, address, title, filters on top. The first page is the landing page.
PAGES = (
    ("views/overview.py", "overview", "Overview", ("importer", "year", "basis", "stage", "china")),
    ("views/mineral.py", "mineral", "Mineral", ("importer", "mineral", "stage", "year", "basis", "china")),
    ("views/country.py", "country", "Country", ("country", "role", "stage", "year", "basis", "china")),
    ("views/compare.py", "compare", "Compare", ("view", "year", "basis", "china")),
    (
        "views/diversification.py",
        "diversification",
        "Diversification",
        ("importer", "mineral", "stage", "since", "year", "basis", "china"),
    ),
    ("views/commitments.py", "commitments", "Commitments", ("part",)),
    ("views/data.py", "data", "Data and methods", ("topic",)),
)


def main() -> None:
    """Draw one page."""
    st.set_page_config(page_title="Critical minerals: who depends on whom", layout="wide")
    st.html(STYLE)
    try:
        db.pin()
        known = controls.known()
        state = permalink.load(known)
        text.set_language(str(state.values["lang"]))
        _page(known, state)
    except db.DatabaseMissing as error:
        _database_notice(str(error))


def _page(known: permalink.Known, state: permalink.Decoded) -> None:
    pages = [
        st.Page(file, title=_(title), url_path=None if number == 0 else path, default=number == 0)
        for number, (file, path, title, _filters) in enumerate(PAGES)
    ]
    # The built-in menu would drop the parameters of the address when the page changes; these links carry them.
    page = st.navigation(pages, position="hidden")
    filters = PAGES[next(number for number, entry in enumerate(pages) if entry.title == page.title)][3]
    # Filters stand first but are sent last: their values are known, and the answer need not wait for their widgets.
    bar = st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small")
    if len(pages) > 1:
        with st.container(key="navigation", horizontal=True, gap="small"):
            for entry in pages:
                st.page_link(entry, query_params=permalink.encode(state.values, known))
    panel.notices(state.notices)
    page.run()
    with bar:
        controls.draw(filters)


def _database_notice(reason: str) -> None:
    st.html(
        f'<div id="answer"><h1 class="page-title">{html.escape(_("No data to show"))}</h1>'
        f'<p class="answer">{html.escape(reason)}</p>'
        f"<p>{html.escape(_('Build the database, then reload this page:'))} <code>python -m etl build</code></p></div>"
    )


main()

"""What all pages share on the screen: page settings, navigation, filters on top, notices, and the order of a page."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import db
from dashboard.content.filters import Filter
from dashboard.content.page import Page, Section, every_parameter
from dashboard.question import Question
from dashboard.screen import filters, header, session, show
from dashboard.state.choice import more, on_top
from dashboard.words.language import _

TITLE = "Critical minerals: who depends on whom"


def run(pages: Sequence[Page[Any, Any]], questions: Callable[[], Iterable[Question[Any]]] = list) -> None:
    """Draw the page that the address names.

    Args:
        pages: all of them; the first is the landing page.
        questions: what they ask; a build that does not fit is not shown.
    """
    st.set_page_config(page_title=TITLE, layout="wide")
    session.begin()
    try:
        session.pin(questions)
        state = session.load(every_parameter(pages))
        _navigate(pages, state.notices)
    except db.DatabaseMissing as error:
        _database_notice(str(error))


def _navigate(pages: Sequence[Page[Any, Any]], told: Sequence[object]) -> None:
    entries = {
        page.path: st.Page(
            partial(_draw, page),
            title=_(page.title),
            url_path=None if number == 0 else page.path,
            default=number == 0,
        )
        for number, page in enumerate(pages)
    }
    st.session_state[show.PAGES] = {**entries, "": entries[pages[0].path]}
    # The built-in menu would drop the parameters of the address when the page changes; these links carry them.
    shown = st.navigation(list(entries.values()), position="hidden")
    page = next(page for page in pages if entries[page.path] is shown or entries[page.path].title == shown.title)
    header.header(pages, entries)
    # Filters stand first but are sent last: their values are known, and the answer need not wait for their widgets.
    top = st.container(key=f"top_{page.path}", gap="small")
    fold = top.empty()  # a container with nothing in it has no room in the browser
    show.notices(told)
    shown.run()
    show.citations()
    with top:
        _filters(page, fold)


def _filters(page: Page[Any, Any], fold: DeltaGenerator) -> None:
    """One row; on a phone one line that says the choice and opens to it."""
    first, folded = on_top(page.choice), more(page.choice)
    lists = [one for one in first if one.widget.kind == "select"]
    said = " · ".join(filters.chosen(one) for one in lists or first)
    fold.html(
        f'<button type="button" class="fold-line" data-fold="1" aria-expanded="false"><span>{html.escape(said)}</span>'
        f' <span class="change">{html.escape(_("Change"))}</span></button>'
    )
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        filters.draw([Filter(parameter) for parameter in first])
        if folded:
            with st.popover(_("More options"), key="more_options", type="tertiary"):
                filters.draw([Filter(parameter) for parameter in folded])


def _draw(page: Page[Any, Any]) -> None:
    subject = page.subject(session.choose(page.choice), session.ask())
    for block in page.lead(subject):
        show.block(block)
    answer = page.answer(subject)
    show.notices(answer.notices)
    show.answer(answer)
    for section in page.sections:
        if section.shown(subject):
            _section(page, section, subject)
    for block in page.onward(subject):
        show.block(block)


def _section(page: Page[Any, Any], section: Section[Any], subject: object) -> None:
    make = partial(section.blocks, subject)
    blocks = session.kept(page.path, section.section_id, section.key(subject), make) if section.key else make()
    drawn = False
    for block in blocks:
        show.block(block)
        drawn = True
    if not drawn and section.empty:
        show.notices([section.empty(subject)])


def _database_notice(reason: str) -> None:
    st.html(
        f'<div id="answer"><h1 class="page-title">{html.escape(_("No data to show"))}</h1>'
        f'<p class="answer">{html.escape(reason)}</p>'
        f"<p>{html.escape(_('Build the database, then reload this page:'))} <code>python -m etl build</code></p></div>"
    )

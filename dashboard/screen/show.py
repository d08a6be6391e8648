"""The one door to the screen: answers, panels and what else a page holds."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.content import provenance
from dashboard.content.filters import Filters
from dashboard.content.page import (
    Answer,
    Block,
    Cards,
    Code,
    Columns,
    Editable,
    Files,
    Heading,
    Links,
    Note,
    Presses,
)
from dashboard.content.panel import Panel
from dashboard.screen import editor, filters, menu, seen, session, table
from dashboard.state import permalink
from dashboard.words.language import _

PLOTLY_CONFIG: Final = {
    "displaylogo": False,
    "showSendToCloud": False,
    # No toolbar: pictures are saved from the menu of the panel, with title and source, and each button is a tab stop.
    "displayModeBar": False,
    # Shapes of countries come from this server; a relative address holds below any path that the app is served from.
    "topojsonURL": "app/static/topojson/",
}
# Pages that st.page_link can lead to, by path; the shell fills it in each run.
PAGES = "_pages"
_log = logging.getLogger(__name__)


def block(shown: Block) -> None:
    """Draw a block of a page."""
    DRAWN_BY[type(shown)](shown)


def notices(messages: Sequence[object]) -> None:
    """Plain notices, such as what a link asked for in vain."""
    if messages:
        lines = "".join(f"<p>{html.escape(str(message))}</p>" for message in messages)
        st.html(f'<div class="notice" role="status">{lines}</div>')


def answer(said: Answer) -> None:
    """The heading of a page and the sentence that answers its question, with the part that matters in bold."""
    sentence, bold = html.escape(said.sentence), html.escape(said.strong)
    sentence = sentence.replace(bold, f"<strong>{bold}</strong>", 1) if bold else sentence
    lines = "".join(f'<p class="detail">{html.escape(detail)}</p>' for detail in said.details if detail)
    heading = f'<h1 class="page-title">{html.escape(said.title)}</h1>'
    with st.container(key="answer"):
        st.html(f'<div id="answer">{heading}<p class="answer">{sentence}</p>{lines}</div>')


def panel(shown: Panel) -> None:
    """Draw a panel: what it finds, measure and unit, the menu, chart, table, and one line of sources and notes.

    Raises:
        provenance.MissingSources: the frame names no sources.
    """
    sources = session.ask()(queries.FOOTNOTE_SOURCES, source_ids=provenance.source_ids(shown.frame))
    session.cite(sources)
    with st.container(key=f"panel_{shown.panel_id}", gap="small"):
        with st.container(key=f"head_{shown.panel_id}", horizontal=True, vertical_alignment="top", gap="small"):
            st.html(
                f'<h2 class="panel-title">{html.escape(shown.title)}</h2>'
                f'<p class="panel-caption">{html.escape(shown.caption)}</p>'
            )
            menu.menu(shown, sources)
        if shown.filters:
            filters.row(Filters(f"filters_{shown.panel_id}", shown.filters))
        if shown.chart is not None:
            _keep_width(shown)
            seen.chart(shown, _chart)
        st.html(_table(shown) + _notes(shown.caveats, sources))
    session.drew()


def _chart(shown: Panel) -> None:
    """The chart, or in its place why it could not be made; the rest of the page stays."""
    try:
        figure = shown.figure
    except Exception:
        _log.exception("The chart of %s cannot be made", shown.panel_id)
        notices([_("This chart could not be made from these figures; the table below has them.")])
        return
    st.plotly_chart(figure, width="stretch", key=f"chart_{shown.panel_id}", config=PLOTLY_CONFIG, alt=shown.alt)


def _keep_width(shown: Panel) -> None:
    if shown.least_width:
        place = f".st-key-figure_{shown.panel_id}"
        st.html(f"<style>{place} {{overflow-x: auto}} {place} > * {{min-width: {shown.least_width}px}}</style>")


def _table(shown: Panel) -> str:
    drawn = table.render(shown.drawn, shown.columns, shown.caption, session.resolve)
    if not shown.fold:
        return drawn
    said = _("Show as a table ({n} rows)").format(n=len(shown.drawn))
    return f'<details class="fold"><summary>{html.escape(said)}</summary>{drawn}</details>'


def _notes(caveats: Sequence[str], sources: pd.DataFrame) -> str:
    """One line of short names that opens to the notes; the full citations stand once, at the end of the page."""
    named = "; ".join(provenance.short(sources))
    if caveats:
        line = _("Source: {names}. Notes: {n}").format(names=named, n=len(caveats))
    else:
        line = _("Source: {names}.").format(names=named)
    items = "".join(f"<li>{html.escape(caveat)}</li>" for caveat in caveats)
    whole = f'<a href="#sources">{html.escape(_("Full citations at the end of the page"))}</a>'
    notes = f"<ul>{items}</ul>" if items else ""
    return f'<details class="notes"><summary>{html.escape(line)}</summary>{notes}<p>{whole}</p></details>'


def citations() -> None:
    """The full citations of all panels of the page, once, with the data version."""
    sources = session.cited()
    build = session.reader().build
    version = _("Data version {version}, built {day}.").format(version=build.data_version, day=build.built_on)
    lines = provenance.footnotes(sources) if len(sources) else []
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    listed = f"<h2>{html.escape(_('Sources of this page'))}</h2><ul>{items}</ul>" if items else ""
    button = f'<button type="button" data-print="1">{html.escape(_("Print this page"))}</button>'
    st.html(f'<div id="sources">{listed}<p>{html.escape(version)} {button}</p></div>')


def _links(shown: Links) -> None:
    pages = st.session_state[PAGES]
    with st.container(key=shown.key, horizontal=True, gap="small"):
        for one in shown.links:
            if one.path not in pages:  # an application may have some of the pages only
                continue
            target = permalink.link(one.path, **one.changes)
            st.page_link(pages[one.path], label=one.label, query_params=session.query(target))


def _presses(shown: Presses) -> None:
    with st.container(key=shown.key, horizontal=True, gap="small"):
        for one in shown.presses:
            st.button(
                one.label,
                key=one.key,
                type="primary" if one.chosen else "secondary",
                on_click=partial(session.change, **one.changes),
            )


def _files(shown: Files) -> None:
    with st.container(key=shown.key, horizontal=True, vertical_alignment="bottom", gap="small"):
        filters.draw(shown.filters)
        for one in shown.files:
            st.download_button(one.label, one.make, file_name=one.name, mime=one.mime, key=one.key, on_click="ignore")


def _heading(shown: Heading) -> None:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in shown.lines)
    st.html(f'<h2 class="panel-title">{html.escape(shown.title)}</h2>{lines}')


def _cards(shown: Cards) -> None:
    cards = "".join(
        f'<a class="card" href="{html.escape(session.resolve(permalink.link(card.to.path, **card.to.changes)))}" '
        f'target="_self"><span class="card-title">{html.escape(card.title)}</span>'
        f'<span class="card-text">{html.escape(card.text)}</span>'
        f'<span class="card-state">{html.escape(card.state)}</span></a>'
        for card in shown.cards
    )
    line = f"<p>{html.escape(shown.line)}</p>" if shown.line else ""
    with st.container(key=shown.key):
        st.html(f'<h2 class="cards-title">{html.escape(shown.title)}</h2>{line}<div class="cards">{cards}</div>')


def _note(shown: Note) -> None:
    notices([shown.text])


def _code(shown: Code) -> None:
    st.code(shown.make(session.root()), language=None, wrap_lines=True)


def _columns(shown: Columns) -> None:
    for place, blocks in zip(st.columns(len(shown.blocks), gap="medium"), shown.blocks, strict=True):
        with place:
            for one in blocks:
                block(one)


DRAWN_BY: dict[type, Callable[[Any], None]] = {
    Panel: panel,
    Filters: filters.row,
    Links: _links,
    Presses: _presses,
    Heading: _heading,
    Note: _note,
    Files: _files,
    Code: _code,
    Editable: editor.draw,
    Columns: _columns,
    Cards: _cards,
}

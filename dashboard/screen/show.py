"""The one door to the screen: answers, panels and what else a page holds."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.content import files, meaning, provenance
from dashboard.content.column import Column
from dashboard.content.filters import Filters
from dashboard.content.page import (
    Answer,
    Block,
    Code,
    Columns,
    Editable,
    Files,
    Heading,
    Links,
    Note,
    Presses,
)
from dashboard.content.panel import Panel, SourceRows
from dashboard.screen import editor, filters, session, table
from dashboard.state import permalink
from dashboard.state.choice import parameters
from dashboard.words import formats
from dashboard.words.language import _, named

ROWS_SHOWN = 100
IMAGES = ("PNG", "SVG")
PLOTLY_CONFIG: Final = {
    "displaylogo": False,
    "showSendToCloud": False,
    # toImage only: each button of the toolbar is a tab stop.
    "modeBarButtons": [["toImage"]],
    # Shapes of countries come from this server; a relative address holds below any path that the app is served from.
    "topojsonURL": "app/static/topojson/",
}
TABLE_SEEN = "table_seen"  # kept in the session: the browser has a table in its document, and then the chart library
# Runs in the browser: presses the button that asks for the chart as soon as a table is in the document.
# A press is a click outside of what the reader has open, which would close it: so it waits until that is closed.
WHEN_TABLE_IS_SEEN = """<script>
  const waiting = setInterval(() => {
    if (document.querySelector("[data-testid=stPopoverBody], [role=listbox], [role=dialog]")) return;
    const button = document.querySelector(".st-key-draw_chart button");
    if (button && document.querySelector(".data-table")) { clearInterval(waiting); button.click(); }
  }, 20);
  setTimeout(() => clearInterval(waiting), 60000);
</script>"""
# Pages that st.page_link can lead to, by path; the shell fills it in each run.
PAGES = "_pages"


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
    """Draw a panel.

    Raises:
        provenance.MissingSources: the frame names no sources.
    """
    sources = session.ask()(queries.FOOTNOTE_SOURCES, source_ids=provenance.source_ids(shown.frame))
    with st.container(key=f"panel_{shown.panel_id}", gap="small"):
        head = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="small"
        )
        head.html(f'<h2 class="panel-title">{html.escape(shown.title)}</h2>', width="content")
        if shown.chart is not None:
            _keep_width(shown)
            if shown.chart_waits:
                _patient_chart(shown)
            else:
                _chart(shown)
        st.html(_table(shown))
        st.html(_notes(shown.caveats, sources))
        if shown.filters:
            with head:
                filters.draw(shown.filters)
        _actions(shown, sources)
        if shown.rows:
            _source_rows(shown.panel_id, shown.rows)


def _chart(shown: Panel) -> None:
    st.plotly_chart(shown.figure, width="stretch", key=f"figure_{shown.panel_id}", config=_config(shown), alt=shown.alt)


@st.fragment
def _patient_chart(shown: Panel) -> None:
    """Send the chart when the browser has drawn a table, once in a session.

    A browser asks for the chart library (megabytes) as soon as it hears of a chart, and it may hear of it before it has
    drawn what was sent earlier. So it is told of the chart only after it has said that the table is there. Where it
    does not say so, a button appears.
    """
    session.fragment()
    if st.session_state.get(TABLE_SEEN):
        _chart(shown)
        return
    room = int(shown.figure.layout.height or 0) if shown.figure else 0
    with st.container(key="draw_chart", height=room or "content", border=False):
        st.button(_("Draw the chart"), key="chart_wanted", on_click=st.session_state.update, args=({TABLE_SEEN: True},))
        st.html(WHEN_TABLE_IS_SEEN, unsafe_allow_javascript=True)


def _config(shown: Panel) -> dict[str, Any]:
    """The toolbar's one button saves the chart in the format that is chosen beside the downloads."""
    kind = str(st.session_state.get(f"image_{shown.panel_id}") or IMAGES[0])
    name = files.file_name(shown.file_parts, session.reader().build.data_version, kind.lower())
    options = {"format": kind.lower(), "filename": name.rsplit(".", 1)[0], "scale": 2 if kind == "PNG" else 1}
    return {**PLOTLY_CONFIG, "toImageButtonOptions": options}


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
    items = "".join(f"<li>{html.escape(caveat)}</li>" for caveat in caveats)
    build = session.reader().build
    lines = [_("Source: {line}").format(line=line) for line in provenance.footnotes(sources)]
    lines.append(_("Data version {version}, built {day}.").format(version=build.data_version, day=build.built_on))
    notes = "".join(f'<p class="footnote">{html.escape(line)}</p>' for line in lines)
    return (f'<ul class="caveats">{items}</ul>' if items else "") + notes


def _actions(shown: Panel, sources: pd.DataFrame) -> None:
    """Downloads are made when they are clicked, from the very frame that is drawn."""
    metadata, ask, lang = _metadata(shown), session.ask(), named()

    def make(kind: str) -> bytes:
        meanings = meaning.meanings(ask, shown.frame, lang)
        return files.render(files.Package(shown.frame, metadata, meanings, sources), kind)

    build, link = session.reader().build, session.link()
    with st.container(key=f"actions_{shown.panel_id}", horizontal=True, gap="small"):
        for kind, label in (("csv", "CSV"), ("xlsx", "XLSX"), ("parquet", "Parquet"), ("json", "JSON")):
            st.download_button(
                _("Download {kind}").format(kind=label) if kind == "csv" else label,
                partial(make, kind),
                file_name=files.file_name(shown.file_parts, build.data_version, kind),
                mime=files.MIME[kind],
                key=f"download_{shown.panel_id}_{kind}",
                on_click="ignore",
            )
        if shown.chart is not None:
            st.segmented_control(
                _("Camera button of the chart saves"),
                IMAGES,
                default=IMAGES[0],
                required=True,
                key=f"image_{shown.panel_id}",
                help=_("The camera at the top right of the chart saves it as this kind of picture."),
                label_visibility="collapsed",
            )
        with st.popover(_("Link and citation"), key=f"link_{shown.panel_id}"):
            told = (shown.title, build.data_version, build.built_on, link, sources)
            for text in (link, provenance.citation(*told), provenance.bibtex(*told)):
                st.code(text, language=None, wrap_lines=True)


def _metadata(shown: Panel) -> dict[str, str]:
    build, choice = session.reader().build, session.chosen()
    return {
        "title": shown.title,
        "caption": shown.caption,
        **{f"choice {one.name}": one.write(session.values()[one.name]) for one in parameters(type(choice))},
        "data version": build.data_version,
        "built on": build.built_on,
        "link": session.link(),
        "rows": str(len(shown.frame)),
        **{f"caveat {number}": caveat for number, caveat in enumerate(shown.caveats, start=1)},
    }


@st.fragment
def _source_rows(panel_id: str, rows: SourceRows) -> None:
    session.fragment()
    opened = st.expander(_("Source rows"), key=f"rows_{panel_id}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        chosen = st.selectbox(
            _("Figures of"), list(rows.choices), format_func=lambda one: rows.choices[one], key=f"rows_of_{panel_id}"
        )
        frame = rows.load(chosen)
        if frame.empty:
            st.html(f"<p>{html.escape(_('There is no published row behind this figure.'))}</p>")
            return
        provenance.source_ids(frame)
        columns = [_raw_column(frame, name) for name in frame.columns if name != "source_ids"]
        st.html(table.render(frame.head(ROWS_SHOWN), columns, _rows_caption(frame)))
        package = files.Package(frame, {"question": rows.sql}, {}, frame.head(0))
        st.download_button(
            _("All {n} rows as CSV").format(n=len(frame)),
            partial(files.to_csv, package),
            file_name=files.file_name(["source-rows", chosen], session.reader().build.data_version, "csv"),
            mime=files.MIME["csv"],
            key=f"download_rows_{panel_id}",
            on_click="ignore",
        )
        st.code(rows.sql, language=None, wrap_lines=True)


def _rows_caption(frame: pd.DataFrame) -> str:
    counts = {"n": len(frame), "most": min(len(frame), ROWS_SHOWN)}
    if "value_usd" not in frame.columns:
        return _("{n} published rows; the first {most} are shown").format(**counts)
    return _("{n} published rows, together {value} million USD; the first {most} are shown").format(
        value=formats.million_usd(frame["value_usd"].sum()), **counts
    )


def _raw_column(frame: pd.DataFrame, name: str) -> Column:
    """A published figure as it was published, only with thousands separators."""
    label = name.replace("_", " ")
    return Column(name, label, formats.raw, numeric=True) if frame[name].dtype.kind == "f" else Column(name, label)


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
}

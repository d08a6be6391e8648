"""The menu of a panel: what can be taken away from it. Made only when it is opened."""

from __future__ import annotations

import html
import json
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.content import files, provenance
from dashboard.content.column import Column
from dashboard.content.panel import Panel, SourceRows
from dashboard.screen import session, table
from dashboard.state.choice import parameters
from dashboard.words import formats, language
from dashboard.words.language import _

ROWS_SHOWN = 100
DATA = (("xlsx", "XLSX"), ("csv", "CSV"), ("parquet", "Parquet"), ("json", "JSON"))
PICTURES = (("png", "PNG"), ("svg", "SVG"))


@st.fragment
def menu(shown: Panel, sources: pd.DataFrame) -> None:
    """Pictures, data, source rows, link and citation of a panel.

    Args:
        shown: the panel.
        sources: rows of meta.source behind it.
    """
    session.fragment()
    label = _("Download, cite, trace")
    opened = st.popover(
        label, key=f"menu_{shown.panel_id}", icon=":material/download:", type="tertiary", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        _title(_("{label}: {title}").format(label=label, title=shown.title))
        if shown.chart is not None:
            _pictures(shown, sources)
        _data(shown)
        if shown.rows:
            _source_rows(shown.panel_id, shown.rows)
        _words(shown, sources)


def _title(said: str) -> None:
    st.html(f'<p class="menu-title">{html.escape(said)}</p>')


def _heading(said: str) -> None:
    st.html(f'<p class="menu-heading">{html.escape(said)}</p>')


def _pictures(shown: Panel, sources: pd.DataFrame) -> None:
    """Buttons that the browser's script answers: it adds title, source and address to the chart as it is drawn."""
    build, link = session.reader().build, session.link()
    said = {
        "title": shown.title,
        "subtitle": shown.caption,
        "source": _("Source: {names}. Data version {version}, built {day}.").format(
            names="; ".join(provenance.short(sources)), version=build.data_version, day=build.built_on
        ),
        "address": link,
        "failed": _("The picture could not be made: the chart is not drawn yet. Scroll to it and try again."),
        "saved": _("Saved: {file}"),
    }
    buttons = "".join(
        f'<button type="button" class="picture" data-picture="{kind}" data-panel="{html.escape(shown.panel_id)}" '
        f'data-file="{html.escape(files.file_name(shown.file_parts, build.data_version, kind))}" '
        f'data-said="{html.escape(json.dumps(said, ensure_ascii=False))}">{label}</button>'
        for kind, label in PICTURES
    )
    _heading(_("Picture with title and source"))
    st.html(f'<div class="pictures">{buttons}</div><p class="picture-said" role="status"></p>')


def _data(shown: Panel) -> None:
    """Files are made when they are clicked, from the very frame that is drawn."""
    ask, lang, link = session.ask(), language.language(), session.link()
    values, chosen = session.values(), parameters(type(session.chosen()))

    def make(kind: str) -> bytes:
        return files.render(files.package(shown, ask, lang, link, chosen, values), kind)

    _heading(_("Data"))
    with st.container(horizontal=True, gap="small"):
        for kind, label in DATA:
            st.download_button(
                label,
                partial(make, kind),
                file_name=files.file_name(shown.file_parts, session.reader().build.data_version, kind),
                mime=files.MIME[kind],
                key=f"download_{shown.panel_id}_{kind}",
                on_click="ignore",
            )


def _words(shown: Panel, sources: pd.DataFrame) -> None:
    build, link = session.reader().build, session.link()
    told = (shown.title, build.data_version, build.built_on, link, sources)
    for heading, text in (
        (_("Link to this view"), link),
        (_("Citation"), provenance.citation(*told)),
        ("BibTeX", provenance.bibtex(*told)),
    ):
        _heading(heading)
        st.code(text, language=None, wrap_lines=True)


def _source_rows(panel_id: str, rows: SourceRows) -> None:
    """The published rows are many and wide, so they open in a window of their own."""
    label = _("Source rows")
    _heading(_("The published rows behind the figures"))
    if st.button(label, key=f"rows_{panel_id}", icon=":material/table_rows:"):
        st.dialog(label, width="large")(_rows)(panel_id, rows)


def _rows(panel_id: str, rows: SourceRows) -> None:
    session.fragment()
    chosen = st.selectbox(
        _("Figures of"), list(rows.choices), format_func=lambda one: rows.choices[one], key=f"rows_of_{panel_id}"
    )
    frame = rows.load(chosen)
    if frame.empty:
        st.html(f"<p>{html.escape(_('There is no published row behind this figure.'))}</p>")
        return
    provenance.source_ids(frame)
    columns = [_raw_column(frame, name) for name in frame.columns if name != "source_ids"]
    caption = _rows_caption(frame)
    st.html(f'<p class="panel-caption">{html.escape(caption)}</p>')
    st.html(table.render(frame.head(ROWS_SHOWN), columns, caption))
    package = files.Package(frame, {"question": rows.sql}, {}, frame.head(0))
    st.download_button(
        _("All {n} rows as CSV").format(n=len(frame)),
        partial(files.to_csv, package),
        file_name=files.file_name(["source-rows", chosen], session.reader().build.data_version, "csv"),
        mime=files.MIME["csv"],
        key=f"download_rows_{panel_id}",
        on_click="ignore",
    )
    with st.expander(_("The question that finds them (SQL)")):
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

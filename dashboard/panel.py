"""The one place that draws: title, figure, table, caveats, sources, downloads, link and source rows."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from dashboard import db, export, permalink, provenance, table, text
from dashboard.table import Column
from dashboard.text import _

if TYPE_CHECKING:  # Plotly is imported by the pages that draw with it, not by those that only need a table.
    from plotly.graph_objects import Figure

ROWS_SHOWN = 100
IMAGES = ("PNG", "SVG")
# toImage only: each button of the toolbar is a tab stop.
PLOTLY_CONFIG = {"displaylogo": False, "showSendToCloud": False, "modeBarButtons": [["toImage"]]}
TABLE_SEEN = "table_seen"  # kept in the session: the browser has a table in its document, and then the chart library
# Runs in the browser: presses the button that asks for the chart as soon as a table is in the document.
WHEN_TABLE_IS_SEEN = """<script>
  const waiting = setInterval(() => {
    const button = document.querySelector(".st-key-draw_chart button");
    if (button && document.querySelector(".data-table")) { clearInterval(waiting); button.click(); }
  }, 20);
  setTimeout(() => clearInterval(waiting), 60000);
</script>"""
# Shapes of countries come from this server; a relative address holds below any path that the app is served from.
PLOTLY_CONFIG["topojsonURL"] = "app/static/topojson/"


@dataclass(frozen=True)
class SourceRows:
    """The published rows behind a panel, fetched only when a reader opens them.

    Attributes:
        choices: label by identifier of what can be traced.
        load: identifier to frame, with source_ids.
        sql: the question that finds them.
    """

    choices: Mapping[str, str]
    load: Callable[[str], pd.DataFrame]
    sql: str


@dataclass(frozen=True)
class Panel:
    """What is drawn and what goes with it.

    Attributes:
        panel_id: the container gets the key ``panel_<panel_id>``.
        title: what it shows, in a few words.
        frame: exactly what is drawn and downloaded; carries source_ids.
        columns: how the frame is drawn as a table.
        caption: what the table says.
        file_parts: parts of the file name of a download.
        figure: a chart of the same frame, if any.
        alt: what the chart says; required with a figure.
        caveats: what the reader must know.
        meanings: meaning of the columns, for downloads.
        rows: the way to the published rows.
        top: draws a control under the title, such as the order of the table.
        layout: the same values arranged for reading, such as years as rows; left out: the frame itself.
        fold: the table is long and opens on demand, below its chart.
        least_width: pixels under which the chart cannot be read; on a narrower screen it scrolls by itself.
        chart_waits: the chart is not sent before the browser has drawn a table; for the page that opens first.
    """

    panel_id: str
    title: str
    frame: pd.DataFrame
    columns: Sequence[Column]
    caption: str
    file_parts: Sequence[object]
    figure: Figure | None = None
    alt: str = ""
    caveats: Sequence[str] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    rows: SourceRows | None = None
    top: Callable[[], None] | None = None
    layout: pd.DataFrame | None = None
    fold: bool = False
    least_width: int = 0
    chart_waits: bool = False


def show(panel: Panel) -> None:
    """Draw a panel.

    Raises:
        provenance.MissingSources: the frame names no sources.
        ValueError: a figure without a text alternative.
    """
    sources = db.query("footnote_sources", source_ids=provenance.source_ids(panel.frame))
    if panel.figure is not None and not panel.alt:
        raise ValueError(f"The figure of panel {panel.panel_id} has no text alternative.")
    with st.container(key=f"panel_{panel.panel_id}", gap="small"):
        head = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="small"
        )
        head.html(f'<h2 class="panel-title">{html.escape(panel.title)}</h2>', width="content")
        if panel.figure is not None:
            _keep_width(panel)
            if panel.chart_waits:
                _patient_chart(panel)
            else:
                _chart(panel)
        st.html(_table(panel))
        st.html(_notes(panel.caveats, sources))
        if panel.top:
            with head:
                panel.top()
        _actions(panel, sources)
        if panel.rows:
            _source_rows(panel.panel_id, panel.rows)


def _chart(panel: Panel) -> None:
    st.plotly_chart(panel.figure, width="stretch", key=f"figure_{panel.panel_id}", config=_config(panel), alt=panel.alt)


@st.fragment
def _patient_chart(panel: Panel) -> None:
    """Send the chart when the browser has drawn a table, once in a session.

    A browser asks for the chart library (megabytes) as soon as it hears of a chart, and it may hear of it before it has
    drawn what was sent earlier. So it is told of the chart only after it has said that the table is there. Where it
    does not say so, a button appears.
    """
    if st.session_state.get(TABLE_SEEN):
        _chart(panel)
        return
    room = int(panel.figure.layout.height or 0)
    with st.container(key="draw_chart", height=room or "content", border=False):
        st.button(_("Draw the chart"), key="chart_wanted", on_click=st.session_state.update, args=({TABLE_SEEN: True},))
        st.html(WHEN_TABLE_IS_SEEN, unsafe_allow_javascript=True)


def _config(panel: Panel) -> dict:
    """The toolbar's one button saves the chart in the format that is chosen beside the downloads."""
    kind = str(st.session_state.get(f"image_{panel.panel_id}") or IMAGES[0])
    name = export.file_name(panel.file_parts, db.current().data_version, kind.lower())
    options = {"format": kind.lower(), "filename": name.rsplit(".", 1)[0], "scale": 2 if kind == "PNG" else 1}
    return {**PLOTLY_CONFIG, "toImageButtonOptions": options}


def _keep_width(panel: Panel) -> None:
    if panel.least_width:
        place = f".st-key-figure_{panel.panel_id}"
        st.html(f"<style>{place} {{overflow-x: auto}} {place} > * {{min-width: {panel.least_width}px}}</style>")


def _table(panel: Panel) -> str:
    drawn = table.render(panel.frame if panel.layout is None else panel.layout, panel.columns, panel.caption)
    if not panel.fold:
        return drawn
    said = _("Show as a table ({n} rows)").format(n=len(panel.frame if panel.layout is None else panel.layout))
    return f'<details class="fold"><summary>{html.escape(said)}</summary>{drawn}</details>'


def notices(messages: Sequence[str]) -> None:
    """Plain notices on top of a page, such as what a link asked for in vain."""
    if messages:
        lines = "".join(f"<p>{html.escape(message)}</p>" for message in messages)
        st.html(f'<div class="notice" role="status">{lines}</div>')


def answer(title: str, sentence: str, strong: str = "", details: Sequence[str] = ()) -> None:
    """The heading of a page and the sentence that answers its question, with the part that matters in bold."""
    said, bold = html.escape(sentence), html.escape(strong)
    said = said.replace(bold, f"<strong>{bold}</strong>", 1) if bold else said
    lines = "".join(f'<p class="detail">{html.escape(detail)}</p>' for detail in details if detail)
    heading = f'<h1 class="page-title">{html.escape(title)}</h1>'
    with st.container(key="answer"):
        st.html(f'<div id="answer">{heading}<p class="answer">{said}</p>{lines}</div>')


def _notes(caveats: Sequence[str], sources: pd.DataFrame) -> str:
    items = "".join(f"<li>{html.escape(caveat)}</li>" for caveat in caveats)
    build = db.current()
    lines = [_("Source: {line}").format(line=line) for line in provenance.footnotes(sources)]
    lines.append(_("Data version {version}, built {day}.").format(version=build.data_version, day=build.built_on))
    notes = "".join(f'<p class="footnote">{html.escape(line)}</p>' for line in lines)
    return (f'<ul class="caveats">{items}</ul>' if items else "") + notes


def _actions(panel: Panel, sources: pd.DataFrame) -> None:
    """Downloads are made when they are clicked, from the very frame that is drawn."""
    package = export.Package(panel.frame, _metadata(panel), panel.meanings, sources)
    version = db.current().data_version
    with st.container(key=f"actions_{panel.panel_id}", horizontal=True, gap="small"):
        for kind, label in (("csv", "CSV"), ("xlsx", "XLSX"), ("parquet", "Parquet"), ("json", "JSON")):
            st.download_button(
                _("Download {kind}").format(kind=label) if kind == "csv" else label,
                partial(export.render, package, kind),
                file_name=export.file_name(panel.file_parts, version, kind),
                mime=export.MIME[kind],
                key=f"download_{panel.panel_id}_{kind}",
                on_click="ignore",
            )
        if panel.figure is not None:
            st.segmented_control(
                _("Camera button of the chart saves"),
                IMAGES,
                default=IMAGES[0],
                required=True,
                key=f"image_{panel.panel_id}",
                help=_("The camera at the top right of the chart saves it as this kind of picture."),
                label_visibility="collapsed",
            )
        with st.popover(_("Link and citation"), key=f"link_{panel.panel_id}"):
            st.code(_link(), language=None, wrap_lines=True)
            build = db.current()
            told = (panel.title, build.data_version, build.built_on, _link(), sources)
            st.code(provenance.citation(*told), language=None, wrap_lines=True)
            st.code(provenance.bibtex(*told), language=None, wrap_lines=True)


def _metadata(panel: Panel) -> dict[str, str]:
    build = db.current()
    chosen = permalink.values()
    return {
        "title": panel.title,
        "caption": panel.caption,
        **{f"choice {name}": str(value) for name, value in chosen.items()},
        "data version": build.data_version,
        "built on": build.built_on,
        "link": _link(),
        "rows": str(len(panel.frame)),
        **{f"caveat {number}": caveat for number, caveat in enumerate(panel.caveats, start=1)},
    }


def _link() -> str:
    """The full address of this view, with the data version."""
    here = urlsplit(st.context.url or "")
    return urlunsplit((here.scheme, here.netloc, here.path or "/", permalink.query_string(), ""))


@st.fragment
def _source_rows(panel_id: str, rows: SourceRows) -> None:
    text.set_language(str(permalink.values()["lang"]))  # a fragment reruns without the entry point
    opened = st.expander(_("Source rows"), key=f"rows_{panel_id}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        chosen = st.selectbox(
            _("Figures of"), list(rows.choices), format_func=rows.choices.get, key=f"rows_of_{panel_id}"
        )
        frame = rows.load(chosen)
        if frame.empty:
            st.html(f"<p>{html.escape(_('There is no published row behind this figure.'))}</p>")
            return
        provenance.source_ids(frame)
        caption = _rows_caption(frame)
        columns = [_raw_column(frame, name) for name in frame.columns if name != "source_ids"]
        st.html(table.render(frame.head(ROWS_SHOWN), columns, caption))
        package = export.Package(frame, {"question": rows.sql}, {}, frame.head(0))
        st.download_button(
            _("All {n} rows as CSV").format(n=len(frame)),
            partial(export.to_csv, package),
            file_name=export.file_name(["source-rows", chosen], db.current().data_version, "csv"),
            mime=export.MIME["csv"],
            key=f"download_rows_{panel_id}",
            on_click="ignore",
        )
        st.code(rows.sql, language=None, wrap_lines=True)


def _rows_caption(frame: pd.DataFrame) -> str:
    counts = {"n": len(frame), "most": min(len(frame), ROWS_SHOWN)}
    if "value_usd" not in frame.columns:
        return _("{n} published rows; the first {most} are shown").format(**counts)
    return _("{n} published rows, together {value} million USD; the first {most} are shown").format(
        value=text.million_usd(frame["value_usd"].sum()), **counts
    )


def _raw_column(frame: pd.DataFrame, name: str) -> Column:
    """A published figure as it was published, only with thousands separators."""
    label = name.replace("_", " ")
    return Column(name, label, text.raw, numeric=True) if frame[name].dtype.kind == "f" else Column(name, label)

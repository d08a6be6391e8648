"""Parts of the data page: the database and its tables to take away, how to cite them, what changed."""

from __future__ import annotations

import html
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import db, export, export_table, provenance, text
from dashboard.panel import Panel
from dashboard.table import Column
from dashboard.text import _
from dashboard.views.data_sources import day

MEGABYTE = 1_000_000


def take_away() -> None:
    """The whole database, and any table of it; files are made or read when they are clicked."""
    build = db.current()
    st.html(f'<h2 class="panel-title">{html.escape(_("Take the data away"))}</h2>')
    with st.container(key="take_away", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.download_button(
            _("Whole database (DuckDB, {n} MB)").format(n=round(Path(build.path).stat().st_size / MEGABYTE)),
            partial(_database, build.path),
            file_name=f"critical-minerals_v{build.data_version}.duckdb",
            mime="application/octet-stream",
            key="download_database",
            on_click="ignore",
        )
        names = list(_tables()["table_id"])
        chosen = st.selectbox(_("Table"), names, index=names.index("mart.import_dependence"), key="table", width=300)
        for kind in export_table.MIME:
            st.download_button(
                _("Table as {kind}").format(kind={"csv": "CSV", "parquet": "Parquet"}[kind]),
                partial(_table, chosen, kind),
                file_name=export.file_name([chosen.replace(".", "-")], build.data_version, kind),
                mime=export_table.MIME[kind],
                key=f"download_table_{kind}",
                on_click="ignore",
            )


def cite() -> None:
    """How to cite the whole, as plain text and as BibTeX."""
    build = db.current()
    sources = db.query("data_sources")
    title = _("Critical minerals: who depends on whom")
    st.html(f'<h2 class="panel-title">{html.escape(_("How to cite"))}</h2>')
    st.html(f"<p>{html.escape(_('Name the data version: the same version gives the same numbers.'))}</p>")
    address = (st.context.url or "").split("?")[0]
    st.code(provenance.citation(title, build.data_version, build.built_on, address, sources), None, wrap_lines=True)
    st.code(provenance.bibtex(title, build.data_version, build.built_on, address, sources), None, wrap_lines=True)


def tables() -> Panel:
    """Every table of the file with its size."""
    frame = _tables()
    return Panel(
        panel_id="data_tables",
        title=_("Tables of the database"),
        frame=frame,
        columns=[
            Column("table_id", _("Table")),
            Column("about", _("What it holds"), prose=True),
            Column("rows", _("Rows"), text.count, numeric=True),
            Column("columns", _("Columns"), text.count, numeric=True),
        ],
        caption=_("{n} tables; every column has a comment with its meaning and unit").format(n=len(frame)),
        file_parts=["tables"],
        caveats=[
            _("core: figures as published; mart: what is computed from them; ref: lists; register: policies."),
            _("The database needs DuckDB 2.0 or later; the CSV and Parquet files need nothing of ours."),
        ],
    )


def changes() -> Panel:
    """What changed in the numbers from release to release."""
    frame = db.query("data_changes")
    return Panel(
        panel_id="data_changes",
        title=_("What changed in the numbers"),
        frame=frame,
        columns=[Column("day", _("Day"), day), Column("changes", _("What changed"), prose=True)],
        caption=_("{n} data releases, newest first").format(n=len(frame)),
        file_parts=["changes"],
    )


def _tables() -> pd.DataFrame:
    frame = db.query("data_tables")
    rows = [int(db.query("data_rows", table_id=table_id)["rows"].iloc[0]) for table_id in frame["table_id"]]
    frame.insert(1, "rows", rows)
    return frame


def _database(path: str) -> bytes:
    return Path(path).read_bytes()


def _table(table_id: str, kind: str) -> bytes:
    with db.reading(table_id) as rows:
        return export_table.render(rows, kind)

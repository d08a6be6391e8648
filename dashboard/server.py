"""The server: the Streamlit application, and what must happen before it answers. ``streamlit run`` starts this file."""

from __future__ import annotations

import gc
from pathlib import Path

import plotly.graph_objects  # noqa: F401
import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util
from streamlit.runtime.pages_manager import PagesManager

from dashboard.addresses import Addresses
from dashboard.pages import PAGES
from dashboard.screen import shell  # before the first reader comes, like the charts above
from dashboard.screen.document import document

# The parameter that the second part of a path stands for: /mineral/cobalt is the mineral cobalt.
SUBJECTS = {"mineral": "mineral", "country": "country"}


# Streamlit takes a folder named pages beside the script for pages of an older kind until the script has run once, and
# would tell the first visitor of a page that there is no such page. It has no setting for this; a test looks at it.
PagesManager.uses_pages_directory = False


def _base() -> str:
    return str(st.get_option("server.baseUrlPath") or "")


# What is loaded here stays for good, so Python need not look through it for rubbish when it collects by itself. (That
# Streamlit has it do so after every run is switched off in .streamlit/config.toml.)
gc.collect()
gc.freeze()

app = st.App(
    Path(__file__).parent / "app.py",
    middleware=[
        Middleware(
            Addresses,
            pages=[page.path for page in PAGES],
            subjects=SUBJECTS,
            base=_base,
            document=document(Path(file_util.get_static_dir()), shell.TITLE),
        )
    ],
)

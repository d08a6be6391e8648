"""The server: the Streamlit application, and what must happen before it answers. ``streamlit run`` starts this file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.addresses import Addresses
from dashboard.pages import PAGES

# The parameter that the second part of a path stands for: /mineral/cobalt is the mineral cobalt.
SUBJECTS = {"mineral": "mineral", "country": "country"}


def _base() -> str:
    return str(st.get_option("server.baseUrlPath") or "")


app = st.App(
    Path(__file__).parent / "app.py",
    middleware=[Middleware(Addresses, pages=[page.path for page in PAGES], subjects=SUBJECTS, base=_base)],
)

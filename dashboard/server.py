"""The server: the Streamlit application, and what must happen before it answers. ``streamlit run`` starts this file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.addresses import Addresses

# Paths of the pages, the landing page first.
PAGES = ("overview", "mineral", "country", "compare", "diversification", "commitments", "data")
SUBJECTS = {"mineral": "mineral", "country": "country"}


def _base() -> str:
    return str(st.get_option("server.baseUrlPath") or "")


app = st.App(
    Path(__file__).parent / "app.py",
    middleware=[Middleware(Addresses, pages=PAGES, subjects=SUBJECTS, base=_base)],
)

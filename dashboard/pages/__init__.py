"""The pages, in the order of the navigation; the first is the landing page. A page is a folder and one line here."""

from __future__ import annotations

from typing import Any

from dashboard.content.page import Page
from dashboard.pages import mineral, overview

PAGES: tuple[Page[Any, Any], ...] = (overview.PAGE, mineral.PAGE)

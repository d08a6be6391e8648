"""The pages, in the order of the navigation; the first is the landing page. A page is a folder, an import and
a place here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dashboard import queries
from dashboard.content.page import Page
from dashboard.pages import commitments, compare, country, data, diversification, mineral, overview
from dashboard.question import Question

PAGES: tuple[Page[Any, Any], ...] = (
    overview.PAGE,
    mineral.PAGE,
    country.PAGE,
    compare.PAGE,
    diversification.PAGE,
    commitments.PAGE,
    data.PAGE,
)


def questions() -> list[Question[Any]]:
    """Every question of the application: those of the pages' own rooms, and those that pages share."""
    modules = [queries, *(import_module(f"{__name__}.{page.path}.questions") for page in PAGES)]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Question)]

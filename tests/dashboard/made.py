"""A page made without a session, for the parameters of an address; and the same page as Streamlit runs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.content.page import Answer, Page, every_parameter, panels
from dashboard.content.panel import Panel
from dashboard.db import Reader
from dashboard.state import choice
from dashboard.state.choice import Known, Notice


@dataclass(frozen=True)
class Made:
    """A page for one choice."""

    choice: Any
    subject: Any
    answer: Answer
    panels: Sequence[Panel]
    notices: Sequence[Notice]

    def panel(self, panel_id: str) -> Panel:
        return next(one for one in self.panels if one.panel_id == panel_id)


def known(page: Page, reader: Reader) -> Known:
    return choice.known(every_parameter([page]), reader, reader.build.data_version)


def make(page: Page, reader: Reader, everything: bool = False, **query: object) -> Made:
    """The page for these parameters; panels of closed sections too if everything is asked for."""
    decoded = choice.decode({name.rstrip("_"): [str(value)] for name, value in query.items()}, known(page, reader))
    made = choice.make(page.choice, decoded.values)
    subject = page.subject(made, reader)
    return Made(made, subject, page.answer(subject), list(panels(page, subject, everything)), decoded.notices)


def script(first: str) -> None:
    """The application with one page as its landing page: the only page that this way of testing can open."""
    from dashboard.pages import PAGES, questions
    from dashboard.screen import shell

    shell.run(sorted(PAGES, key=lambda page: page.path != first), questions)


def on_screen(path: str, **query: str) -> AppTest:
    """A page as Streamlit runs it for these parameters."""
    page = AppTest.from_function(script, default_timeout=60, kwargs={"first": path})
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    """What a reader sees of the HTML, without no-break spaces."""
    drawn = " ".join(element.proto.body for element in page.html)
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", drawn)).replace("\N{NO-BREAK SPACE}", " "))

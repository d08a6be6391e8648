"""A page made without a session: what it answers and holds for the parameters of an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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

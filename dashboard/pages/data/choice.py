"""What a reader can choose on the data page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.pages.data import questions
from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Widget, fixed
from dashboard.state.shared import listed
from dashboard.words.language import N_, _

Topic = Literal["sources", "checks", "metrics", "codes", "glossary", "downloads", "cite", "changes"]

TOPIC: Parameter[Topic] = Parameter(
    "topic",
    N_("About the data"),
    "part of the data page that is open",
    fixed("sources", "checks", "metrics", "codes", "glossary", "downloads", "cite", "changes"),
    lambda _ask: {
        "sources": _("Sources"),
        "checks": _("Checks"),
        "metrics": _("Metrics"),
        "codes": _("Customs codes and grades"),
        "glossary": _("Words"),
        "downloads": _("Downloads"),
        "cite": _("How to cite"),
        "changes": _("Changes"),
    },
    widget=Widget("segments"),
)
TABLE: Parameter[str] = Parameter(
    "table",
    N_("Table"),
    "table of the database to take away",
    listed(questions.TABLES, "table_id"),
    preferred="mart.import_dependence",
    widget=Widget(width=300),
)


@dataclass(frozen=True)
class Choice:
    """One part of the page, and one table."""

    topic: Topic = take(TOPIC, on_top=True)
    table: str = take(TABLE)

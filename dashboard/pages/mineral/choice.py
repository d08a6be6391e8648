"""What a reader can choose on the mineral page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import queries
from dashboard.question import Ask
from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Widget, fixed
from dashboard.state.shared import (
    BASIS,
    CHINA,
    DEFINITION,
    FROM,
    IMPORTER,
    MINERAL,
    STAGE,
    TO,
    YEAR,
    Basis,
    China,
    Stage,
)
from dashboard.words.language import N_, _

Part = Literal["world", "concentration", "price", "points", "flows", "codes", "register"]
NEWEST = "newest"


def _editions(ask: Ask) -> Sequence[str]:
    """The newest one, whichever it is, then every edition by name."""
    return (NEWEST, *ask(queries.EDITIONS)["edition"])


SECTION: Parameter[Part] = Parameter(
    "section",
    N_("More about this mineral"),
    "part of the mineral page that is open",
    fixed("world", "concentration", "price", "points", "flows", "codes", "register"),
    lambda _ask: {
        "world": _("Production and reserves"),
        "concentration": _("World concentration"),
        "price": _("Prices"),
        "points": _("Published points"),
        "flows": _("Flows of one year"),
        "codes": _("Customs codes"),
        "register": _("Controls and projects"),
    },
    widget=Widget("segments"),
)
EDITION: Parameter[str] = Parameter(
    "edition",
    N_("USGS edition"),
    "edition of the USGS summaries; each one revises the years before",
    _editions,
    lambda _ask: {NEWEST: _("Newest edition")},
    NEWEST,
    Widget(width=170),
)


@dataclass(frozen=True)
class Choice:
    """One mineral and one importer in one year, and over the years."""

    importer: str = take(IMPORTER, on_top=True)
    mineral: str = take(MINERAL, on_top=True)
    stage: Stage = take(STAGE, more=True)
    year: int = take(YEAR, on_top=True)
    basis: Basis = take(BASIS, on_top=True)
    china: China = take(CHINA, more=True)
    from_: int = take(FROM)
    to: int = take(TO)
    definition: str = take(DEFINITION)
    section: Part = take(SECTION)
    edition: str = take(EDITION)

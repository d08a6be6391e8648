"""What a reader can choose on the compare page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard import queries
from dashboard.question import Ask
from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Several, Widget, fixed
from dashboard.state.shared import (
    BASIS,
    CHINA,
    DEFINITION,
    FROM,
    MINERAL,
    SINCE,
    STAGE,
    TO,
    YEAR,
    Basis,
    China,
    Stage,
    listed,
)
from dashboard.words import names
from dashboard.words.language import N_, _

View = Literal["heat", "lines", "map", "changes"]
Metric = Literal["china", "top", "hhi", "definitions"]
# A list of importers of one's own, in place of a group.
OWN = "own"
PEERS = ("JPN", "KOR", "EU27", "USA", "IND")
MOST = 6

VIEW: Parameter[View] = Parameter(
    "view",
    N_("View"),
    "view of the compare page",
    fixed("heat", "lines", "map", "changes"),
    lambda _ask: {"heat": _("Table"), "lines": _("Over time"), "map": _("Map"), "changes": _("What changed")},
    widget=Widget("segments"),
)


def _groups(ask: Ask) -> Sequence[str]:
    return (OWN, *listed(queries.GROUPS, "group_id")(ask))


def _peers(allowed: Sequence[str]) -> tuple[str, ...]:
    """Japan and those it is compared with; where there are none of them, the first importer."""
    return tuple(iso3 for iso3 in PEERS if iso3 in allowed) or tuple(allowed[:1])


GROUP: Parameter[str] = Parameter(
    "group",
    N_("Importers of"),
    "a list of importers of one's own, or the members of a country group",
    _groups,
    lambda ask: {OWN: _("Own list"), **names.groups(ask)},
    widget=Widget(width=190),
)
IMPORTERS = Several(
    "importers",
    N_("Importers, up to {n}"),
    "importers side by side, in the order in which they were picked",
    listed(queries.IMPORTERS, "iso3"),
    names.importers,
    _peers,
    Widget("several", 640),
    most=MOST,
)
METRIC: Parameter[Metric] = Parameter(
    "metric",
    N_("Figure"),
    "figure that importers are compared by",
    fixed("china", "top", "hhi", "definitions"),
    lambda _ask: names.metrics(),
    widget=Widget(width=230),
)


@dataclass(frozen=True)
class Choice:
    """Importers, a view of them, and what it shows."""

    view: View = take(VIEW, on_top=True)
    year: int = take(YEAR, on_top=True)
    basis: Basis = take(BASIS, on_top=True)
    china: China = take(CHINA, more=True)
    group: str = take(GROUP)
    importers: tuple[str, ...] = take(IMPORTERS)
    metric: Metric = take(METRIC)
    mineral: str = take(MINERAL)
    stage: Stage = take(STAGE)
    definition: str = take(DEFINITION)
    since: int = take(SINCE)
    from_: int = take(FROM)
    to: int = take(TO)

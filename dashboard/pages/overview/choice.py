"""What a reader can choose on the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Widget, fixed
from dashboard.state.shared import BASIS, CHINA, IMPORTER, STAGE, YEAR, Basis, China, Stage
from dashboard.words.language import N_, _

Sort = Literal["share", "fall", "rise", "hhi", "definitions", "value", "name"]

SORT: Parameter[Sort] = Parameter(
    "sort",
    N_("Order of the table"),
    "order of the ranked table",
    fixed("share", "fall", "rise", "hhi", "definitions", "value", "name"),
    lambda _ask: {
        "share": _("Sorted by China's share"),
        "fall": _("Largest fall in five years first"),
        "rise": _("Largest rise in five years first"),
        "hhi": _("Sorted by concentration (HHI)"),
        "definitions": _("Sorted by definitions met"),
        "value": _("Sorted by imports in USD"),
        "name": _("Sorted by name"),
    },
    widget=Widget(width=270, hide_label=True),
)


@dataclass(frozen=True)
class Choice:
    """One importer in one year."""

    importer: str = take(IMPORTER, on_top=True)
    year: int = take(YEAR, on_top=True)
    basis: Basis = take(BASIS, on_top=True)
    stage: Stage = take(STAGE, on_top=True)
    china: China = take(CHINA, on_top=True)
    sort: Sort = take(SORT)

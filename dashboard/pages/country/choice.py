"""What a reader can choose on the country page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard import queries
from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Widget, fixed
from dashboard.state.shared import BASIS, CHINA, STAGE, YEAR, Basis, China, Stage, listed
from dashboard.words import names
from dashboard.words.language import N_, _

Role = Literal["supplier", "importer"]

COUNTRY: Parameter[str] = Parameter(
    "country",
    N_("Country or group"),
    "country or group of countries that the page is about",
    listed(queries.COUNTRIES, "country_id"),
    names.countries,
    "CENTRAL_ASIA",
    Widget(width=260),
)
ROLE: Parameter[Role] = Parameter(
    "role",
    N_("Shown as"),
    "the country as a supplier or as an importer",
    fixed("supplier", "importer"),
    lambda _ask: {"supplier": _("Supplier"), "importer": _("Importer")},
    widget=Widget("segments"),
)


@dataclass(frozen=True)
class Choice:
    """One country or group in one year."""

    country: str = take(COUNTRY, on_top=True)
    role: Role = take(ROLE, on_top=True)
    stage: Stage = take(STAGE, more=True)
    year: int = take(YEAR, on_top=True)
    basis: Basis = take(BASIS, on_top=True)
    china: China = take(CHINA, more=True)

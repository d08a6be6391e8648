"""The parameters that several pages take. What only one page takes is declared in its own ``choice.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from dashboard import queries
from dashboard.question import Ask, Question
from dashboard.state.parameter import Options, Parameter, Widget, fixed
from dashboard.words import names
from dashboard.words.language import LANGUAGES, N_, _

Basis = Literal["value", "quantity"]
China = Literal["mainland", "plus"]
Stage = Literal["all", "ore", "refined", "product"]
# What a choice stands on where it does not narrow anything.
ANY = "any"
# Years between the two ends of a change, where the reader has not chosen otherwise.
SPAN = 5


def listed(question: Question[Any], column: str) -> Options:
    """Options from a column of a list in the database, each once, in its order."""
    return lambda ask: tuple(dict.fromkeys(ask(question)[column]))


def years(ask: Ask) -> Sequence[int]:
    """Years with trade, ascending."""
    return tuple(int(year) for year in ask(queries.YEARS)["year"])


def latest_first(ask: Ask) -> Sequence[int]:
    """Years with trade, the latest first."""
    return tuple(reversed(years(ask)))


def _five_years_before(allowed: Sequence[int]) -> int:
    wanted = max(allowed) - SPAN
    return wanted if wanted in allowed else max(allowed)


LANG: Parameter[str] = Parameter(
    "lang",
    N_("Language"),
    "language of names and words",
    fixed(*LANGUAGES),
    lambda _ask: LANGUAGES,
)
IMPORTER: Parameter[str] = Parameter(
    "importer",
    N_("Importer"),
    "whose imports are shown; the EU counts as one importer",
    listed(queries.IMPORTERS, "iso3"),
    names.importers,
    "JPN",
    Widget(width=260),
)
MINERAL: Parameter[str] = Parameter(
    "mineral",
    N_("Mineral"),
    "mineral, found by its English or Japanese name or its symbol",
    listed(queries.MINERALS, "mineral_id"),
    names.minerals_to_find,
    "rare_earths",
    Widget(width=260),
)
STAGE: Parameter[Stage] = Parameter(
    "stage",
    N_("Stage"),
    "stage of the chain; stages are never mixed in one ratio",
    fixed("all", "ore", "refined", "product"),
    lambda _ask: names.stages(),
    widget=Widget(width=150),
)
BASIS: Parameter[Basis] = Parameter(
    "basis",
    N_("Measured by"),
    "shares of value or of tonnes",
    fixed("value", "quantity"),
    lambda _ask: {"value": _("Value"), "quantity": _("Tonnes")},
    widget=Widget("segments"),
)
CHINA: Parameter[China] = Parameter(
    "china",
    N_("China"),
    "China with or without Hong Kong and Macao",
    fixed("mainland", "plus"),
    lambda _ask: {"mainland": _("Mainland"), "plus": _("With Hong Kong and Macao")},
    widget=Widget("segments"),
)
YEAR: Parameter[int] = Parameter(
    "year",
    N_("Year"),
    "year of the figures",
    latest_first,
    lambda ask: {year: names.year(ask, year) for year in years(ask)},
    widget=Widget(width=170),
)
SINCE: Parameter[int] = Parameter(
    "since",
    N_("Compared with"),
    "earlier year of a comparison",
    latest_first,
    preferred=_five_years_before,
    widget=Widget(width=140),
)
FROM: Parameter[int] = Parameter(
    "from", N_("From"), "first year of what is drawn over time", years, widget=Widget(width=100), not_after="to"
)
TO: Parameter[int] = Parameter(
    "to", N_("To"), "last year of what is drawn over time", latest_first, widget=Widget(width=100)
)
DEFINITION: Parameter[str] = Parameter(
    "definition",
    N_("Definition of dependence"),
    "named definition of dependence",
    listed(queries.DEFINITIONS, "definition_id"),
    names.definitions,
    "china50",
    Widget(width=280),
)

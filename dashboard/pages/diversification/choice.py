"""What a reader can choose on the diversification page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard import queries
from dashboard.pages.diversification import questions
from dashboard.pages.diversification.changed_spare import ChangedSpare, Changes
from dashboard.question import Ask
from dashboard.state.choice import take
from dashboard.state.parameter import Parameter, Several, Widget, fixed
from dashboard.state.shared import (
    BASIS,
    CHINA,
    DEFINITION,
    IMPORTER,
    MINERAL,
    SINCE,
    STAGE,
    YEAR,
    Basis,
    China,
    Stage,
    listed,
)
from dashboard.words import formats, names
from dashboard.words.language import N_, _

Asked = Literal["who", "trend", "upstream", "detours", "league", "cut", "scores"]
Price = Literal["off", "mild", "middle", "sharp"]

QUESTION: Parameter[Asked] = Parameter(
    "question",
    N_("Question"),
    "question that is answered; only this part is computed and drawn",
    fixed("who", "trend", "upstream", "detours", "league", "cut", "scores"),
    lambda _ask: {
        "who": _("Who replaced China"),
        "trend": _("Is it a trend"),
        "upstream": _("Only upstream?"),
        "detours": _("Detours"),
        "league": _("League table"),
        "cut": _("Export cut"),
        "scores": _("Scores"),
    },
    widget=Widget("segments"),
)
WINDOW: Parameter[Literal["year", "three"]] = Parameter(
    "window",
    N_("Compared"),
    "one year against one year, or the three years that end in each",
    fixed("year", "three"),
    lambda _ask: {"year": _("Single years"), "three": _("Three years each")},
    widget=Widget("segments"),
)


def _targets(_ask: Ask) -> Mapping[Any, str]:
    named = {
        65: _("65 % (EU benchmark, as a proxy)"),
        50: _("50 % (more than half)"),
        80: _("80 % (single partner)"),
    }
    return {share: named.get(share, f"{share}{formats.NBSP}%") for share in (65, 80, 50, 40, 30, 20, 10)}


TARGET: Parameter[int] = Parameter(
    "target",
    N_("Target for China's share"),
    "share of the imports, per cent, whose year is calculated",
    fixed(65, 80, 50, 40, 30, 20, 10),
    _targets,
    widget=Widget(width=270),
)
SUPPLIER: Parameter[str] = Parameter(
    "supplier",
    N_("Who withholds exports"),
    "who withholds exports",
    listed(queries.COUNTRIES, "country_id"),
    names.countries,
    "CHN",
    Widget(width=230),
)
CUT: Parameter[int] = Parameter(
    "cut",
    N_("Exports withheld, %"),
    "per cent of the exports that are withheld",
    fixed(*range(101)),
    preferred=100,
    widget=Widget("slider", width=300),
)
HIT: Parameter[Literal["all", "one"]] = Parameter(
    "hit",
    N_("Withheld from"),
    "withheld from all importers, or from one",
    fixed("all", "one"),
    widget=Widget("segments"),
)
COMPETE: Parameter[Literal["all", "one"]] = Parameter(
    "compete",
    N_("Spare capacity for"),
    "who may use spare capacity: all importers, or one",
    fixed("all", "one"),
    widget=Widget("segments"),
)
KEEP: Parameter[Literal["divert", "keep"]] = Parameter(
    "keep",
    N_("Surviving shipments"),
    "whether the best allocation may divert shipments that survive",
    fixed("divert", "keep"),
    lambda _ask: {"divert": _("May be diverted"), "keep": _("Stay where they are")},
    widget=Widget("segments"),
)
RAMP: Parameter[int | str] = Parameter(
    "ramp",
    N_("Growth of a relation"),
    "highest growth of one relation, per cent; none: no limit; present: present customers only",
    fixed("none", "present", 10, 20, 50, 100),
    lambda _ask: {
        "none": _("No limit"),
        "present": _("Present customers only"),
        **{growth: _("At most +{n} %").format(n=growth) for growth in (10, 20, 50, 100)},
    },
    widget=Widget(width=200),
)
SLACK: Parameter[int] = Parameter(
    "slack",
    N_("Above the recent peak"),
    "by how much a recent peak is raised, per cent",
    fixed(0, 5, 10),
    lambda _ask: {share: f"+{share}{formats.NBSP}%" for share in (0, 5, 10)},
    widget=Widget(width=160),
)
PRICE: Parameter[Price] = Parameter(
    "price",
    N_("Price response, elasticities"),
    "elasticities of the price response",
    fixed("off", "mild", "middle", "sharp"),
    lambda _ask: {
        "off": _("Not calculated"),
        "mild": _("Supply 0.3, demand \N{MINUS SIGN}0.5"),
        "middle": _("Supply 0.2, demand \N{MINUS SIGN}0.3"),
        "sharp": _("Supply 0, demand \N{MINUS SIGN}0.1"),
    },
    widget=Widget(width=230),
)
PLANTS = Several(
    "plants",
    N_("Planned projects that run"),
    "planned projects that run",
    listed(questions.PROJECT_IDS, "project_id"),
    widget=Widget("several", width=420),
    most=4,
)
SPARE = ChangedSpare(
    "spare",
    N_("Spare capacity used, t"),
    "spare tonnes by supplier where the reader changed them, for one series, year, slack and importer",
    listed(questions.AREAS, "iso3"),
)


# What the series and the two years come from, and how its shares are measured: names of fields.
SERIES = ("importer", "mineral", "stage", "since", "year")
SHARES = (*SERIES, "basis", "china")
SCENARIO = (*SERIES, "china", "supplier", "cut", "hit", "compete", "keep", "ramp", "slack", "plants", "spare")


@dataclass(frozen=True)
class Choice:
    """One question about one importer and one mineral."""

    importer: str = take(IMPORTER, on_top=True)
    mineral: str = take(MINERAL, on_top=True)
    stage: Stage = take(STAGE, more=True)
    since: int = take(SINCE, on_top=True)
    year: int = take(YEAR, on_top=True)
    basis: Basis = take(BASIS, more=True)
    china: China = take(CHINA, more=True)
    definition: str = take(DEFINITION)
    question: Asked = take(QUESTION)
    window: Literal["year", "three"] = take(WINDOW)
    target: int = take(TARGET)
    supplier: str = take(SUPPLIER)
    cut: int = take(CUT)
    hit: Literal["all", "one"] = take(HIT)
    compete: Literal["all", "one"] = take(COMPETE)
    keep: Literal["divert", "keep"] = take(KEEP)
    ramp: int | str = take(RAMP)
    slack: int = take(SLACK)
    price: Price = take(PRICE)
    plants: tuple[str, ...] = take(PLANTS)
    spare: Changes = take(SPARE)

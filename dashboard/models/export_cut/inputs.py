"""What the reader chooses: the cut, who may help out, and the limits on doing so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.models.export_cut.flows import Flows, ScenarioError
from dashboard.words.language import _

DAYS_PER_YEAR = 365


@dataclass(frozen=True)
class Cut:
    """Exports that are withheld.

    Attributes:
        fractions: share of its exports that each supplier withholds, 0-1; others withhold nothing.
        only_importer: withhold from this importer alone; None: from everybody.
    """

    fractions: Mapping[str, float]
    only_importer: str | None = None


@dataclass(frozen=True)
class Project:
    """A planned plant that is switched on: capacity on top of what its country ships today.

    Attributes:
        project_id: identifier in the register.
        supplier: country of the plant; it need not export today.
        tonnes: tonnes a year in the unit of the flows (the caller sees to that).
    """

    project_id: str
    supplier: str
    tonnes: float


@dataclass(frozen=True)
class Scenario:
    """One question, complete. All mappings in tonnes a year; what is not named counts as 0.

    Attributes:
        flows: baseline flows.
        cut: what is withheld.
        focus: importer of interest; needed when competing is False.
        spare_t: exports that a supplier could add, by supplier; the supplier need not export today. A supplier that
            withholds exports from everybody adds nothing, whatever stands here.
        projects: planned plants switched on.
        demand_t: demand by importer; what is not named needs its baseline imports.
        domestic_t: extra domestic production by importer, up to this amount.
        stocks_t: stocks that may be drawn in the year by importer, up to this amount.
        ramp_limit: highest growth of one existing relation (0.2 = +20 %); None: no limit. With a limit nobody finds
            new relations, except for the output of projects.
        competing: False: only the importer of interest may use spare capacity and projects, and all others keep
            exactly what is left to them.
        new_relations: True: a supplier with spare capacity may ship to anybody; False: to its present customers only.
        keep_existing: True: no surviving flow may be diverted to somebody else in the best allocation.

    Raises:
        ScenarioError: an identifier that is not in the flows, a fraction outside 0-1, a negative or unknown amount.
    """

    flows: Flows
    cut: Cut
    focus: str | None = None
    spare_t: Mapping[str, float] = field(default_factory=dict)
    projects: tuple[Project, ...] = ()
    demand_t: Mapping[str, float] = field(default_factory=dict)
    domestic_t: Mapping[str, float] = field(default_factory=dict)
    stocks_t: Mapping[str, float] = field(default_factory=dict)
    ramp_limit: float | None = None
    competing: bool = True
    new_relations: bool = True
    keep_existing: bool = False

    def __post_init__(self) -> None:
        _known(self.cut.fractions, self.flows.suppliers, _("{name} supplies nobody in these flows."))
        for importers in (
            self.demand_t,
            self.domestic_t,
            self.stocks_t,
            _one(self.focus),
            _one(self.cut.only_importer),
        ):
            _known(importers, self.flows.importers, _("{name} imports nothing in these flows."))
        for supplier, fraction in self.cut.fractions.items():
            if not 0 <= fraction <= 1:
                raise ScenarioError(_("The cut of {name} must lie between 0 and 100 %.").format(name=supplier))
        for amounts in (self.spare_t, self.demand_t, self.domestic_t, self.stocks_t):
            _amounts(amounts)
        _amounts({project.project_id: project.tonnes for project in self.projects})
        if len({project.project_id for project in self.projects}) < len(self.projects):
            raise ScenarioError(_("A project is switched on twice."))
        _amounts({_("the ramp limit"): 0.0 if self.ramp_limit is None else self.ramp_limit})
        if not self.competing and self.focus is None:
            raise ScenarioError(_("Choose the importer that may use the spare capacity alone."))


def stocks_from_days(imports_t: float, days: float) -> float:
    """Tonnes in stocks that last so many days at the baseline rate.

    Raises:
        ScenarioError: a negative or unknown argument.
    """
    _amounts({_("imports"): imports_t, _("days of stocks"): days})
    return imports_t * days / DAYS_PER_YEAR


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _known(names: Iterable[str], known: tuple[str, ...], message: str) -> None:
    for name in names:
        if name not in known:
            raise ScenarioError(message.format(name=name))


def _amounts(amounts: Mapping[str, float]) -> None:
    for name, amount in amounts.items():
        if not (math.isfinite(amount) and amount >= 0):
            raise ScenarioError(_("{name}: the amount must be known and not negative.").format(name=name))

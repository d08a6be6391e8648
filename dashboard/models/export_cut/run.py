"""One scenario answered: what is exposed, three answers to who goes short, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.models.export_cut import texts
from dashboard.models.export_cut.inputs import Scenario
from dashboard.models.export_cut.problem import DUST, Problem, pro_rata, problem

STAGES = ("least_shortage", "least_worst_rate", "least_rerouting")


@dataclass(frozen=True)
class Stage:
    """Where the linear programme stood after one of its three stages.

    Attributes:
        name: least_shortage, least_worst_rate or least_rerouting.
        shortage_t: total shortage, tonnes.
        worst_rate: highest shortage as a share of demand among importers that may re-source, 0-1.
        rerouted_t: tonnes added to some pairs plus tonnes taken from others, against the surviving flows.
    """

    name: str
    shortage_t: float
    worst_rate: float
    rerouted_t: float


@dataclass(frozen=True)
class Totals:
    """Figures of one importer, or of all importers together.

    Attributes:
        baseline_t: imports before the cut, tonnes.
        demand_t: tonnes needed.
        exposed_t: baseline imports that are withheld, tonnes.
        exposed_usd: their value at baseline unit values, US dollars; NaN where no value is known.
        no_resourcing_t: shortage if nobody finds another supplier, tonnes.
        pro_rata_t: shortage with spare capacity shared out pro rata, tonnes.
        best_t: shortage in the best allocation, tonnes.
    """

    baseline_t: float
    demand_t: float
    exposed_t: float
    exposed_usd: float
    no_resourcing_t: float
    pro_rata_t: float
    best_t: float

    def uncovered(self, answer: str) -> float | None:
        """Shortage as a share of demand, 0-1, for no_resourcing, pro_rata or best; None without demand."""
        return getattr(self, f"{answer}_t") / self.demand_t if self.demand_t > 0 else None


@dataclass(frozen=True)
class Result:
    """Answer to a scenario.

    Attributes:
        total: all importers together.
        focus: the importer of interest; None if none was chosen.
        importers: a row per importer: importer, the fields of Totals, own_t (domestic extra and stocks on offer), and
            no_resourcing_uncovered, pro_rata_uncovered, best_uncovered (0-1, NaN without demand).
        suppliers: a row per supplier or project: supplier (or project_id), home, baseline_t, withheld_t, spare_t (as
            used: 0 for whoever withholds from everybody), pro_rata_t and best_t (what it ships in either answer).
        allocation: a row per pair with any flow: supplier, importer, baseline_t, surviving_t, pro_rata_t, best_t,
            best_change_t (best less surviving).
        stages: the three stages of the programme, in order; no later one is worse on an earlier aim.
        focus_best_range_t: lowest and highest shortage of the importer of interest, tonnes, among all allocations that
            are equally good on the three aims; None unless asked for.
        diverted_t: surviving flows that the best allocation takes from their buyers, tonnes.
        assumptions: identifiers of the sentences that say what was assumed (see sentence).
        limits: identifiers of the sentences that say what the result does not cover.
    """

    total: Totals
    focus: Totals | None
    importers: pd.DataFrame
    suppliers: pd.DataFrame
    allocation: pd.DataFrame
    stages: tuple[Stage, ...]
    focus_best_range_t: tuple[float, float] | None
    diverted_t: float
    assumptions: tuple[str, ...]
    limits: tuple[str, ...]


def run(scenario: Scenario, focus_range: bool = False) -> Result:
    """Answer a scenario. The same scenario gives the same result, whatever the order of its rows.

    Args:
        scenario: the question.
        focus_range: also find between which shortages of the importer of interest the best allocation leaves the choice
            (takes about half as long again).

    Raises:
        ScenarioError: the linear programme could not be solved.
    """
    # Brings the solver, which takes longer to load than most pages; so only where a programme is solved.
    from dashboard.models.export_cut.programme import best_allocation

    given = problem(scenario)
    surviving, baseline = (np.zeros(given.room.shape) for _matrix in range(2))
    surviving[given.node, given.importer] = given.surviving
    baseline[given.node, given.importer] = scenario.flows.tonnes
    divert = scenario.competing and not scenario.keep_existing
    shared = surviving + pro_rata(given)
    focus = scenario.flows.importers.index(scenario.focus) if scenario.focus and focus_range else None
    programme = best_allocation(given, divert, focus)
    # Dust of the solver goes, the smallest reported flow stays.
    best = np.where(np.abs(programme.stages[-1] - surviving) < _dust(given), surviving, programme.stages[-1])
    importers = _importers(scenario, given, surviving, shared, best)
    stages = zip(STAGES, programme.stages, strict=True)
    return Result(
        total=_totals(importers),
        focus=_totals(importers[importers["importer"] == scenario.focus]) if scenario.focus else None,
        importers=importers,
        suppliers=_suppliers(given, baseline, surviving, shared, best),
        allocation=_allocation(given, baseline, surviving, shared, best),
        stages=tuple(_stage(name, given, flows, surviving) for name, flows in stages),
        focus_best_range_t=programme.focus_range,
        diverted_t=float(np.maximum(0.0, surviving - best).sum()),
        assumptions=texts.assumptions(scenario),
        limits=texts.limits(scenario),
    )


def _dust(given: Problem) -> float:
    return DUST * float(given.demand.sum())


def _missing(given: Problem, flows: np.ndarray) -> np.ndarray:
    missing = given.shortage(flows.sum(axis=0))
    return np.where(missing < _dust(given), 0.0, missing)


def _importers(scenario: Scenario, given: Problem, *answers: np.ndarray) -> pd.DataFrame:
    flows = scenario.flows
    withheld, value = flows.tonnes - given.surviving, np.asarray(flows.value_usd, dtype=float)
    per_tonne = np.divide(value, flows.tonnes, out=np.full(len(withheld), np.nan), where=flows.tonnes > 0)
    exposed = np.where(withheld > 0, per_tonne * withheld, 0.0)
    at, size = flows.importer_index, len(flows.importers)
    frame = pd.DataFrame(
        {
            "importer": given.importers,
            "baseline_t": np.bincount(at, flows.tonnes, size),
            "demand_t": given.demand,
            "own_t": given.own,
            "exposed_t": np.bincount(at, withheld, size),
            # A withheld flow without a value makes the sum unknown, not smaller.
            "exposed_usd": np.bincount(at, exposed, size),
        }
    )
    names = ("no_resourcing", "pro_rata", "best")
    for answer, arrived in zip(names, answers, strict=True):
        frame[f"{answer}_t"] = _missing(given, arrived)
    for answer in names:
        frame[f"{answer}_uncovered"] = frame[f"{answer}_t"] / frame["demand_t"].where(frame["demand_t"] > 0)
    return frame


def _totals(rows: pd.DataFrame) -> Totals:
    return Totals(**{name: float(rows[name].sum(skipna=False)) for name in Totals.__dataclass_fields__})


def _stage(name: str, given: Problem, flows: np.ndarray, surviving: np.ndarray) -> Stage:
    missing = _missing(given, flows)
    rated = given.eligible & (given.demand > 0)
    rates = missing[rated] / given.demand[rated]
    return Stage(name, float(missing.sum()), float(rates.max(initial=0.0)), float(np.abs(flows - surviving).sum()))


def _suppliers(
    given: Problem, baseline: np.ndarray, surviving: np.ndarray, shared: np.ndarray, best: np.ndarray
) -> pd.DataFrame:
    columns = {
        "supplier": given.nodes,
        "home": given.home,
        "baseline_t": baseline.sum(axis=1),
        "withheld_t": (baseline - surviving).sum(axis=1),
        "spare_t": given.spare,
        "pro_rata_t": shared.sum(axis=1),
        "best_t": best.sum(axis=1),
    }
    return pd.DataFrame(columns)


def _allocation(given: Problem, baseline: np.ndarray, *answers: np.ndarray) -> pd.DataFrame:
    node, importer = np.nonzero((baseline > 0) | (answers[-2] > 0) | (answers[-1] > 0))
    frame = pd.DataFrame({"supplier": given.nodes[node], "importer": given.importers[importer]})
    for name, flows in zip(("baseline_t", "surviving_t", "pro_rata_t", "best_t"), (baseline, *answers), strict=True):
        frame[name] = flows[node, importer]
    frame["best_change_t"] = frame["best_t"] - frame["surviving_t"]
    return frame

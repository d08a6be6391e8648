"""The best allocation: a linear programme solved three times, each time without giving up what was reached before.

Total shortage first, then the worst shortage rate, then the tonnes that are moved. Suppliers that may ship to anybody
share one pool, so that the programme has a few thousand variables instead of suppliers times importers. This is exact:
new shipments cost the same everywhere, and the pool can be split over pairs without self-supply as long as what a
country puts in and what it takes out together do not exceed the pool.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from dashboard.models.export_cut.columns import Columns, columns, equal_rows, limit_rows
from dashboard.models.export_cut.flows import ScenarioError
from dashboard.models.export_cut.problem import DUST, Problem
from dashboard.words.language import _

# The solver accepts errors of 1e-7 in a row. Scaled to this total demand they are below any published figure.
SCALED_DEMAND = 1e6
SLACK = 1e-7


@dataclass(frozen=True)
class Programme:
    """Answer of the linear programme.

    Attributes:
        stages: flows after each stage, tonnes, shape (n, m): least total shortage, least worst rate, least re-routing.
        focus_range: lowest and highest shortage of the importer of interest, tonnes, among all allocations that are as
            good on all three aims; None if it was not asked for.
    """

    stages: tuple[np.ndarray, ...]
    focus_range: tuple[float, float] | None


def best_allocation(given: Problem, divert: bool, focus: int | None = None) -> Programme:
    """Solve the programme in three stages.

    Args:
        given: the arrays of the scenario.
        divert: surviving flows may be diverted to other importers.
        focus: position of the importer whose range is wanted (two more programmes); None: no range.

    Raises:
        ScenarioError: the solver found no solution (message of the solver).
    """
    layout = columns(given, divert)
    scale = max(given.demand.sum(), 1e-12) / SCALED_DEMAND
    solver = _Solver(given, layout, scale)
    points = [solver.least(layout.pick("shortage"))]
    total = points[0][layout.at["shortage"]].sum()
    solver.keep(layout.pick("shortage"), total)
    points.append(solver.least(layout.pick("rate")) if total > SLACK else points[0])
    # A bound says the same as the rate rows and is cheaper.
    worst = points[1][layout.at["rate"]][0] if total > SLACK else 0.0
    solver.limit_rates(given, worst)
    moved = layout.pick("diverted") + layout.pick("added") + layout.pick("pool_in")
    points.append(solver.least(moved))
    stages = tuple(_flows(given, layout, point * scale) for point in points)
    if focus is None:
        return Programme(stages, None)
    solver.keep(moved, moved @ points[2])
    one = np.zeros(layout.width)
    one[focus] = 1.0
    dust = DUST * given.demand.sum()
    ends = (float(solver.least(sign * one)[focus] * scale) for sign in (1.0, -1.0))
    low, high = sorted(0.0 if end < dust else end for end in ends)
    return Programme(stages, (low, high))


class _Solver:
    """The rows and bounds, which grow from stage to stage."""

    def __init__(self, given: Problem, layout: Columns, scale: float) -> None:
        self.layout, self.scale = layout, scale
        self.rows, limits = limit_rows(given, layout, scale)
        self.limits = limits / scale
        self.equal = equal_rows(layout)
        self.upper = layout.upper(given) / scale
        self.upper[layout.at["rate"]] = 1.0

    def keep(self, cost: np.ndarray, reached: float) -> None:
        """From now on this cost may not get worse than what was reached."""
        self.rows = sparse.vstack([self.rows, sparse.csr_array(cost[None, :])], format="csr")
        self.limits = np.append(self.limits, reached + SLACK)

    def limit_rates(self, given: Problem, worst: float) -> None:
        """No importer that may re-source goes shorter than the worst rate."""
        at = self.layout.at["shortage"]
        allowed = worst * given.demand / self.scale + SLACK / SCALED_DEMAND
        self.upper[at] = np.where(given.eligible, np.minimum(self.upper[at], allowed), self.upper[at])

    def least(self, cost: np.ndarray) -> np.ndarray:
        """The point of least cost."""
        answer = linprog(
            cost,
            A_ub=self.rows,
            b_ub=self.limits,
            A_eq=self.equal,
            b_eq=np.zeros(self.equal.shape[0]),
            bounds=np.column_stack([np.zeros(len(cost)), self.upper]),
            # The dual simplex alone: same answer as the automatic choice, in half the time on these sizes.
            method="highs-ds",
        )
        if answer.x is None:
            raise ScenarioError(
                _("The best allocation could not be computed: {message}").format(message=answer.message)
            )
        return np.clip(answer.x, 0.0, self.upper)


def _flows(given: Problem, layout: Columns, tonnes: np.ndarray) -> np.ndarray:
    flows = np.zeros(given.room.shape)
    flows[given.node, given.importer] = given.surviving
    flows[given.node[layout.diverted], given.importer[layout.diverted]] -= tonnes[layout.at["diverted"]]
    flows[layout.added] += tonnes[layout.at["added"]]
    flows[np.ix_(layout.pool_nodes, layout.pool_importers)] += split_pool(
        tonnes[layout.at["pool_in"]],
        tonnes[layout.at["pool_out"]],
        given.home[layout.pool_nodes],
        given.importers[layout.pool_importers],
    )
    return np.maximum(flows, 0.0)


def split_pool(into: np.ndarray, out: np.ndarray, homes: np.ndarray, importers: np.ndarray) -> np.ndarray:
    """Split the pool over pairs: in proportion, then self-supply is swapped with all other pairs, in proportion.

    Args:
        into: tonnes that each node puts in, shape (n,).
        out: tonnes that each importer takes out, same total, shape (m,).
        homes: country of each node, shape (n,).
        importers: importer identifiers, shape (m,).

    Returns:
        Tonnes by pair, shape (n, m), 0 where home and importer are the same.
    """
    if into.sum() <= 0 or out.sum() <= 0:
        return np.zeros((len(into), len(out)))
    split = np.outer(into, out / out.sum())
    for name in np.intersect1d(homes, importers):
        rows, column = homes == name, importers == name
        own = split[rows][:, column].ravel()
        rest = split[np.ix_(~rows, ~column)]
        if own.sum() > 0 and rest.sum() > 0:
            swap = rest * min(1.0, own.sum() / rest.sum())
            split[np.ix_(~rows, ~column)] -= swap
            split[np.ix_(~rows, column)] += swap.sum(axis=1, keepdims=True)
            split[np.ix_(rows, ~column)] += np.outer(own / own.sum(), swap.sum(axis=0))
        split[np.ix_(rows, column)] = 0.0
    return np.maximum(split, 0.0)

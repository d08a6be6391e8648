"""Export cut: the linear programme against two other solvers on small random cases, and properties of the answers."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from dashboard.models.export_cut import Cut, Flows, Project, Result, Scenario, run
from dashboard.models.export_cut.problem import problem
from dashboard.models.export_cut.programme import split_pool


def flows_of(table: list[list[int]]) -> Flows:
    pairs = [(i, j, t) for i, row in zip("ABCDE", table, strict=False) for j, t in zip("BCDEF", row, strict=False)]
    supplier, importer, tonnes = zip(*(pair for pair in pairs if pair[0] != pair[1]), strict=True)
    return Flows(np.array(supplier), np.array(importer), np.array(tonnes, float))


# Suppliers and importers share names, so that self-supply through the pool is put to the test.
@st.composite
def scenarios(draw: st.DrawFn, bilateral: bool = False) -> Scenario:
    n, m = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    tonnes = st.one_of(st.just(0), st.integers(0, 30))
    table = [[draw(tonnes) for _j in range(m)] for _i in range(n)]
    table[0][m - 1], table[n - 1][0] = max(1, table[0][m - 1]), max(1, table[n - 1][0])
    flows = flows_of(table)
    cut = {"A": draw(st.sampled_from([0.25, 0.5, 1.0])), "B": draw(st.sampled_from([0.0, 0.5]))}
    spare = {name: float(draw(st.integers(0, 20))) for name in "ABCDE"[:n]}
    return Scenario(
        flows=flows,
        cut=Cut(cut, only_importer=draw(st.sampled_from(flows.importers)) if bilateral else None),
        focus=flows.importers[0],
        spare_t=spare,
        stocks_t={flows.importers[-1]: float(draw(st.integers(0, 5)))},
        ramp_limit=draw(st.sampled_from([None, None, 0.2, 1.0])),
        new_relations=draw(st.booleans()),
        projects=(Project("P1", "C", 7.0),) if draw(st.booleans()) else (),
    )


def most_deliverable(scenario: Scenario, needs: np.ndarray) -> int:
    """Second solver, stage 1: maximum flow on integers."""
    arrays = problem(scenario)
    n, m = arrays.room.shape
    surviving = np.zeros((n, m))
    surviving[arrays.node, arrays.importer] = arrays.surviving
    network = np.zeros((n + m + 2, n + m + 2), dtype=np.int64)
    network[0, 1 : n + 1] = np.round(100 * (surviving.sum(axis=1) + arrays.spare + arrays.freed))
    network[1 : n + 1, n + 1 : n + m + 1] = np.round(100 * np.minimum(surviving + arrays.room, 1e6))
    network[n + 1 : n + m + 1, n + m + 1] = needs
    return maximum_flow(csr_array(network.astype(np.int32)), 0, n + m + 1).flow_value


def reference(scenario: Scenario) -> tuple[float, float, float]:
    """Second solver, all stages: every pair is a variable, interior point instead of simplex."""
    arrays = problem(scenario)
    n, m = arrays.room.shape
    surviving = np.zeros((n, m))
    surviving[arrays.node, arrays.importer] = arrays.surviving
    size = n * m
    by_node, by_importer = np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))
    need = arrays.demand - arrays.own - surviving.sum(axis=0)
    rows = np.vstack(
        [
            np.hstack([-by_importer, by_importer, -np.eye(m), np.zeros((m, 1))]),
            np.hstack([by_node, -by_node, np.zeros((n, m + 1))]),
            np.hstack([np.zeros((m, 2 * size)), np.eye(m), -arrays.demand[:, None]]),
        ]
    )
    right = np.concatenate([-need, arrays.spare + arrays.freed, np.zeros(m)])
    upper = np.concatenate([np.minimum(arrays.room, 1e4).ravel(), surviving.ravel(), arrays.demand, [1.0]])
    costs = np.zeros((3, 2 * size + m + 1))
    costs[0, 2 * size : -1], costs[1, -1], costs[2, : 2 * size] = 1, 1, 1
    reached = []
    for cost in costs:
        bounds = np.column_stack([np.zeros(len(upper)), upper])
        answer = linprog(cost, A_ub=rows, b_ub=right, bounds=bounds, method="highs-ipm")
        reached.append(float(answer.fun))
        rows, right = np.vstack([rows, cost]), np.append(right, answer.fun + 1e-7)
    return tuple(reached)


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(scenarios))
def test_programme_agrees_with_two_other_solvers(scenario: Scenario) -> None:
    result = run(scenario)
    arrays = problem(scenario)
    needs = np.round(100 * np.maximum(0, arrays.demand - arrays.own)).astype(np.int64)
    assert result.total.best_t == pytest.approx((needs.sum() - most_deliverable(scenario, needs)) / 100, abs=1e-4)
    shortage, rate, moved = reference(scenario)
    last = result.stages[-1]
    assert (last.shortage_t, last.worst_rate, last.rerouted_t) == pytest.approx((shortage, rate, moved), abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(scenarios), st.booleans(), st.booleans())
def test_properties_of_the_answers(scenario: Scenario, competing: bool, keep: bool) -> None:
    scenario = dataclasses.replace(scenario, competing=competing, keep_existing=keep)
    result = run(scenario, focus_range=True)
    arrays, total = problem(scenario), result.total
    kept = arrays.arrivals().sum() + arrays.spare.sum() + arrays.freed.sum() + arrays.own.sum()
    assert total.best_t >= max(0.0, arrays.demand.sum() - kept) - 1e-6
    assert total.best_t <= total.pro_rata_t + 1e-6 <= total.no_resourcing_t + 2e-6
    first, second, third = result.stages
    assert second.shortage_t <= first.shortage_t + 1e-6 and third.shortage_t <= second.shortage_t + 1e-6
    assert third.worst_rate <= second.worst_rate + 1e-6 <= first.worst_rate + 2e-6
    assert third.rerouted_t <= min(first.rerouted_t, second.rerouted_t) + 1e-4 or first.worst_rate > second.worst_rate
    low, high = result.focus_best_range_t
    assert low - 1e-4 <= result.focus.best_t <= high + 1e-4
    assert_feasible(scenario, result)


def assert_feasible(scenario: Scenario, result: Result) -> None:
    arrays = problem(scenario)
    home = dict(zip(arrays.nodes, arrays.home, strict=True))
    shipped = result.allocation[result.allocation[["pro_rata_t", "best_t"]].max(axis=1) > 0]
    assert all(home[row.supplier] != row.importer for row in shipped.itertuples())
    capacity = np.bincount(arrays.node, arrays.surviving, len(arrays.nodes)) + arrays.spare + arrays.freed
    for answer in ("pro_rata_t", "best_t"):
        assert (result.suppliers[answer].to_numpy() <= capacity + 1e-5).all()
    only = scenario.cut.only_importer
    for row in result.allocation.itertuples():
        if only == row.importer and scenario.cut.fractions.get(home[row.supplier], 0) > 0:
            assert max(row.pro_rata_t, row.best_t) <= row.surviving_t + 1e-6
        if scenario.keep_existing or not scenario.competing:
            assert row.best_t >= row.surviving_t - 1e-5


@settings(max_examples=40, deadline=None)
@given(scenarios(), st.floats(0, 1), st.floats(0, 1))
def test_monotone_in_the_cut(scenario: Scenario, one: float, other: float) -> None:
    totals = []
    for fraction in sorted((one, other)):
        total = run(dataclasses.replace(scenario, cut=Cut({"A": fraction}))).total
        totals.append((total.exposed_t, total.no_resourcing_t, total.best_t))
    assert all(less <= more + 1e-5 for less, more in zip(*totals, strict=True))


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_no_cut_no_shortage(scenario: Scenario) -> None:
    result = run(dataclasses.replace(scenario, cut=Cut({"A": 0.0})))
    total = result.total
    assert (total.exposed_t, total.no_resourcing_t, total.pro_rata_t, total.best_t) == (0, 0, 0, 0)
    assert result.stages[-1].rerouted_t == pytest.approx(0, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=3, max_size=3), st.lists(st.integers(0, 20), min_size=3, max_size=3))
def test_pool_is_split_without_self_supply(into: list[int], out: list[int]) -> None:
    out[-1] += max(0, sum(into) - sum(out))
    into[0] += max(0, sum(out) - sum(into))
    names = np.array(["A", "B", "C"])
    possible = all(a + b <= sum(into) for a, b in zip(into, out, strict=True))
    split = split_pool(np.array(into, float), np.array(out, float), names, names)
    assert (np.diag(split) == 0).all()
    if possible:
        assert split.sum(axis=1) == pytest.approx(into)
        assert split.sum(axis=0) == pytest.approx(out)


def test_size_of_the_largest_series() -> None:
    """All importers at once stay solvable; the traded series, which the 0.5 s are about, are smaller."""
    rng = np.random.default_rng(5)
    suppliers, importers = [f"S{i:03}" for i in range(100)], [f"S{j:03}" for j in range(230)]
    rows = [(i, j, float(rng.lognormal(2, 3))) for i in suppliers for j in importers if i != j and rng.random() < 0.2]
    supplier, importer, tonnes = zip(*rows, strict=True)
    flows = Flows(np.array(supplier), np.array(importer), np.array(tonnes))
    spare = {name: float(t) for name, t in (flows.exports_t() * 0.05).items()}
    result = run(Scenario(flows, Cut({"S000": 0.5, "S001": 1.0}), spare_t=spare))
    assert len(result.importers) == 230 and result.total.best_t <= result.total.pro_rata_t + 1e-3

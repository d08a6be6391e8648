"""Export cut: worked values, what each switch does, spare capacity, and refused input."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dashboard.models.export_cut import (
    Cut,
    Flows,
    Project,
    Result,
    Scenario,
    ScenarioError,
    flows_from_frame,
    price_response,
    run,
    sentence,
    spare_capacity,
    stocks_from_days,
)


def flows_of(table: list[list[float]]) -> Flows:
    rows = [("ABC"[i], "XYZ"[j], tonnes) for i, row in enumerate(table) for j, tonnes in enumerate(row)]
    supplier, importer, tonnes = zip(*rows, strict=True)
    return Flows(np.array(supplier), np.array(importer), np.array(tonnes, float), np.array(tonnes, float) * 10)


TABLE = [[60, 40], [30, 10], [10, 10]]
SPARE = {"B": 10.0, "C": 5.0}


def worked(**changes: object) -> Scenario:
    standard = {"flows": flows_of(TABLE), "cut": Cut({"A": 1.0}), "spare_t": SPARE, "focus": "X"}
    return Scenario(**(standard | changes))


def by_importer(result: Result, column: str) -> dict[str, float]:
    return dict(zip(result.importers["importer"], result.importers[column], strict=True))


def test_worked_values() -> None:
    result = run(worked(), focus_range=True)
    assert by_importer(result, "no_resourcing_t") == {"X": 60, "Y": 40}
    assert by_importer(result, "pro_rata_t") == pytest.approx({"X": 51, "Y": 34})
    assert result.total.best_t == pytest.approx(85)
    assert result.stages[-1].worst_rate == pytest.approx(0.53125)
    assert by_importer(result, "best_uncovered") == pytest.approx({"X": 0.53125, "Y": 0.53125})
    assert (result.focus.exposed_t, result.focus.exposed_usd) == (60, 600)
    assert result.total.exposed_t == 100
    assert result.focus.uncovered("no_resourcing") == pytest.approx(0.6)
    assert result.focus_best_range_t == pytest.approx((53.125, 53.125))
    assert result.suppliers["spare_t"].tolist() == [0, 10, 5]
    assert result.suppliers["best_t"].tolist() == pytest.approx([0, 50, 25])
    assert result.allocation["best_t"].sum() == pytest.approx(75)


def test_price_response() -> None:
    response = price_response(0.4, 0.2, -0.3)
    assert response.price_ratio == pytest.approx(2.777778, abs=1e-6)
    assert response.quantity_ratio == pytest.approx(0.736022, abs=1e-6)
    assert price_response(0.0, 0.0, -0.1) == dataclasses.replace(response, price_ratio=1.0, quantity_ratio=1.0)


@pytest.mark.parametrize(
    ("loss", "supply", "demand"), [(1, 0.2, -0.3), (-0.1, 0.2, -0.3), (0.4, -1, -2), (0.4, 0.2, 0)]
)
def test_price_response_refuses(loss: float, supply: float, demand: float) -> None:
    with pytest.raises(ScenarioError):
        price_response(loss, supply, demand)


def test_focus_alone_uses_all_spare_and_leaves_the_others_as_they_are() -> None:
    result = run(worked(competing=False))
    for answer in ("pro_rata_t", "best_t"):
        assert by_importer(result, answer) == pytest.approx({"X": 45, "Y": 40})
    assert result.diverted_t == 0


def test_ramp_limit_bounds_each_relation_but_not_projects() -> None:
    result = run(worked(ramp_limit=0.1))
    grown = result.allocation.query("supplier != 'A'")
    assert (grown["best_t"] <= grown["baseline_t"] * 1.1 + 1e-6).all()
    assert result.total.best_t == pytest.approx(100 - 6)
    project = Project("P99", "D", 15.0)
    assert run(worked(ramp_limit=0.1, projects=(project,))).total.best_t == pytest.approx(100 - 6 - 15)


def test_project_of_a_country_that_exports_nothing_serves_everybody_else() -> None:
    result = run(worked(projects=(Project("P99", "X", 30.0),)))
    shipped = result.allocation.query("supplier == 'P99'")
    assert shipped["importer"].tolist() == ["Y"]
    assert result.total.best_t == pytest.approx(55)


def test_present_customers_only() -> None:
    flows = flows_of([[60, 40], [30, 0]])
    assert run(worked(flows=flows, spare_t={"B": 50.0})).total.best_t == pytest.approx(50)
    closed = run(worked(flows=flows, spare_t={"B": 50.0}, new_relations=False, focus="Y"))
    assert by_importer(closed, "pro_rata_t") == pytest.approx({"X": 10, "Y": 40})
    assert "existing_relations_only" in closed.assumptions


def test_bilateral_ban_frees_the_tonnes_for_others() -> None:
    ban = Cut({"A": 1.0}, only_importer="X")
    planner = run(worked(cut=ban, spare_t={}))
    assert by_importer(planner, "no_resourcing_t") == {"X": 60, "Y": 0}
    # A may sell to Y what it does not sell to X, and Y's other suppliers turn to X: 20 t; X lacks the rest.
    assert planner.total.best_t == pytest.approx(40)
    assert planner.diverted_t == pytest.approx(20)
    assert planner.allocation.query("supplier == 'A' and importer == 'X'")["best_t"].tolist() == [0]
    kept = run(worked(cut=ban, spare_t={}, keep_existing=True))
    assert (kept.total.best_t, kept.diverted_t) == (pytest.approx(60), 0)


def test_stocks_and_domestic_extra_come_first() -> None:
    result = run(worked(stocks_t={"X": 20.0}, domestic_t={"Y": 5.0}, spare_t={}, keep_existing=True))
    assert by_importer(result, "no_resourcing_t") == {"X": 40, "Y": 35}
    assert by_importer(result, "best_t") == pytest.approx({"X": 40, "Y": 35})
    assert stocks_from_days(730, 60) == pytest.approx(120)


def test_idle_capacity_of_the_cutter_is_not_used() -> None:
    result = run(worked(cut=Cut({"A": 0.5}), spare_t={"A": 500.0}))
    assert (result.total.best_t, result.suppliers["spare_t"].sum()) == (pytest.approx(50), 0)


def test_order_of_rows_does_not_matter() -> None:
    first = worked(ramp_limit=0.2)
    order = np.random.default_rng(1).permutation(len(first.flows.tonnes))
    flows = Flows(*(getattr(first.flows, name)[order] for name in ("supplier", "importer", "tonnes", "value_usd")))
    second = run(dataclasses.replace(first, flows=flows))
    pd.testing.assert_frame_equal(run(first).allocation, second.allocation)


def test_the_smallest_flow_survives_beside_the_largest() -> None:
    flows = Flows(np.array(["A", "B", "C"]), np.array(["X", "X", "Y"]), np.array([1e8, 1e-3, 1e-3]))
    result = run(Scenario(flows, Cut({"A": 0.0})))
    assert result.allocation["best_t"].tolist() == [1e8, 1e-3, 1e-3]
    assert (result.total.no_resourcing_t, result.total.best_t) == (0, 0)


def test_unknown_value_makes_the_exposed_value_unknown() -> None:
    flows = Flows(np.array(["A", "B"]), np.array(["X", "X"]), np.array([5.0, 5.0]), np.array([np.nan, 7.0]))
    assert np.isnan(run(worked(flows=flows)).focus.exposed_usd)
    assert run(worked(flows=flows, cut=Cut({"B": 1.0}))).focus.exposed_usd == 7


@pytest.mark.parametrize(
    "changes",
    [
        {"cut": Cut({"Q": 1.0})},
        {"cut": Cut({"A": 1.1})},
        {"cut": Cut({"A": float("nan")})},
        {"cut": Cut({"A": 1.0}, only_importer="Q")},
        {"focus": "Q"},
        {"spare_t": {"B": -1.0}},
        {"spare_t": {"B": float("nan")}},
        {"stocks_t": {"Q": 1.0}},
        {"ramp_limit": -0.1},
        {"competing": False, "focus": None},
        {"projects": (Project("P1", "B", float("inf")),)},
        {"projects": (Project("P1", "B", 1.0), Project("P1", "C", 1.0))},
    ],
)
def test_bad_input_is_refused_with_a_message(changes: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match=r"\w+ .+\."):
        worked(**changes)


@pytest.mark.parametrize(
    ("supplier", "importer", "tonnes"),
    [([], [], []), (["A"], ["A"], [1]), (["A"], ["X"], [-1]), (["A", "A"], ["X", "X"], [1, 1]), (["A"], ["X"], [1, 2])],
)
def test_bad_flows_are_refused(supplier: list[str], importer: list[str], tonnes: list[float]) -> None:
    with pytest.raises(ScenarioError):
        Flows(np.array(supplier), np.array(importer), np.array(tonnes, float))


def test_flows_from_frame_counts_what_it_leaves_out() -> None:
    frame = pd.DataFrame(
        [
            ("CHN", "DEU", 5.0, 50.0),
            ("CHN", "FRA", 3.0, 30.0),
            ("FRA", "DEU", 2.0, 20.0),
            ("FRA", "JPN", 4.0, 40.0),
            ("CHN", "JPN", None, 7.0),
            ("CHN", "EU27", 8.0, 80.0),
        ],
        columns=["exporter_iso3", "importer_iso3", "quantity_t", "value_usd"],
    )
    flows = flows_from_frame(frame, bloc="EU27", members=("DEU", "FRA"))
    assert list(zip(flows.supplier, flows.importer, flows.tonnes, strict=True)) == [
        ("CHN", "EU27", 8.0),
        ("EU27", "JPN", 4.0),
    ]
    assert (flows.own_trade_t, flows.value_without_tonnes_usd) == (2.0, 7.0)
    assert "flows_without_tonnes" in run(Scenario(flows, Cut({"CHN": 1.0}))).limits
    with pytest.raises(ScenarioError, match="quantity_t"):
        flows_from_frame(frame.drop(columns="quantity_t"))


def test_every_text_has_a_sentence() -> None:
    for changes in ({}, {"ramp_limit": 0.1, "competing": False, "stocks_t": {"X": 1.0}}, {"new_relations": False}):
        result = run(worked(**changes))
        assert all(sentence(name).endswith(".") for name in (*result.assumptions, *result.limits))


EXPORTS = pd.DataFrame(
    [("A", 2019, 900.0), ("A", 2021, 80.0), ("A", 2024, 60.0), ("B", 2022, 9.0), ("C", 2024, 30.0), ("D", 2024, 5.0)],
    columns=["exporter_iso3", "year", "quantity_t"],
)
CAPACITY = pd.DataFrame(
    [
        ("C", "capacity", "metal", 100.0),
        ("C", "production", "metal", 70.0),
        ("D", "capacity", "content", 9.0),
        ("D", "production", "content", 4.0),
        ("E", "capacity", "gross", 7.0),
    ],
    columns=["iso3", "measure", "weight_basis", "value_t"],
)


def test_spare_capacity_names_its_origin() -> None:
    spare = spare_capacity(EXPORTS, 2024, CAPACITY, slack=0.1).set_index("supplier")
    assert spare["origin"].to_dict() == {
        "A": "recent_peak",
        "B": "recent_peak",
        "C": "usgs_capacity",
        "D": "recent_peak",
        "E": "none",
    }
    # The peak of 2019 is more than five years old.
    assert spare["spare_t"].to_dict() == pytest.approx({"A": 28, "B": 9.9, "C": 30, "D": 0.5, "E": np.nan}, nan_ok=True)
    assert spare.loc["A", "peak_year"] == 2021
    assert spare.loc["D", "reason"] == "CONTENT_BASIS_DIFFERS"
    assert spare.loc["E", "reason"] == "NO_PRODUCTION_DATA"


def test_one_year_alone_says_nothing_about_spare_capacity() -> None:
    spare = spare_capacity(EXPORTS[EXPORTS["year"] == 2024], 2024)
    assert spare["origin"].eq("none").all() and spare["spare_t"].isna().all()
    with pytest.raises(ScenarioError):
        spare_capacity(EXPORTS, 2018)
    with pytest.raises(ScenarioError):
        spare_capacity(pd.concat([EXPORTS, EXPORTS]), 2024)

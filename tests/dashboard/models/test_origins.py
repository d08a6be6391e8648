"""Origin tracing: worked values, flags and reasons, and properties."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.models import origins
from dashboard.models.origins import TracingError, import_origins, trace


def frame(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["exporter_iso3", "importer_iso3", "quantity_t"])


WORKED = frame(("A", "B", 60.0), ("A", "C", 30.0), ("B", "C", 45.0))
PRODUCTION = {"A": 100.0, "C": 10.0}


def share(shares: pd.DataFrame, area: str, variant: str) -> float:
    return shares.set_index("area").loc[area, variant]


def test_worked_values() -> None:
    traced = trace(WORKED, PRODUCTION, "metal")
    assert traced.areas == ("A", "B", "C")
    assert traced.availability.tolist() == [100, 60, 85]
    assert traced.origins[:, 2].tolist() == pytest.approx([75, 0, 10])
    # Of 85 t in C nothing leaves; of 60 t in B 45 leave; of 100 t in A 90 leave.
    assert traced.consumption[:, 2].tolist() == pytest.approx([75, 0, 10])
    assert traced.consumption.sum(axis=0).tolist() == pytest.approx([10, 15, 85])
    assert (traced.exceeded, traced.exceeded_t, traced.reason) == ((), 0, None)
    found = import_origins(traced, "C", hubs=["B"])
    assert share(found.shares, "A", "face_value") == pytest.approx(0.40)
    assert share(found.shares, "B", "face_value") == pytest.approx(0.60)
    assert share(found.shares, "A", "hub_stripped") == pytest.approx(1.00)
    assert share(found.shares, "A", "traced") == pytest.approx(1.00)
    assert found.shares.set_index("area")["is_hub"].to_dict() == {"A": False, "B": True}
    assert (found.reasons, found.untraced_share, found.flags) == ({}, 0, ())


def test_outflow_beyond_supply_is_scaled_and_flagged() -> None:
    flows = frame(("A", "B", 60.0), ("B", "C", 120.0), ("A", "C", 30.0))
    traced = trace(flows, PRODUCTION, "metal")
    assert (traced.exceeded, traced.exceeded_t) == (("B",), 60)
    assert traced.used[1, 2] == pytest.approx(60)
    assert traced.flows[1, 2] == 120
    found = import_origins(traced, "C")
    assert found.flags == (origins.OUTFLOW_EXCEEDS_SUPPLY,)
    assert found.untraced_share == pytest.approx(60 / 150)
    assert share(found.shares, "B", "face_value") == pytest.approx(0.8)
    assert share(found.shares, "A", "traced") == pytest.approx(1)


def test_scaling_reaches_the_next_area() -> None:
    flows = frame(("A", "B", 200.0), ("B", "C", 200.0), ("C", "D", 200.0))
    traced = trace(flows, {"A": 100.0}, "gross")
    assert traced.exceeded == ("A", "B", "C")
    assert traced.used[traced.used > 0].tolist() == pytest.approx([100, 100, 100])


def test_a_circle_without_production_ships_nothing() -> None:
    flows = frame(("A", "C", 5.0), ("X", "Y", 10.0), ("Y", "X", 10.0), ("Y", "C", 2.0))
    traced = trace(flows, {"A": 5.0}, "gross")
    assert traced.exceeded == ("X", "Y")
    assert import_origins(traced, "C").untraced_share == pytest.approx(2 / 7)
    only = import_origins(traced, "X")
    assert only.reasons == {"traced": origins.OUTFLOW_EXCEEDS_SUPPLY}
    assert only.shares["traced"].isna().all()


def test_a_circle_fed_by_a_producer_is_traced() -> None:
    flows = frame(("P", "A", 1.0), ("A", "B", 10.0), ("B", "A", 9.0))
    traced = trace(flows, {"P": 1.0}, "gross")
    assert traced.exceeded == ()
    assert traced.origins.sum(axis=0).tolist() == pytest.approx(traced.availability.tolist())
    assert share(import_origins(traced, "A").shares, "P", "traced") == pytest.approx(1)


def test_singular_matrix_gives_a_reason() -> None:
    circle = np.array([[0.0, 10.0], [10.0, 0.0]])
    assert origins._origins(circle, np.zeros(2), np.array([10.0, 10.0])) is None


@pytest.mark.parametrize(
    ("production", "basis", "reason"),
    [
        ({}, "metal", origins.NO_PRODUCTION_DATA),
        ({"A": 0.0}, "metal", origins.NO_PRODUCTION_DATA),
        (PRODUCTION, "content", origins.CONTENT_BASIS_DIFFERS),
        (PRODUCTION, None, origins.CONTENT_BASIS_DIFFERS),
    ],
)
def test_tracing_is_off_with_a_reason(production: dict[str, float], basis: str | None, reason: str) -> None:
    traced = trace(WORKED, production, basis)
    assert (traced.reason, traced.origins, traced.availability, traced.consumption) == (reason, None, None, None)
    found = import_origins(traced, "C", hubs=["B"])
    assert found.reasons == {"traced": reason}
    assert math.isnan(found.untraced_share) and found.shares["traced"].isna().all()
    assert share(found.shares, "A", "face_value") == pytest.approx(0.40)


def test_missing_variants_have_reasons() -> None:
    traced = trace(WORKED, PRODUCTION, "metal")
    assert import_origins(traced, "B", hubs=["A"]).reasons == {"hub_stripped": origins.ONLY_HUBS}
    none = import_origins(traced, "A")
    assert set(none.reasons.values()) == {origins.NO_TRADE_REPORTED} and none.shares.empty


@pytest.mark.parametrize(
    ("flows", "production"),
    [
        (WORKED.drop(columns="quantity_t"), PRODUCTION),
        (pd.concat([WORKED, WORKED]), PRODUCTION),
        (frame(("A", "B", -1.0)), PRODUCTION),
        (WORKED, {"A": -1.0}),
        (WORKED, {"A": float("nan")}),
    ],
)
def test_bad_input_is_refused(flows: pd.DataFrame, production: dict[str, float]) -> None:
    with pytest.raises(TracingError):
        trace(flows, production, "metal")


def test_unknown_importer_is_refused() -> None:
    with pytest.raises(TracingError, match="Q"):
        import_origins(trace(WORKED, PRODUCTION, "metal"), "Q")


def test_flows_without_tonnes_and_self_flows_are_left_out() -> None:
    more = pd.concat([WORKED, frame(("B", "A", None), ("C", "C", 5.0))])
    assert trace(more, PRODUCTION, "metal").availability.tolist() == [100, 60, 85]


@st.composite
def networks(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[str, float]]:
    names = "ABCDEF"[: draw(st.integers(2, 6))]
    tonnes = st.one_of(st.just(0.0), st.floats(0.01, 100))
    rows = [(i, j, draw(tonnes)) for i in names for j in names if i != j]
    production = {name: draw(st.one_of(st.just(0.0), st.floats(0.1, 300))) for name in names}
    return frame(*rows), production | {"A": 10.0}


@settings(max_examples=150, deadline=None)
@given(networks())
def test_properties(network: tuple[pd.DataFrame, dict[str, float]]) -> None:
    traced = trace(*network, "metal")
    assert traced.reason is None
    scale = traced.availability.max()
    assert traced.origins.sum(axis=0) == pytest.approx(traced.availability, abs=1e-6 * scale)
    assert (traced.origins >= 0).all() and (traced.consumption >= 0).all()
    assert (traced.used <= traced.flows + 1e-9).all()
    # Nobody ships more than it has, and what is produced is consumed somewhere, each origin by itself.
    assert (traced.used.sum(axis=1) <= traced.availability + 1e-6 * scale).all()
    assert traced.consumption.sum(axis=1) == pytest.approx(traced.production, abs=1e-5 * scale)
    assert (traced.origins[traced.production == 0] == 0).all()
    for area in traced.areas:
        found = import_origins(traced, area, hubs=["B"])
        for variant in set(origins.VARIANTS) - set(found.reasons):
            assert found.shares[variant].sum() == pytest.approx(1)
        assert set(found.flags) == ({origins.OUTFLOW_EXCEEDS_SUPPLY} if traced.exceeded else set())


@settings(max_examples=40, deadline=None)
@given(networks(), st.floats(0.01, 1000))
def test_shares_do_not_depend_on_the_unit(network: tuple[pd.DataFrame, dict[str, float]], factor: float) -> None:
    flows, production = network
    one = trace(flows, production, "metal")
    scaled = flows.assign(quantity_t=flows["quantity_t"] * factor)
    other = trace(scaled, {name: tonnes * factor for name, tonnes in production.items()}, "metal")
    assert other.origins == pytest.approx(one.origins * factor, rel=1e-6, abs=1e-6 * factor * one.availability.max())

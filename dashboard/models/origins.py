"""Where imports come from in the end: re-exports traced back to producers, for one commodity, stage and year in tonnes.

What it rests on: the good is homogeneous; exports are drawn in proportion from home production and imports (wrong for
bonded transit trade); no stocks; nothing is processed inside the code; production is in the unit of the trade figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.words.language import _

VARIANTS = ("face_value", "hub_stripped", "traced")
NO_PRODUCTION_DATA = "NO_PRODUCTION_DATA"
CONTENT_BASIS_DIFFERS = "CONTENT_BASIS_DIFFERS"
OUTFLOW_EXCEEDS_SUPPLY = "OUTFLOW_EXCEEDS_SUPPLY"
NOT_TRACEABLE = "NOT_TRACEABLE"
NO_TRADE_REPORTED = "NO_TRADE_REPORTED"
ONLY_HUBS = "ONLY_HUBS"
# Customs count gross mass; only these weight bases of a production figure can be set against it.
COMPARABLE = ("gross", "metal")
# An export may exceed supply by rounding alone.
ROUNDING = 1e-9
MOST_ROUNDS = 1000


class TracingError(ValueError):
    """An input that cannot be traced; the message is meant for the reader of the page."""


@dataclass(frozen=True)
class Tracing:
    """Origins of what every area has. Order of rows and columns: areas.

    Attributes:
        areas: identifiers, sorted, length n.
        flows: tonnes from row to column as reported, shape (n, n).
        used: the flows that were traced: as reported, or scaled down where outflow exceeded supply, shape (n, n).
        production: tonnes produced, shape (n,).
        availability: x, tonnes produced and imported (of used), shape (n,); None where reason is set.
        origins: O, tonnes in the column that were produced in the row; columns sum to availability, shape (n, n);
            None where reason is set.
        consumption: R, the part of origins that is not exported again, shape (n, n); None where reason is set.
        exceeded: areas with the flag OUTFLOW_EXCEEDS_SUPPLY, whose exports were scaled to what they can have; sorted.
        exceeded_t: tonnes of exports taken out by the scaling.
        reason: why nothing is traced: NO_PRODUCTION_DATA, CONTENT_BASIS_DIFFERS, NOT_TRACEABLE (the
            flows run in a circle that no production feeds), or None.
    """

    areas: tuple[str, ...]
    flows: np.ndarray
    used: np.ndarray
    production: np.ndarray
    availability: np.ndarray | None = None
    origins: np.ndarray | None = None
    consumption: np.ndarray | None = None
    exceeded: tuple[str, ...] = ()
    exceeded_t: float = 0.0
    reason: str | None = None


def trace(
    flows: pd.DataFrame, production: Mapping[str, float], weight_basis: str | None, tolerance: float = ROUNDING
) -> Tracing:
    """Trace flows back to producers.

    Args:
        flows: exporter_iso3, importer_iso3, quantity_t of one series and year; a pair once. Rows without tonnes and
            self-flows are left out. Rows of a bloc must not stand beside those of its members.
        production: tonnes by area at the same stage and in the same unit; areas without an entry produce nothing.
        weight_basis: of the production figures; only gross and metal can be set against customs mass.
        tolerance: part of supply by which exports may exceed it before they are scaled and flagged.

    Raises:
        TracingError: a column is missing, a pair occurs twice, or an amount is negative or unknown.
    """
    areas, matrix = _matrix(flows, production)
    made = np.array([float(production.get(area, 0.0)) for area in areas])
    if not (np.isfinite(made) & (made >= 0)).all():
        raise TracingError(_("Production must be known and not negative."))
    start = Tracing(areas, matrix, matrix, made)
    if made.sum() <= 0:
        return replace(start, reason=NO_PRODUCTION_DATA)
    if weight_basis not in COMPARABLE:
        return replace(start, reason=CONTENT_BASIS_DIFFERS)
    used, scaled = _feasible(matrix, made, tolerance)
    available = made + used.sum(axis=0)
    origins = _origins(used, made, available)
    if origins is None:
        return replace(start, reason=NOT_TRACEABLE)
    kept = np.divide(available - used.sum(axis=1), available, out=np.zeros_like(available), where=available > 0)
    return replace(
        start,
        used=used,
        availability=available,
        origins=origins,
        consumption=origins * np.maximum(0.0, kept)[None, :],
        exceeded=tuple(area for area, flag in zip(areas, scaled, strict=True) if flag),
        exceeded_t=float(matrix.sum() - used.sum()),
    )


@dataclass(frozen=True)
class ImportOrigins:
    """Who stands behind the imports of one importer, three ways.

    Attributes:
        shares: a row per area with a share in any variant, sorted: area, face_value (share in reported imports),
            hub_stripped (hubs dropped, the rest renormalised), traced (share in the imports that can be traced),
            is_hub. Shares 0-1; each column sums to 1, or is NaN throughout.
        reasons: for each variant that is NaN its reason code: NO_TRADE_REPORTED, ONLY_HUBS (no supplier is left),
            OUTFLOW_EXCEEDS_SUPPLY (no supplier has anything to ship), or the reason of the tracing.
        untraced_share: part of the reported imports whose origin is unknown, because the suppliers ship more than they
            produce and import, 0-1; NaN where nothing is traced.
        flags: OUTFLOW_EXCEEDS_SUPPLY if exports of any area were scaled down.
    """

    shares: pd.DataFrame
    reasons: dict[str, str]
    untraced_share: float
    flags: tuple[str, ...]


def import_origins(tracing: Tracing, importer: str, hubs: Collection[str] = ()) -> ImportOrigins:
    """Origins of the imports of one importer at face value, with hubs stripped, and traced.

    Args:
        tracing: result of trace.
        importer: area whose imports are looked at.
        hubs: entrepôts to be dropped from its suppliers in the variant hub_stripped.

    Raises:
        TracingError: the importer is not in the flows.
    """
    if importer not in tracing.areas:
        raise TracingError(_("{name} is not in these flows.").format(name=importer))
    at = tracing.areas.index(importer)
    is_hub = np.isin(np.array(tracing.areas), list(hubs))
    face = tracing.flows[:, at]
    variants = {"face_value": face, "hub_stripped": np.where(is_hub, 0.0, face), "traced": _traced(tracing, at)}
    shares, reasons = {}, {}
    for name, tonnes in variants.items():
        total = 0.0 if tonnes is None else tonnes.sum()
        shares[name] = tonnes / total if tonnes is not None and total > 0 else np.full(len(face), np.nan)
        if total <= 0:
            reasons[name] = _why_missing(tracing, name, face.sum())
    frame = pd.DataFrame({"area": list(tracing.areas), **shares, "is_hub": is_hub})
    frame = frame[(frame[list(VARIANTS)].fillna(0.0) > 0).any(axis=1)].reset_index(drop=True)
    return ImportOrigins(
        shares=frame,
        reasons=reasons,
        untraced_share=_untraced(tracing, at),
        flags=(OUTFLOW_EXCEEDS_SUPPLY,) if tracing.exceeded else (),
    )


def _why_missing(tracing: Tracing, variant: str, imports: float) -> str:
    if variant == "traced" and tracing.reason:
        return tracing.reason
    if imports <= 0:
        return NO_TRADE_REPORTED
    return ONLY_HUBS if variant == "hub_stripped" else OUTFLOW_EXCEEDS_SUPPLY


def _matrix(flows: pd.DataFrame, production: Mapping[str, float]) -> tuple[tuple[str, ...], np.ndarray]:
    columns = ["exporter_iso3", "importer_iso3", "quantity_t"]
    if missing := [column for column in columns if column not in flows.columns]:
        raise TracingError(_("The flows have no column {columns}.").format(columns=", ".join(missing)))
    rows = flows[columns].dropna(subset=["quantity_t"])
    rows = rows[rows["exporter_iso3"] != rows["importer_iso3"]]
    if rows.duplicated(columns[:2]).any():
        raise TracingError(_("A pair of areas occurs more than once: give one series and one year."))
    tonnes = rows["quantity_t"].to_numpy(dtype=float)
    if not (np.isfinite(tonnes) & (tonnes >= 0)).all():
        raise TracingError(_("The tonnes of every flow must be known and not negative."))
    areas = tuple(sorted({*rows["exporter_iso3"], *rows["importer_iso3"], *production}))
    position = {area: place for place, area in enumerate(areas)}
    matrix = np.zeros((len(areas), len(areas)))
    matrix[rows["exporter_iso3"].map(position), rows["importer_iso3"].map(position)] = tonnes
    return areas, matrix


def _feasible(matrix: np.ndarray, made: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """Scale exports down until nobody ships more than it has.

    Scaling one area takes imports from the next, so it is repeated until nothing changes. The factors only fall and
    are bounded by 0, so that it ends. Areas that no producer reaches have nothing to ship.
    """
    outflow = matrix.sum(axis=1)
    factor = np.where(_reached(matrix, made) | (outflow <= 0), 1.0, 0.0)
    for _round in range(MOST_ROUNDS):
        supply = made + factor @ matrix
        possible = np.divide(supply, outflow, out=np.ones_like(supply), where=outflow > 0)
        now = np.where(factor * outflow > supply * (1 + tolerance), np.minimum(factor, possible), factor)
        change = np.abs(now - factor).max(initial=0.0)
        factor = now
        if change <= ROUNDING:
            break
    factor[factor <= ROUNDING] = 0.0
    return matrix * factor[:, None], factor < 1


def _reached(matrix: np.ndarray, made: np.ndarray) -> np.ndarray:
    """Areas that produce, or that goods of a producer reach, shape (n,)."""
    reached = made > 0
    while (now := reached | (reached @ (matrix > 0))).sum() > reached.sum():
        reached = now
    return reached


def _origins(used: np.ndarray, made: np.ndarray, available: np.ndarray) -> np.ndarray | None:
    """O = diag(p) (I - A)^-1; None where the flows run in a circle that no production feeds."""
    per_supply = np.divide(used, available[:, None], out=np.zeros_like(used), where=available[:, None] > 0)
    try:
        inverse = np.linalg.inv(np.eye(len(made)) - per_supply)
    except np.linalg.LinAlgError:
        return None
    origins = made[:, None] * inverse
    # A matrix on the edge of singular inverts without an error but no longer adds up.
    fits = np.isfinite(origins).all() and np.allclose(origins.sum(axis=0), available, rtol=1e-6, atol=1e-6)
    return np.maximum(0.0, origins) if fits else None


def _untraced(tracing: Tracing, at: int) -> float:
    reported = tracing.flows[:, at].sum()
    if tracing.origins is None or reported <= 0:
        return float("nan")
    return float(max(0.0, 1 - tracing.used[:, at].sum() / reported))


def _traced(tracing: Tracing, at: int) -> np.ndarray | None:
    """Imported tonnes of an importer by origin, shape (n,)."""
    available = tracing.availability
    if tracing.origins is None or available is None:
        return None
    part = np.divide(tracing.used[:, at], available, out=np.zeros_like(available), where=available > 0)
    return tracing.origins @ part

"""How much more a supplier could ship: from published capacity, else from its own recent peak. Each with its origin."""

from __future__ import annotations

import math

import pandas as pd

from dashboard.models.export_cut.flows import ScenarioError
from dashboard.words.language import _

PEAK_YEARS = 5
# Customs count gross mass; only these weight bases of a production figure can be set against it.
COMPARABLE = ("gross", "metal")
_UNKNOWN = {"origin": "none", "ceiling_t": math.nan, "peak_year": None, "spare_t": math.nan}


def spare_capacity(
    exports: pd.DataFrame,
    year: int,
    production: pd.DataFrame | None = None,
    slack: float = 0.0,
) -> pd.DataFrame:
    """Spare exports by supplier, for the page to show and to edit.

    Args:
        exports: exporter_iso3, year, quantity_t; total exports of the series by supplier and year, blocs left out.
        year: year of the scenario.
        production: iso3, measure (production | capacity), weight_basis, value_t of the same mineral, stage, form and
            edition for one year; world and residual rows left out. None: nothing is published.
        slack: the recent peak is raised by this share before current exports are deducted.

    Returns:
        One row per supplier with exports in the last five years or with a published capacity, sorted: supplier,
        spare_t, origin (usgs_capacity | recent_peak | none), current_t, reference_t (production, or current exports),
        ceiling_t (capacity, or peak), peak_year, reason (why published capacity was not used: NO_PRODUCTION_DATA,
        CONTENT_BASIS_DIFFERS, or None). With origin none spare_t and ceiling_t are NaN, that is unknown: no earlier
        year is in the release, or the supplier exported nothing and its capacity cannot be compared.

    Raises:
        ScenarioError: no exports, a supplier and year twice, two figures for one country, or a negative slack.
    """
    if not slack >= 0:
        raise ScenarioError(_("The slack must be 0 or more."))
    recent = exports[exports["year"].between(year - PEAK_YEARS + 1, year)].dropna(subset=["quantity_t"])
    if recent.empty:
        raise ScenarioError(_("No exports are known for the five years up to {year}.").format(year=year))
    if recent.duplicated(["exporter_iso3", "year"]).any():
        raise ScenarioError(_("A supplier has more than one export figure in a year: give one series."))
    published = _published(production)
    by_supplier = {
        supplier: dict(zip(rows["year"], rows["quantity_t"], strict=True))
        for supplier, rows in recent.groupby("exporter_iso3")
    }
    names = sorted(by_supplier.keys() | {iso3 for iso3, figures in published.items() if "capacity" in figures})
    # A peak of the present year alone says nothing about spare capacity.
    has_past = bool((recent["year"] < year).any())
    rows = []
    for name in names:
        by_year, figures = by_supplier.get(name, {}), published.get(name, {})
        current = float(by_year.get(year, 0.0))
        found = _from_capacity(figures) or (_from_peak(by_year, current, slack) if has_past and by_year else _UNKNOWN)
        rows.append(
            {"supplier": name, "current_t": current, "reference_t": current, "reason": _why_not(figures)} | found
        )
    columns = ["supplier", "spare_t", "origin", "current_t", "reference_t", "ceiling_t", "peak_year", "reason"]
    return pd.DataFrame(rows)[columns].astype({"peak_year": "Int64"})


def _published(production: pd.DataFrame | None) -> dict[str, dict[str, tuple[float, str]]]:
    found: dict[str, dict[str, tuple[float, str]]] = {}
    if production is None:
        return found
    for row in production.dropna(subset=["value_t"]).itertuples():
        figures = found.setdefault(row.iso3, {})
        if row.measure in figures:
            message = _("{name} has more than one figure for {measure}: give one form, edition and year.")
            raise ScenarioError(message.format(name=row.iso3, measure=row.measure))
        figures[row.measure] = (float(row.value_t), row.weight_basis)
    return found


def _from_capacity(figures: dict[str, tuple[float, str]]) -> dict[str, object] | None:
    if _why_not(figures):
        return None
    capacity, produced = figures["capacity"][0], figures["production"][0]
    spare = max(0.0, capacity - produced)
    return {
        "origin": "usgs_capacity",
        "reference_t": produced,
        "ceiling_t": capacity,
        "peak_year": None,
        "spare_t": spare,
    }


def _from_peak(by_year: dict[int, float], current: float, slack: float) -> dict[str, object]:
    # Of two equal peaks the later one is the better evidence.
    peak_year = max(by_year, key=lambda one: (by_year[one], one))
    peak = float(by_year[peak_year]) * (1 + slack)
    spare = max(0.0, peak - current)
    return {"origin": "recent_peak", "ceiling_t": peak, "peak_year": int(peak_year), "spare_t": spare}


def _why_not(figures: dict[str, tuple[float, str]]) -> str | None:
    if not {"capacity", "production"} <= figures.keys():
        return "NO_PRODUCTION_DATA"
    comparable = all(figures[measure][1] in COMPARABLE for measure in ("capacity", "production"))
    return None if comparable else "CONTENT_BASIS_DIFFERS"

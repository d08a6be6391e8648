"""The questions of the diversification page."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class AreasRow(TypedDict):
    """The name of an area, unallocated ones included."""

    iso3: str
    area_name_en: str
    area_name_ja: str
    kind: str


AREAS = Question(QUERIES / "areas.sql", AreasRow, ())


class BandRow(TypedDict):
    """China's share under one combination of choices."""

    importer_iso3: str
    mineral_id: str
    stage: str
    year: int
    basis: str
    hs_edition: str
    china: str
    series_id: str
    share: float
    in_envelope: bool
    envelope_low: float
    envelope_high: float
    envelope_points: float
    is_default: bool
    quality_grade: str
    reason: str
    source_ids: list[str]


BAND = Question(QUERIES / "band.sql", BandRow, ("importer", "mineral", "stage", "year"))


class ChangeRow(TypedDict):
    """What a supplier contributed to the change between two years."""

    exporter_iso3: str
    exporter_name_en: str
    exporter_name_ja: str
    is_china: bool
    presence: str
    value_share_from: float
    value_share_to: float
    value_change_points: float
    value_contribution_points: float
    value_shapley_points: float
    value_hhi_contribution: float
    quantity_share_from: float
    quantity_share_to: float
    quantity_change_points: float
    quantity_contribution_points: float
    quantity_shapley_points: float
    quantity_hhi_contribution: float
    value_from_usd: float
    value_to_usd: float
    quantity_from_t: float
    quantity_to_t: float
    unit_value_from_usd_per_t: float
    unit_value_to_usd_per_t: float
    value_change_usd: float
    price_effect_usd: float
    volume_effect_usd: float
    scale_effect_usd: float
    mix_effect_usd: float
    bennet_price_usd: float
    bennet_volume_usd: float
    price_reason: str
    value_reason: str
    quantity_reason: str
    importer_iso3: str
    series_id: str
    year_from: int
    year_to: int
    source_ids: list[str]


CHANGE = Question(
    QUERIES / "change.sql", ChangeRow, ("basis", "china", "first", "importer", "last", "pooled", "series")
)


class EuRiskRow(TypedDict):
    """Supply risk of a mineral and stage by the formula of the EU studies."""

    importer_iso3: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    period: str
    series_id: str
    score: float
    is_higher_stage: bool
    global_hhi: float
    sourcing_hhi: float
    import_reliance: float
    imports_t_per_year: float
    eol_recycling_rate: float
    substitution_index: float
    score_global_only: float
    study_score: float
    governance_fallback_share: float
    reason: str
    sourcing_reason: str
    flags: list[str]
    source_ids: list[str]


EU_RISK = Question(QUERIES / "eu_risk.sql", EuRiskRow, ("importer", "year"))


class ExportsRow(TypedDict):
    """What a supplier exported of the series in a year."""

    exporter_iso3: str
    year: int
    quantity_t: float
    source_ids: list[str]


EXPORTS = Question(QUERIES / "exports.sql", ExportsRow, ("as_bloc", "series", "year"))


class FlowsRow(TypedDict):
    """What one area shipped to another."""

    exporter_iso3: str
    importer_iso3: str
    quantity_t: float
    value_usd: float
    exporter_name_en: str
    exporter_name_ja: str
    exporter_kind: str
    source_ids: list[str]


FLOWS = Question(QUERIES / "flows.sql", FlowsRow, ("series", "year"))


class GeopolriskRow(TypedDict):
    """GeoPolRisk of a mineral and stage."""

    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    series_id: str
    year: int
    score: float
    place: int
    importers: int
    hhi: float
    hhi_stage: str
    hhi_form: str
    weighted_import_risk: float
    risk_weighted_imports_t: float
    imports_t: float
    domestic_t: float
    governance_fallback_share: float
    quantity_coverage: float
    reason: str
    flags: list[str]
    source_ids: list[str]


GEOPOLRISK = Question(QUERIES / "geopolrisk.sql", GeopolriskRow, ("importer", "year"))


class LeagueRow(TypedDict):
    """The change of China's share in the imports of one importer of one series."""

    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    importer_kind: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    series_id: str
    year_from: int
    year_to: int
    basis: str
    china: str
    definition_id: str
    met_from: bool
    met_to: bool
    share_from: float
    share_to: float
    change_points: float
    hhi_from: float
    hhi_to: float
    hhi_change: float
    value_from_usd: float
    value_to_usd: float
    quality_grade: str
    points: int
    slope_points_per_year: float
    mann_kendall_p: float
    trend_state: str
    in_ranking: bool
    reason: str
    source_ids: list[str]


LEAGUE = Question(
    QUERIES / "league.sql", LeagueRow, ("basis", "china", "definition", "first", "importer", "last", "series")
)


class PlantsRow(TypedDict):
    """A planned project with a yearly capacity."""

    project_id: str
    title: str
    country_iso3: str
    country: str
    stage: str
    state: str
    status: str
    start_year: int
    capacity: float
    capacity_unit: str
    mineral_ids: list[str]
    source_url: str
    source_ids: list[str]


PLANTS = Question(QUERIES / "plants.sql", PlantsRow, ("mineral",))


class PointsRow(TypedDict):
    """China's share in a year."""

    year: int
    series_id: str
    importer_iso3: str
    basis: str
    china: str
    china_share: float
    low_base: bool
    reason: str
    value_usd: float
    quantity_t: float
    quality_grade: str
    completeness: str
    source_ids: list[str]


POINTS = Question(QUERIES / "points.sql", PointsRow, ("basis", "china", "first", "importer", "last", "series"))


class ProductionRow(TypedDict):
    """Production or capacity of a country at the stage of the series."""

    iso3: str
    measure: str
    value_t: float
    weight_basis: str
    form: str
    edition: str
    source_ids: list[str]


PRODUCTION = Question(QUERIES / "production.sql", ProductionRow, ("series", "year"))


class ReadingRow(TypedDict):
    """A stage of the chain, with what its change says."""

    stage: str
    importer_iso3: str
    mineral_id: str
    series_id: str
    year_from: int
    year_to: int
    share_from: float
    share_to: float
    change_points: float
    change: str
    trend_state: str
    quality_grade: str
    reason: str
    world_china_share: float
    world_year: int
    world_form: str
    reading: str
    source_ids: list[str]


READING = Question(QUERIES / "reading.sql", ReadingRow, ("basis", "china", "first", "importer", "last", "mineral"))


class SeriesRow(TypedDict):
    """The series that stands for a stage of the mineral."""

    stage: str
    own_series_id: str
    series_id: str
    series_mineral_id: str
    series_mineral_name_en: str
    series_mineral_name_ja: str
    is_basket: bool
    is_held: bool
    usable: bool
    hs_edition: str
    first_year: int
    last_year: int
    production_form: str
    hs_codes: str


SERIES = Question(QUERIES / "series.sql", SeriesRow, ("mineral",))


class SplitRow(TypedDict):
    """Why China's share moved, by one basis."""

    importer_iso3: str
    series_id: str
    year_from: int
    year_to: int
    basis_id: str
    china_id: str
    china_from: float
    others_from: float
    china_to: float
    others_to: float
    total_from: float
    total_to: float
    share_from: float
    share_to: float
    change_points: float
    phi_china_points: float
    phi_others_points: float
    lmdi_growth: float
    lmdi_substitution: float
    hhi_from: float
    hhi_to: float
    hhi_change: float
    value_from_usd: float
    value_to_usd: float
    value_change_usd: float
    price_effect_usd: float
    volume_effect_usd: float
    scale_effect_usd: float
    mix_effect_usd: float
    unsplit_usd: float
    quantity_coverage_from: float
    quantity_coverage_to: float
    quality_grade: str
    notes: list[str]
    reason: str
    source_ids: list[str]


SPLIT = Question(QUERIES / "split.sql", SplitRow, ("china", "first", "importer", "last", "pooled", "series"))


class StagesRow(TypedDict):
    """China's share of imports or of world production in a year at a stage."""

    mineral_id: str
    importer_iso3: str
    basis: str
    china: str
    stage: str
    what: str
    year: int
    china_share: float
    counted: str
    source_ids: list[str]


STAGES = Question(QUERIES / "stages.sql", StagesRow, ("basis", "china", "first", "importer", "last", "mineral"))


class TrendRow(TypedDict):
    """The trend of China's share, and the year of the target."""

    importer_iso3: str
    series_id: str
    points: int
    years: list[int]
    shares: list[float]
    years_left_out: list[int]
    first_year: int
    last_year: int
    first_share: float
    last_share: float
    slope_points_per_year: float
    slope_low_points_per_year: float
    slope_high_points_per_year: float
    intercept: float
    fitted_first_share: float
    fitted_last_share: float
    mann_kendall_p: float
    trend_state: str
    target_share: float
    target_state: str
    target_year: float
    target_year_low: float
    target_year_high: float
    target_year_logit: float
    reason: str
    source_ids: list[str]


TREND = Question(QUERIES / "trend.sql", TrendRow, ("basis", "china", "first", "importer", "last", "series", "target"))


class ProjectIdsRow(TypedDict):
    """A project of the register."""

    project_id: str


PROJECT_IDS = Question(QUERIES / "project_ids.sql", ProjectIdsRow, ())

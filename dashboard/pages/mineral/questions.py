"""The questions of the mineral page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class YearRow(TypedDict):
    """China's share of one importer at one stage in one year, judged by a definition of dependence."""

    year: int
    mineral_id: str
    stage: str
    series_id: str
    hs_edition: str
    hs_codes: str
    importer_iso3: str
    basis: str
    china: str
    china_share: float
    reason: str
    value_usd: float
    quantity_t: float
    top_supplier_iso3: str
    top_supplier_name_en: str
    top_supplier_name_ja: str
    top_supplier_share: float
    hhi: float
    definition_id: str
    definition_met: bool
    definition_value: float
    definition_threshold: float
    quality_grade: str
    completeness: str
    source_ids: list[str]


CHINA = Question(
    QUERIES / "china.sql", YearRow, ("basis", "china", "definition", "first_year", "importer", "last_year", "mineral")
)


class CodeRow(TypedDict):
    """A customs code of the mineral: how pure it is, and what it hides."""

    stage: str
    hs6: str
    hs_edition: str
    form: str
    purity: str
    in_extract: bool
    is_default: bool
    series_id: str
    basket_id: str
    first_year: int
    last_year: int
    code_note: str
    series_note: str
    source_ids: list[str]


CODES = Question(QUERIES / "codes.sql", CodeRow, ("mineral",))


class CommitmentRow(TypedDict):
    """A commitment that names the mineral."""

    record_id: str
    record_type: str
    title: str
    statement: str
    actors: str
    counterparts: str
    instrument: str
    state: str
    status: str
    dated: str
    date_from: datetime
    amount_low: float
    amount_high: float
    currency: str
    amount_usd: float
    minerals: str
    mineral_ids: list[str]
    country_iso3s: list[str]
    source_url: str
    publisher: str
    confidence: str
    source_file: str
    source_row: int
    source_ids: list[str]


COMMITMENTS = Question(QUERIES / "commitments.sql", CommitmentRow, ("mineral",))


class ConcentrationRow(TypedDict):
    """How concentrated one stage is in the world, as one publisher counts it."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    form: str
    measure: str
    year: int
    hhi: float
    equivalent_suppliers: float
    top_iso3: str
    top_name_en: str
    top_name_ja: str
    top_share: float
    china_share: float
    left_without_largest: float
    hhi_without_largest: float
    equivalent_suppliers_without_largest: float
    next_iso3: str
    next_name_en: str
    next_name_ja: str
    next_share_without_largest: float
    world_total: float
    unit: str
    source_ids: list[str]


CONCENTRATION = Question(QUERIES / "concentration.sql", ConcentrationRow, ("china", "mineral", "sources", "year"))


class FlowRow(TypedDict):
    """Trade of one seller with one buyer; small ones are grouped."""

    year: int
    mineral_id: str
    stage: str
    series_id: str
    hs_edition: str
    exporter_iso3: str
    exporter_name_en: str
    exporter_name_ja: str
    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    flows: int
    value_usd: float
    quantity_t: float
    share_of_world_trade: float
    basis: str
    china: str
    source_ids: list[str]


FLOWS = Question(QUERIES / "flows.sql", FlowRow, ("basis", "china", "importer", "series", "year"))


class PointRow(TypedDict):
    """A figure printed in a report or the press."""

    topic: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    label: str
    from_iso3: str
    from_name_en: str
    from_name_ja: str
    to_iso3: str
    to_name_en: str
    to_name_ja: str
    period_start: datetime
    period_end: datetime
    period_days: int
    value: float
    value_high: float
    unit: str
    basis: str
    qualifier: str
    in_conflict: bool
    confidence: str
    note: str
    publisher: str
    published_date: str
    source_url: str
    source_file: str
    source_row: int
    source_ids: list[str]


POINTS = Question(QUERIES / "points.sql", PointRow, ("mineral", "topics"))


class PriceRow(TypedDict):
    """A yearly price as published."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    form: str
    market: str
    year: int
    value: float
    value_low: float
    value_high: float
    value_text: str
    unit: str
    status: str
    edition: str
    note: str
    source_file: str
    source_row: int
    source_ids: list[str]


PRICES = Question(QUERIES / "prices.sql", PriceRow, ("first_year", "last_year", "mineral"))


class MonthRow(TypedDict):
    """A monthly price."""

    mineral_id: str
    form: str
    market: str
    year: int
    month: int
    middle_of_month: datetime
    value: float
    unit: str
    status: str
    edition: str
    source_file: str
    source_row: int
    source_ids: list[str]


PRICES_MONTHLY = Question(QUERIES / "prices_monthly.sql", MonthRow, ("first_year", "last_year", "mineral"))


class ProductionRow(TypedDict):
    """Production of one country in one year, as one release has it."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    form: str
    weight_basis: str
    iso3: str
    country_name_en: str
    country_name_ja: str
    kind: str
    year: int
    value: float
    value_low: float
    value_high: float
    value_text: str
    unit: str
    value_t: float
    world_share: float
    status: str
    note: str
    edition: str
    source_file: str
    source_row: int
    source_ids: list[str]


PRODUCTION = Question(QUERIES / "production.sql", ProductionRow, ("mineral", "source"))


class ProjectRow(TypedDict):
    """A project or deal that names the mineral."""

    record_id: str
    title: str
    statement: str
    companies: str
    country: str
    country_iso3: str
    partner_countries: str
    stage: str
    state: str
    status: str
    signed_date: str
    start_year: int
    capacity: float
    capacity_unit: str
    amount_low: float
    amount_high: float
    currency: str
    amount_usd: float
    japan_link: str
    mineral_ids: list[str]
    source_url: str
    publisher: str
    confidence: str
    source_file: str
    source_row: int
    source_ids: list[str]


PROJECTS = Question(QUERIES / "projects.sql", ProjectRow, ("mineral",))


class ReserveRow(TypedDict):
    """Reserves of one country, as one release has them."""

    mineral_id: str
    stage: str
    form: str
    weight_basis: str
    iso3: str
    country_name_en: str
    country_name_ja: str
    kind: str
    year: int
    value: float
    value_low: float
    value_high: float
    value_text: str
    unit: str
    value_t: float
    status: str
    note: str
    edition: str
    source_file: str
    source_row: int
    source_ids: list[str]


RESERVES = Question(QUERIES / "reserves.sql", ReserveRow, ("mineral", "source"))


class SourceRow(TypedDict):
    """A release with production of the mineral."""

    source_id: str
    producer: str
    title: str
    edition: str
    last_year: int


SOURCES = Question(QUERIES / "sources.sql", SourceRow, ("mineral",))


class SupplierRow(TypedDict):
    """A supplier of one stage in one year, with the figures of the stage; a stage without trade has one row."""

    stage: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    series_id: str
    hs_edition: str
    hs_codes: str
    hs_codes_missing: str
    codes_listed: list[str]
    purity: str
    basket_id: str
    basket_mineral_id: str
    first_year: int
    last_year: int
    codes_note: str
    importer_iso3: str
    year: int
    basis: str
    china: str
    status: str
    exporter_iso3: str
    exporter_name_en: str
    exporter_name_ja: str
    exporters: int
    share: float
    value_usd: float
    quantity_t: float
    china_share: float
    china_share_before: float
    china_change_points: float
    hhi: float
    equivalent_suppliers: float
    supplier_count: int
    stage_value_usd: float
    stage_quantity_t: float
    quantity_coverage: float
    definitions_met: int
    definitions_judged: int
    definitions_met_ids: str
    quality_grade: str
    grade_reasons: list[str]
    completeness: str
    source_ids: list[str]


STAGES = Question(QUERIES / "stages.sql", SupplierRow, ("basis", "china", "importer", "mineral", "year"))


class SupplierYearRow(TypedDict):
    """A supplier of one series in one year; the small ones are grouped."""

    year: int
    mineral_id: str
    stage: str
    series_id: str
    hs_edition: str
    hs_codes: str
    importer_iso3: str
    basis: str
    china: str
    exporter_iso3: str
    exporter_name_en: str
    exporter_name_ja: str
    exporters: int
    share: float
    value_usd: float
    quantity_t: float
    low_base: bool
    completeness: str
    source_ids: list[str]


SUPPLIERS = Question(
    QUERIES / "suppliers.sql", SupplierYearRow, ("basis", "china", "first_year", "importer", "last_year", "series")
)


class SupplyShareRow(TypedDict):
    """A share in world supply, or in what the EU uses."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    scope: str
    period: str
    year: int
    iso3: str
    country_name_en: str
    country_name_ja: str
    share: float
    value_text: str
    status: str
    edition: str
    source_file: str
    source_row: int
    source_ids: list[str]


SUPPLY_SHARE = Question(QUERIES / "supply_share.sql", SupplyShareRow, ("mineral", "scopes"))

"""The questions of the overview."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class TableRow(TypedDict):
    """A default series of one importer in one year."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    hs_edition: str
    hs_codes: str
    codes_in_words: str
    purity: str
    codes_note: str
    basket_members_en: str
    basket_members_ja: str
    importer_iso3: str
    year: int
    basis: str
    china: str
    status: str
    china_share: float
    china_share_before: float
    china_change_points: float
    hhi: float
    equivalent_suppliers: float
    supplier_count: int
    top_supplier_iso3: str
    top_supplier_name_en: str
    top_supplier_name_ja: str
    top_supplier_share: float
    value_usd: float
    quantity_t: float
    quantity_coverage: float
    unallocated_value_share: float
    definitions_met: int
    definitions_judged: int
    definitions_met_ids: str
    quality_grade: str
    grade_reasons: list[str]
    completeness: str
    source_ids: list[str]


TABLE = Question(QUERIES / "table.sql", TableRow, ("basis", "china", "importer", "year"))


class HistoryRow(TypedDict):
    """China's share in a series and year that can be ranked."""

    series_id: str
    year: int
    china_share: float


HISTORY = Question(QUERIES / "history.sql", HistoryRow, ("basis", "china", "importer"))


class DeclarationRow(TypedDict):
    """The target of the Tokyo Declaration and the documents signed there."""

    record_id: str
    declared_on: datetime
    states: int
    amount_low: float
    amount_high: float
    currency: str
    years: int
    is_target: bool
    checked_on: datetime
    documents: int
    article_more_than: int
    article: str


DECLARATION = Question(QUERIES / "declaration.sql", DeclarationRow)


class GalliumRow(TypedDict):
    """The gallium contracted, its share of what Japan uses or imports, and its start."""

    record_id: str
    pledged_t: float
    mineral_name_en: str
    mineral_name_ja: str
    exporter_name_en: str
    exporter_name_ja: str
    lowest_share: float
    highest_share: float
    first_year: int
    last_year: int
    starts_on: datetime
    has_started: bool


GALLIUM = Question(QUERIES / "gallium.sql", GalliumRow)


class UraniumRow(TypedDict):
    """What is known of more uranium for Japan, and whether customs data can show it."""

    record_id: str
    mineral_name_en: str
    mineral_name_ja: str
    article: str
    is_known: bool
    earlier_contracts: int
    earlier_names_en: list[str]
    earlier_names_ja: list[str]
    customs_code: str
    is_in_release: bool


URANIUM = Question(QUERIES / "uranium.sql", UraniumRow)


class ExplorationRow(TypedDict):
    """Agreements to explore that date from the month of the declaration."""

    agreements: int
    declared_on: datetime
    names_en: list[str]
    names_ja: list[str]


EXPLORATION = Question(QUERIES / "exploration.sql", ExplorationRow)


class DominanceRow(TypedDict):
    """China's share of the gallium of the world, and its export controls of it."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    china_share: float
    year: int
    is_estimate: bool
    producer: str
    controlled_since: datetime
    in_force: int
    suspended: int


DOMINANCE = Question(QUERIES / "dominance.sql", DominanceRow)


class OutcomesRow(TypedDict):
    """Flows from Central Asia to Japan by verdict."""

    flows: int
    rising: int
    flat: int
    falling: int
    no_recorded_trade: int
    too_early: int
    not_measurable: int
    judged_since: int


OUTCOMES = Question(QUERIES / "outcomes.sql", OutcomesRow)

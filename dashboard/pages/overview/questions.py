"""The questions of the overview."""

from __future__ import annotations

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

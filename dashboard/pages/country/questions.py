"""The questions of the country page."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from dashboard.queries import TradeRow
from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class DestinationsRow(TypedDict):
    """A buyer of an export."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    country_id: str
    year: int
    basis: str
    destination_iso3: str
    destination_name_en: str
    destination_name_ja: str
    place: int
    value_usd: float
    quantity_t: float
    destination_share: float
    source_ids: list[str]


DESTINATIONS = Question(QUERIES / "destinations.sql", DestinationsRow, ("basis", "china", "country", "most", "year"))


class ExportHistoryRow(TypedDict):
    """China's share in an export and year that can be ranked."""

    series_id: str
    year: int
    china_share: float


EXPORT_HISTORY = Question(QUERIES / "export_history.sql", ExportHistoryRow, ("basis", "china", "country"))


EXPORT_ROWS = Question(QUERIES / "export_rows.sql", TradeRow, ("country", "series", "year"))


class ExportsRow(TypedDict):
    """A series that the country or group sells."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    hs_edition: str
    hs_codes: str
    codes_in_words: str
    purity: str
    country_id: str
    year: int
    basis: str
    china: str
    status: str
    value_usd: float
    quantity_t: float
    china_value_usd: float
    china_share: float
    china_share_before: float
    china_change_points: float
    destination_count: int
    destinations_en: list[str]
    destinations_ja: list[str]
    destination_shares: list[float]
    production_t: float
    production_world_share: float
    production_form: str
    production_year: int
    production_publisher: str
    production_edition: str
    source_ids: list[str]


EXPORTS = Question(QUERIES / "exports.sql", ExportsRow, ("basis", "china", "country", "year"))


class ImportHistoryRow(TypedDict):
    """China's share in an import and year that can be ranked."""

    series_id: str
    year: int
    china_share: float


IMPORT_HISTORY = Question(QUERIES / "import_history.sql", ImportHistoryRow, ("basis", "china", "country"))


IMPORT_ROWS = Question(QUERIES / "import_rows.sql", TradeRow, ("country", "series", "year"))


class ImportsRow(TypedDict):
    """A default series as the country or group imports it."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    hs_edition: str
    codes_in_words: str
    purity: str
    country_id: str
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
    china_value_usd: float
    definitions_met: int
    definitions_judged: int
    quality_grade: str
    grade_reasons: list[str]
    source_ids: list[str]


IMPORTS = Question(QUERIES / "imports.sql", ImportsRow, ("basis", "china", "country", "year"))


class ProductionRow(TypedDict):
    """A form that the country or group produces."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    form: str
    country_id: str
    production_t: float
    world_share: float
    producer_count: int
    country_count: int
    production_year: int
    status: str
    publisher: str
    edition: str
    export_usd: float
    export_status: str
    source_ids: list[str]


PRODUCTION = Question(QUERIES / "production.sql", ProductionRow, ("country", "year"))


class ProductionRows(TypedDict):
    """A published row of production."""

    iso3: str
    year: int
    stage: str
    form: str
    value_t: float
    world_share: float
    status: str
    edition: str
    source_file: str
    source_row: int
    sha256: str
    source_ids: list[str]


PRODUCTION_ROWS = Question(QUERIES / "production_rows.sql", ProductionRows, ("country", "mineral"))

"""The questions of the compare page."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from dashboard.queries import TradeRow
from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class ChangesRow(TypedDict):
    """An importer and series in two years."""

    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    definition_id: str
    basis: str
    china: str
    year_before: int
    year: int
    change: str
    figure_before: float
    figure_now: float
    threshold: float
    met_before: bool
    met_now: bool
    value_before_usd: float
    value_usd: float
    top_before_name_en: str
    top_before_name_ja: str
    top_now_name_en: str
    top_now_name_ja: str
    quality_grade: str
    source_ids: list[str]


CHANGES = Question(QUERIES / "changes.sql", ChangesRow, ("basis", "china", "definition", "importers", "since", "year"))


class HeatRow(TypedDict):
    """A figure of an importer and series."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    year: int
    metric: str
    basis: str
    china: str
    figure: float
    status: str
    definitions_judged: int
    value_usd: float
    quality_grade: str
    source_ids: list[str]


HEAT = Question(QUERIES / "heat.sql", HeatRow, ("basis", "china", "importers", "metric", "year"))


class LinesRow(TypedDict):
    """A figure of an importer in a year."""

    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    series_id: str
    mineral_id: str
    stage: str
    year: int
    metric: str
    basis: str
    china: str
    figure: float
    status: str
    value_usd: float
    quality_grade: str
    completeness: str
    source_ids: list[str]


LINES = Question(QUERIES / "lines.sql", LinesRow, ("basis", "china", "from", "importers", "metric", "series", "to"))


class MapRow(TypedDict):
    """A figure of a country."""

    importer_iso3: str
    importer_name_en: str
    importer_name_ja: str
    series_id: str
    mineral_id: str
    stage: str
    year: int
    metric: str
    basis: str
    china: str
    figure: float
    status: str
    top_supplier_name_en: str
    top_supplier_name_ja: str
    top_supplier_share: float
    value_usd: float
    quality_grade: str
    source_ids: list[str]


MAP = Question(QUERIES / "map.sql", MapRow, ("basis", "china", "metric", "series", "year"))


class ShownRow(TradeRow):
    """A published row behind a figure, with the importer that it is shown for."""

    shown_for: str


ROWS = Question(QUERIES / "rows.sql", ShownRow, ("importers", "series", "years"))


class SeriesRow(TypedDict):
    """A series that can stand for a mineral and stage."""

    series_id: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    hs_edition: str
    codes_in_words: str
    purity: str
    in_extract: bool
    first_year: int
    last_year: int
    note: str
    is_other_mineral: bool


SERIES = Question(QUERIES / "series.sql", SeriesRow, ("mineral", "stage"))

"""The questions that two or more pages ask, or that the filters need."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

HERE = Path(__file__).parent


class ImportersRow(TypedDict):
    """An importer: a country, or the EU as one."""

    iso3: str
    importer_name_en: str
    importer_name_ja: str
    kind: str


IMPORTERS = Question(HERE / "importers.sql", ImportersRow, ())


class CountriesRow(TypedDict):
    """A country or group of the country page."""

    country_id: str
    country_name_en: str
    country_name_ja: str
    members: int
    is_group: bool


COUNTRIES = Question(HERE / "countries.sql", CountriesRow, ())


class GroupsRow(TypedDict):
    """A member of a country group."""

    group_id: str
    group_name_en: str
    group_name_ja: str
    iso3: str
    member_name_en: str
    member_name_ja: str


GROUPS = Question(HERE / "groups.sql", GroupsRow, ())


class MineralsRow(TypedDict):
    """A mineral with a page."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    symbol: str


MINERALS = Question(HERE / "minerals.sql", MineralsRow, ())


class DefinitionsRow(TypedDict):
    """A named definition of dependence."""

    definition_id: str
    definition_name_en: str
    definition_name_ja: str
    rule: str
    threshold: float
    unit: str
    reference: str
    caveat: str


DEFINITIONS = Question(HERE / "definitions.sql", DefinitionsRow, ())


class YearsRow(TypedDict):
    """A year with trade."""

    year: int
    provisional: bool


YEARS = Question(HERE / "years.sql", YearsRow, ())


class EditionsRow(TypedDict):
    """An edition of the USGS summaries."""

    edition: str


EDITIONS = Question(HERE / "editions.sql", EditionsRow, ())


class FootnoteSourcesRow(TypedDict):
    """A source release."""

    source_id: str
    producer: str
    title: str
    short: str
    edition: str
    citation: str
    url: str
    licence: str
    accessed_on: datetime
    sha256: str
    period: str
    note: str


FOOTNOTE_SOURCES = Question(HERE / "footnote_sources.sql", FootnoteSourcesRow, ("source_ids",))


class TradeRow(TypedDict):
    """A published row of trade, with file, line and hash."""

    year: int
    exporter_iso3: str
    importer_iso3: str
    hs6: str
    hs_edition: str
    value_usd: float
    quantity_t: float
    completeness: str
    source_file: str
    source_row: int
    edition: str
    sha256: str
    source_ids: list[str]


SOURCE_ROWS = Question(HERE / "source_rows.sql", TradeRow, ("importer", "series", "year"))


class PublishedRows(TypedDict):
    """A published row of production, reserves, supply shares or prices."""

    kind: str
    mineral_id: str
    iso3: str
    year: int
    what: str
    value_text: str
    value: float
    unit: str
    status: str
    edition: str
    source_file: str
    source_row: int
    sha256: str
    source_ids: list[str]


PUBLISHED_ROWS = Question(HERE / "published_rows.sql", PublishedRows, ("kind", "mineral", "source"))


FLOW_ROWS = Question(HERE / "flow_rows.sql", TradeRow, ("series", "year"))


class EventsRow(TypedDict):
    """An export control of a mineral, with its state."""

    event_id: str
    starts_on: datetime
    announced_on: datetime
    effective_on: datetime
    band_ends_on: datetime
    suspended_from: datetime
    suspended_to: datetime
    ends_on: datetime
    state: str
    state_note: str
    measure_type: str
    statement: str
    issuer: str
    issuer_iso3s: list[str]
    target_countries: str
    target_iso3s: list[str]
    announcement_no: str
    hs_codes: str
    hs_basis: str
    mineral_ids: list[str]
    on_chart: bool
    source_url: str
    publisher: str
    confidence: str
    source_file: str
    source_row: int
    source_ids: list[str]


EVENTS = Question(HERE / "events.sql", EventsRow, ("importer", "mineral"))


class ColumnsRow(TypedDict):
    """What a column of a frame means."""

    column_name: str
    column_label_en: str
    column_label_ja: str
    unit: str
    meaning_en: str
    meaning_ja: str
    format: str


COLUMNS = Question(HERE / "columns.sql", ColumnsRow, ())

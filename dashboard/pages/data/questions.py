"""The questions of the data page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class BuildRow(TypedDict):
    """The build as a whole."""

    build_id: str
    built_at: datetime
    data_version: str
    code_version: str
    duckdb_version: str
    releases: int
    published_rows: int
    checks: int
    errors: int
    warnings: int
    published: int
    agree: int
    differ: int


BUILD = Question(QUERIES / "build.sql", BuildRow, ())


class ChangesRow(TypedDict):
    """A data release and what changed in its numbers."""

    day: datetime
    changes: str
    source_ids: list[str]


CHANGES = Question(QUERIES / "changes.sql", ChangesRow, ())


class ChecksRow(TypedDict):
    """A check of this build."""

    check_name: str
    severity: str
    about: str
    failures: int
    sample: str
    source_ids: list[str]


CHECKS = Question(QUERIES / "checks.sql", ChecksRow, ())


class CodesRow(TypedDict):
    """A customs code of a mineral, stage and edition."""

    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    stage: str
    hs_edition: str
    hs6: str
    form: str
    purity: str
    in_extract: bool
    is_default: bool
    note: str
    series_id: str
    source_ids: list[str]


CODES = Question(QUERIES / "codes.sql", CodesRow, ())


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
    source_ids: list[str]


DEFINITIONS = Question(QUERIES / "definitions.sql", DefinitionsRow, ())


class GradesRow(TypedDict):
    """A rule of the quality grade."""

    rule_id: str
    rule: str
    formula: str
    source_ids: list[str]


GRADES = Question(QUERIES / "grades.sql", GradesRow, ())


class MetricsRow(TypedDict):
    """A metric of the file."""

    metric_id: str
    label_en: str
    label_ja: str
    unit: str
    meaning: str
    formula: str
    direction: str
    caveat: str
    reference: str
    source_ids: list[str]


METRICS = Question(QUERIES / "metrics.sql", MetricsRow, ())


class PublishedRow(TypedDict):
    """A published figure beside ours."""

    check_id: str
    metric: str
    mineral_id: str
    mineral_name_en: str
    mineral_name_ja: str
    iso3: str
    country_name_en: str
    country_name_ja: str
    partner_iso3: str
    partner_name_en: str
    partner_name_ja: str
    stage: str
    year: int
    published_value: float
    our_value: float
    difference: float
    tolerance: float
    unit: str
    verdict: str
    reason: str
    note: str
    publisher: str
    url: str
    source_ids: list[str]


PUBLISHED = Question(QUERIES / "published.sql", PublishedRow, ())


class RowsRow(TypedDict):
    """The size of a table."""

    rows: int


ROWS = Question(QUERIES / "rows.sql", RowsRow, ("table_id",), (("table_id", "meta.build"),))


class SlicesRow(TypedDict):
    """A committed file of the build."""

    slice_path: str
    source_id: str
    core_table: str
    rows: int
    previous_rows: int
    sha256: str
    source_ids: list[str]


SLICES = Question(QUERIES / "slices.sql", SlicesRow, ())


class SourcesRow(TypedDict):
    """A source release."""

    source_id: str
    producer: str
    title: str
    edition: str
    licence: str
    may_ship: bool
    period: str
    accessed_on: datetime
    rows: int
    core_tables: list[str]
    next_release: str
    note: str
    citation: str
    url: str
    sha256: str
    source_ids: list[str]


SOURCES = Question(QUERIES / "sources.sql", SourcesRow, ())


class TablesRow(TypedDict):
    """A table of the file."""

    table_id: str
    columns: int
    about: str
    source_ids: list[str]


TABLES = Question(QUERIES / "tables.sql", TablesRow, ())

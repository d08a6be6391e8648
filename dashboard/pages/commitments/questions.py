"""The questions of the commitments page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypedDict

from dashboard.question import Question

QUERIES = Path(__file__).parent / "queries"


class CheckedOnRow(TypedDict):
    """The day of the last check of the register, and the first day that its export controls reach back to."""

    checked_on: datetime
    first_day: datetime


CHECKED_ON = Question(QUERIES / "checked_on.sql", CheckedOnRow, ())


class ClaimRow(TypedDict):
    """A claim of the article, with what speaks for and against it."""

    record_id: str
    paragraph: int
    statement: str
    numbers: str
    verification: str
    verification_status: str
    mineral_ids: list[str]
    country_iso3s: list[str]
    corroborating: int
    contradicted_by: list[str]
    qualified_by: list[str]
    disagreement_ids: list[str]
    related_ids: list[str]
    page_mineral_id: str
    confidence: str
    notes: str
    source_url: str
    publisher: str
    locator: str
    source_file: str
    source_row: int
    source_ids: list[str]


CLAIMS = Question(QUERIES / "claims.sql", ClaimRow, ())


class ContextRow(TypedDict):
    """A note around the article, with whose claim it is."""

    record_id: str
    topic: str
    statement: str
    tone: str
    countries: str
    country_iso3s: list[str]
    mineral_ids: list[str]
    value: str
    unit: str
    dated: str
    confidence: str
    source_url: str
    publisher: str
    source_file: str
    source_row: int
    source_ids: list[str]


CONTEXT = Question(QUERIES / "context.sql", ContextRow, ())


class DisagreementRow(TypedDict):
    """A figure that sources print differently, with both values."""

    record_id: str
    topic: str
    value_a: str
    source_a: str
    value_b: str
    source_b: str
    other_values: str
    preferred: str
    preferred_side: str
    reason: str
    kind: str
    fact_ids: list[str]
    mineral_ids: list[str]
    country_iso3s: list[str]
    confidence: str
    source_url: str
    publisher: str
    source_file: str
    source_row: int
    source_ids: list[str]


DISAGREEMENTS = Question(QUERIES / "disagreements.sql", DisagreementRow, ())


class MeasureRow(TypedDict):
    """An export control of a mineral, with its state on a day."""

    record_id: str
    mineral_id: str
    state: str
    since: datetime
    since_precision: str
    until: datetime
    measure_type: str
    is_measure: bool
    statement: str
    announcement_no: str
    legal_instrument: str
    issuer: str
    issuer_iso3s: list[str]
    target_countries: str
    target_iso3s: list[str]
    hs_codes: str
    hs6s: list[str]
    hs4s: list[str]
    hs_basis: str
    announced_from: datetime
    announced_precision: str
    effective_from: datetime
    effective_precision: str
    suspended_from: datetime
    suspended_to: datetime
    ends_on: datetime
    reviewed_state: str
    state_note: str
    checked_on: datetime
    is_after_check: bool
    source_url: str
    publisher: str
    confidence: str
    source_ids: list[str]
    mineral_name_en: str
    mineral_name_ja: str
    is_of_china: bool


MEASURES = Question(QUERIES / "events.sql", MeasureRow, ("day",))


class EvidenceRow(TypedDict):
    """A source or record that speaks for, against or about a record."""

    record_id: str
    relation: str
    says: str
    url: str
    disagreement_id: str
    topic: str
    preferred: str
    reason: str
    related_id: str
    related_title: str
    related_statement: str
    source_ids: list[str]


EVIDENCE = Question(QUERIES / "evidence.sql", EvidenceRow, ("record",))


class PledgeRow(TypedDict):
    """A flow that a record points to, with its means before and after and the verdict."""

    pledge_flow_id: str
    record_type: str
    record_id: str
    mineral_id: str
    stage: str
    exporter_iso3: str
    importer_iso3: str
    measure: str
    series_id: str
    production_mineral_id: str
    production_source_id: str
    direction: str
    from_date: datetime
    from_precision: str
    from_basis: str
    basis_used: str
    before_first_year: int
    before_last_year: int
    after_first_year: int
    after_last_year: int
    data_first_year: int
    data_last_year: int
    needs_data_until_year: int
    known_years_before: int
    known_years_after: int
    mean_before_usd: float
    mean_after_usd: float
    mean_before_t: float
    mean_after_t: float
    mean_before: float
    mean_after: float
    change: float
    share_before: float
    share_after: float
    china_share_before: float
    china_share_after: float
    verdict: str
    verdict_reason: str
    sensitive: bool
    moves_tried: int
    moved_verdicts: list[str]
    in_direction: bool
    source_ids: list[str]
    record_title: str
    statement: str
    pledged: str
    pledged_t: float
    progress: str
    reason_for_mapping: str
    blind_spot: str
    measurable: bool
    source_url: str
    publisher: str
    mineral_name_en: str
    mineral_name_ja: str
    exporter_name_en: str
    exporter_name_ja: str
    importer_name_en: str
    importer_name_ja: str
    verdict_name_en: str
    verdict_name_ja: str
    reason_name_en: str
    reason_name_ja: str
    reason_rule: str
    hs_codes: str
    is_of_the_summit_region: bool


PLEDGES = Question(QUERIES / "flow.sql", PledgeRow, ("after", "basis", "before", "change", "china", "gap"))


class OptionRow(TypedDict):
    """An identifier that a filter can choose."""

    parameter: str
    id: str
    name_en: str
    name_ja: str


OPTIONS = Question(QUERIES / "options.sql", OptionRow, ())


class RecordRow(TypedDict):
    """A record with all that is recorded about it."""

    record_type: str
    record_id: str
    paragraph: int
    statement: str
    numbers: str
    amount_low: float
    amount_high: float
    currency: str
    entities: str
    minerals: str
    mineral_ids: list[str]
    countries: str
    country_iso3s: list[str]
    verification_status: str
    verification: str
    same_fact_ids: list[str]
    source_url: str
    publisher: str
    published_date: str
    locator: str
    confidence: str
    corroborated_by: list[str]
    notes: str
    source_id: str
    source_file: str
    source_row: int
    title: str
    actors: str
    actor_iso3s: list[str]
    counterparts: str
    counterpart_iso3s: list[str]
    instrument: str
    amount_usd: float
    period_start: str
    period_end: str
    period_from: datetime
    period_to: datetime
    period_precision: str
    status: str
    state: str
    date: str
    date_from: datetime
    date_precision: str
    companies: str
    country: str
    country_iso3: str
    partner_countries: str
    partner_iso3s: list[str]
    hs6s: list[str]
    hs4s: list[str]
    hs_basis: str
    stage: str
    location: str
    lat: float
    lon: float
    coord_basis: str
    capacity: float
    capacity_unit: str
    stake_structure: str
    start_year: int
    signed_date: str
    signed_from: datetime
    signed_precision: str
    japan_link: str
    issuer: str
    issuer_iso3s: list[str]
    legal_instrument: str
    announcement_no: str
    measure_type: str
    hs_codes: str
    target_countries: str
    target_iso3s: list[str]
    date_announced: str
    announced_from: datetime
    announced_precision: str
    effective_date: str
    effective_from: datetime
    effective_precision: str
    end_or_suspension_date: str
    ends_on: datetime
    ends_precision: str
    suspended_from: datetime
    suspended_to: datetime
    status_on_2026_11_23: str
    state_note: str
    peer_group: str
    topic: str
    metric: str
    value: str
    value_low: float
    value_high: float
    unit: str
    reference_year: str
    date_to: datetime
    tone: str
    fact_ids: list[str]
    fact_sides: list[str]
    value_a: str
    source_a: str
    value_b: str
    source_b: str
    other_values: str
    preferred: str
    preferred_side: str
    reason: str
    kind: str
    source_ids: list[str]


RECORD = Question(QUERIES / "record.sql", RecordRow, ("record",))


class RegisterRow(TypedDict):
    """A commitment or project."""

    record_type: str
    record_id: str
    title: str
    statement: str
    actors: str
    actor_iso3s: list[str]
    counterparts: str
    instrument: str
    stage: str
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
    hs_codes: str
    lat: float
    lon: float
    location: str
    coord_basis: str
    source_url: str
    publisher: str
    confidence: str
    source_ids: list[str]


REGISTER = Question(QUERIES / "register.sql", RegisterRow, ())


class RuleRow(TypedDict):
    """A verdict or reason, and when it is given."""

    kind: str
    rule_id: str
    label_en: str
    label_ja: str
    rule: str
    place: int
    source_ids: list[str]


RULES = Question(QUERIES / "rules.sql", RuleRow, ())


class ScaleRow(TypedDict):
    """What a promised amount is a share of."""

    pledge_flow_id: str
    yardstick: str
    from_iso3: str
    period_start: datetime
    period_end: datetime
    pledged_t_per_year: float
    yardstick_t: float
    share: float
    share_is_published: bool
    qualifier: str
    confidence: str
    record_id: str
    statement: str
    publisher: str
    source_url: str
    source_ids: list[str]
    from_name_en: str
    from_name_ja: str


SCALE = Question(QUERIES / "scale.sql", ScaleRow, ("pledge",))


class SeriesRow(TypedDict):
    """A year of the flow of a pledge."""

    pledge_flow_id: str
    year: int
    value_usd: float
    quantity_t: float
    value_share: float
    quantity_share: float
    china_value_share: float
    china_quantity_share: float
    china_plus_value_share: float
    china_plus_quantity_share: float
    status: str
    completeness: str
    source_ids: list[str]
    mineral_id: str
    exporter_iso3: str
    importer_iso3: str
    measure: str
    series_id: str


SERIES = Question(QUERIES / "series.sql", SeriesRow, ("pledge",))

-- The policy register: what was claimed, promised, restricted and disputed, each row with its source. Rows come from
-- data/register; etl/register.py checks them, fills these tables and comments the columns that all of them share.
create schema if not exists register;

create table register.claim (
    claim_id varchar primary key, paragraph integer not null, statement varchar not null, numbers varchar,
    amount_low double, amount_high double, currency varchar check (length(currency) = 3), entities varchar,
    minerals varchar, mineral_ids varchar[] not null, countries varchar, country_iso3s varchar[] not null,
    verification_status varchar not null,
    verification varchar not null check (verification in ('verified', 'partly_verified', 'contradicted', 'article_only', 'not_checkable')),
    same_fact_ids varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.claim is 'A checkable claim of the article, with what other sources say about it.';
comment on column register.claim.claim_id is 'Identifier, A01 and on.';
comment on column register.claim.paragraph is 'Paragraph of the article.';
comment on column register.claim.statement is 'The claim, in our words.';
comment on column register.claim.numbers is 'Number or date that it contains, as published.';
comment on column register.claim.amount_low is 'Lower end of a sum of money, in currency.';
comment on column register.claim.amount_high is 'Upper end; equal to amount_low for a single sum.';
comment on column register.claim.currency is 'ISO 4217 code of the sum.';
comment on column register.claim.entities is 'People and documents named.';
comment on column register.claim.verification_status is 'Outcome of the check in words.';
comment on column register.claim.verification is 'Outcome in one word: verified, partly_verified, contradicted, article_only (found nowhere else), not_checkable.';

create table register.commitment (
    commitment_id varchar primary key, title varchar not null, statement varchar not null, actors varchar,
    actor_iso3s varchar[] not null, counterparts varchar, counterpart_iso3s varchar[] not null,
    instrument varchar not null, amount_low double, amount_high double,
    currency varchar check (length(currency) = 3), amount_usd double, period_start varchar, period_end varchar,
    period_from date, period_to date, period_precision varchar check (period_precision in ('day', 'month', 'year')),
    minerals varchar, mineral_ids varchar[] not null, countries varchar, country_iso3s varchar[] not null,
    status varchar not null,
    state varchar not null check (state in ('proposed', 'announced', 'agreed', 'active', 'ended', 'unknown')),
    date varchar, date_from date, date_precision varchar check (date_precision in ('day', 'month', 'year')),
    same_fact_ids varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.commitment is 'A commitment between Japan and Central Asian states: the Tokyo Declaration, bilateral outcomes and earlier ones. Amounts of different rows may overlap: never add them.';
comment on column register.commitment.commitment_id is 'Identifier, C01 and on.';
comment on column register.commitment.title is 'Short title.';
comment on column register.commitment.statement is 'What was promised, in our words.';
comment on column register.commitment.actors is 'Who promises, as published.';
comment on column register.commitment.actor_iso3s is 'Countries of the actors; companies and agencies count for their home country.';
comment on column register.commitment.counterparts is 'To whom or with whom, as published.';
comment on column register.commitment.counterpart_iso3s is 'Countries of the counterparts.';
comment on column register.commitment.instrument is 'Kind of document.';
comment on column register.commitment.amount_low is 'Lower end of the sum, in currency.';
comment on column register.commitment.amount_high is 'Upper end; equal to amount_low for a single sum.';
comment on column register.commitment.currency is 'ISO 4217 code of the sum.';
comment on column register.commitment.amount_usd is 'The sum in US dollars where a source prints it so; never converted by us.';
comment on column register.commitment.period_start is 'Start of the period covered, as published.';
comment on column register.commitment.period_end is 'End of the period covered, as published.';
comment on column register.commitment.period_from is 'First day of period_start.';
comment on column register.commitment.period_to is 'Last day of period_end.';
comment on column register.commitment.period_precision is 'How exact the period is: day, month, year.';
comment on column register.commitment.status is 'Status in words.';
comment on column register.commitment.state is 'Status in one word: proposed (also intent and talks), announced, agreed (signed, adopted, issued), active, ended (held, historic), unknown.';
comment on column register.commitment.date is 'Date as published.';
comment on column register.commitment.date_from is 'First day of date.';
comment on column register.commitment.date_precision is 'How exact date is: day, month, year.';

create table register.project (
    project_id varchar primary key, title varchar not null, statement varchar not null, companies varchar,
    country varchar, country_iso3 varchar, partner_countries varchar, partner_iso3s varchar[] not null,
    country_iso3s varchar[] not null, minerals varchar, mineral_ids varchar[] not null, hs6s varchar[] not null,
    hs4s varchar[] not null, hs_basis varchar check (hs_basis in ('announcement', 'our_hint')),
    stage varchar not null, location varchar, lat double check (lat between -90 and 90),
    lon double check (lon between -180 and 180), coord_basis varchar, capacity double, capacity_unit varchar,
    amount_low double, amount_high double, currency varchar check (length(currency) = 3), amount_usd double,
    stake_structure varchar, status varchar not null,
    state varchar not null check (state in ('planned', 'discussed', 'agreed', 'developing', 'operating', 'ended', 'unknown')),
    start_year integer, signed_date varchar, signed_from date,
    signed_precision varchar check (signed_precision in ('day', 'month', 'year')),
    japan_link varchar not null check (japan_link in ('yes', 'no', 'trade_link')), same_fact_ids varchar[] not null,
    source_url varchar not null, publisher varchar not null, published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.project is 'A deal or project in or with the region, or of Japan elsewhere. P62 repeats P01, P48 may contain P46 and P47: never add amounts.';
comment on column register.project.project_id is 'Identifier, P01 and on.';
comment on column register.project.title is 'Short title.';
comment on column register.project.statement is 'What it is, in our words.';
comment on column register.project.companies is 'Companies and agencies, as published.';
comment on column register.project.country is 'Where it is, as published.';
comment on column register.project.country_iso3 is 'Where it is; NULL where not stated.';
comment on column register.project.partner_countries is 'Partner countries, as published.';
comment on column register.project.partner_iso3s is 'Partner countries.';
comment on column register.project.hs6s is 'Six-digit customs codes that fit the product.';
comment on column register.project.hs4s is 'Headings known to four digits only.';
comment on column register.project.hs_basis is 'our_hint: chosen by us, not in the source.';
comment on column register.project.stage is 'exploration, mine, processing, offtake and others, as recorded.';
comment on column register.project.location is 'Place.';
comment on column register.project.lat is 'Latitude, degrees; approximate town or site.';
comment on column register.project.lon is 'Longitude, degrees; approximate town or site.';
comment on column register.project.coord_basis is 'Where the point comes from.';
comment on column register.project.capacity is 'Capacity or size, in capacity_unit.';
comment on column register.project.capacity_unit is 'Unit of capacity.';
comment on column register.project.amount_low is 'Lower end of the value, in currency.';
comment on column register.project.amount_high is 'Upper end; equal to amount_low for a single sum.';
comment on column register.project.currency is 'ISO 4217 code of the value.';
comment on column register.project.amount_usd is 'The value where it is published as one sum in US dollars; never converted by us.';
comment on column register.project.stake_structure is 'Shareholding.';
comment on column register.project.status is 'Status in words.';
comment on column register.project.state is 'Status in one word: planned, discussed, agreed (signed), developing (exploration, construction), operating, ended, unknown (outcome or current state not found).';
comment on column register.project.start_year is 'Year of the start, planned or actual.';
comment on column register.project.signed_date is 'Date of signing, as published.';
comment on column register.project.signed_from is 'First day of signed_date.';
comment on column register.project.signed_precision is 'How exact signed_date is: day, month, year.';
comment on column register.project.japan_link is 'yes, no, trade_link (Japan buys, no stake).';

create table register.event (
    event_id varchar primary key, statement varchar not null, issuer varchar not null,
    issuer_iso3s varchar[] not null, legal_instrument varchar, announcement_no varchar,
    measure_type varchar not null, minerals varchar, mineral_ids varchar[] not null, hs_codes varchar,
    hs6s varchar[] not null, hs4s varchar[] not null,
    hs_basis varchar check (hs_basis in ('announcement', 'our_hint')), target_countries varchar,
    target_iso3s varchar[] not null, country_iso3s varchar[] not null, date_announced varchar not null,
    announced_from date not null,
    announced_precision varchar check (announced_precision in ('day', 'month', 'year')), effective_date varchar,
    effective_from date, effective_precision varchar check (effective_precision in ('day', 'month', 'year')),
    end_or_suspension_date varchar, ends_on date,
    ends_precision varchar check (ends_precision in ('day', 'month', 'year')), suspended_from date,
    suspended_to date, status_on_2026_11_23 varchar not null,
    state varchar not null check (state in ('announced', 'in_force', 'suspended', 'ended', 'replaced', 'unknown')),
    state_note varchar, same_fact_ids varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.event is 'An export control or a step about one, 2006 to June 2026, with its state on 23 November 2026.';
comment on column register.event.event_id is 'Identifier, EC01 and on.';
comment on column register.event.statement is 'What happened, in our words.';
comment on column register.event.issuer is 'Who issued it, as published.';
comment on column register.event.issuer_iso3s is 'Countries of the issuer; empty for an international body.';
comment on column register.event.legal_instrument is 'Legal instrument, where recorded.';
comment on column register.event.announcement_no is 'Number of the announcement.';
comment on column register.event.measure_type is 'Kind of measure, as recorded.';
comment on column register.event.hs_codes is 'Customs codes as listed, with the words around them.';
comment on column register.event.hs6s is 'First six digits of those codes.';
comment on column register.event.hs4s is 'Headings known to four digits only.';
comment on column register.event.hs_basis is 'announcement: in its text; our_hint: chosen by us, not in the source.';
comment on column register.event.target_countries is 'Whom it is aimed at, as published.';
comment on column register.event.target_iso3s is 'Countries aimed at; WLD: all destinations, or all outside a customs union.';
comment on column register.event.date_announced is 'Announced, as published.';
comment on column register.event.announced_from is 'First day of date_announced.';
comment on column register.event.announced_precision is 'How exact date_announced is: day, month, year.';
comment on column register.event.effective_date is 'In effect from, as published.';
comment on column register.event.effective_from is 'First day of effective_date; the earliest where several are printed.';
comment on column register.event.effective_precision is 'How exact effective_date is: day, month, year.';
comment on column register.event.end_or_suspension_date is 'End of the measure or of its suspension, as published.';
comment on column register.event.ends_on is 'Last day of the measure.';
comment on column register.event.ends_precision is 'How exact ends_on is: day, month, year.';
comment on column register.event.suspended_from is 'First day on which the measure, or its main article, is suspended.';
comment on column register.event.suspended_to is 'Last day of that suspension.';
comment on column register.event.status_on_2026_11_23 is 'Status on 23 November 2026 in words.';
comment on column register.event.state is 'Status on that day in one word: announced, in_force, suspended, ended, replaced, unknown (also: ran out and no successor was found).';
comment on column register.event.state_note is 'Why this state.';

create table register.peer_commitment (
    peer_commitment_id varchar primary key, peer_group varchar not null, title varchar not null,
    statement varchar not null, actors varchar, actor_iso3s varchar[] not null, counterparts varchar,
    counterpart_iso3s varchar[] not null, instrument varchar not null, amount_low double, amount_high double,
    currency varchar check (length(currency) = 3), amount_usd double, minerals varchar,
    mineral_ids varchar[] not null, countries varchar, country_iso3s varchar[] not null, status varchar not null,
    state varchar not null check (state in ('proposed', 'announced', 'agreed', 'active', 'ended', 'unknown')),
    date varchar, date_from date, date_precision varchar check (date_precision in ('day', 'month', 'year')),
    same_fact_ids varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.peer_commitment is 'The same kind of pledge by the EU, the US, the UK, Korea, Germany, China and groups, and by Japan elsewhere; rows may restate projects.';
comment on column register.peer_commitment.peer_commitment_id is 'Identifier, PC01 and on.';
comment on column register.peer_commitment.peer_group is 'with Central Asia, Japan elsewhere, multilateral, elsewhere (partnerships of others with other suppliers).';
comment on column register.peer_commitment.title is 'Short title.';
comment on column register.peer_commitment.statement is 'What was promised, in our words.';
comment on column register.peer_commitment.actors is 'Who promises, as published.';
comment on column register.peer_commitment.actor_iso3s is 'Countries of the actors; G7 stands for its seven members, EU27 for the EU and its bank.';
comment on column register.peer_commitment.counterparts is 'With whom, as published.';
comment on column register.peer_commitment.counterpart_iso3s is 'Countries of the counterparts that are named.';
comment on column register.peer_commitment.instrument is 'Kind of document.';
comment on column register.peer_commitment.amount_low is 'Lower end of the sum, in currency.';
comment on column register.peer_commitment.amount_high is 'Upper end; equal to amount_low for a single sum.';
comment on column register.peer_commitment.currency is 'ISO 4217 code of the sum.';
comment on column register.peer_commitment.amount_usd is 'The sum in US dollars where a source prints it so; never converted by us.';
comment on column register.peer_commitment.status is 'Status in words.';
comment on column register.peer_commitment.state is 'Status in one word, as in commitment.';
comment on column register.peer_commitment.date is 'Date as published.';
comment on column register.peer_commitment.date_from is 'First day of date.';
comment on column register.peer_commitment.date_precision is 'How exact date is: day, month, year.';

create table register.policy (
    policy_id varchar primary key, topic varchar not null, statement varchar not null, metric varchar,
    value varchar, value_low double, value_high double, unit varchar, reference_year varchar, date_from date,
    date_to date, date_precision varchar check (date_precision in ('day', 'month', 'year')), minerals varchar,
    mineral_ids varchar[] not null, country_iso3s varchar[] not null, same_fact_ids varchar[] not null,
    source_url varchar not null, publisher varchar not null, published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.policy is 'Law, budgets, targets and published dependence figures of Japan.';
comment on column register.policy.policy_id is 'Identifier, JP01 and on.';
comment on column register.policy.topic is 'Topic.';
comment on column register.policy.statement is 'What it says, in our words.';
comment on column register.policy.metric is 'What value counts.';
comment on column register.policy.value is 'Value as published, in unit; "85 to 58" is a change, "96-98" a range.';
comment on column register.policy.value_low is 'Lowest figure in value.';
comment on column register.policy.value_high is 'Highest figure in value.';
comment on column register.policy.unit is 'Unit; JPY and USD are not converted.';
comment on column register.policy.reference_year is 'Year or years, as published.';
comment on column register.policy.date_from is 'First day of reference_year.';
comment on column register.policy.date_to is 'Last day of reference_year.';
comment on column register.policy.date_precision is 'How exact reference_year is: day, month, year.';

create table register.context (
    context_id varchar primary key, countries varchar, country_iso3s varchar[] not null, topic varchar not null,
    statement varchar not null, mineral_ids varchar[] not null, metric varchar, value varchar, value_low double,
    value_high double, unit varchar, date varchar, date_from date, date_to date,
    date_precision varchar check (date_precision in ('day', 'month', 'year')), tone varchar not null,
    same_fact_ids varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.context is 'Neutral or attributed context of the article; never the voice of this project.';
comment on column register.context.context_id is 'Identifier, X01 and on.';
comment on column register.context.topic is 'Topic.';
comment on column register.context.statement is 'What it says, in our words.';
comment on column register.context.metric is 'What value counts.';
comment on column register.context.value is 'Value as published, in unit.';
comment on column register.context.value_low is 'Lowest figure in value.';
comment on column register.context.value_high is 'Highest figure in value.';
comment on column register.context.unit is 'Unit.';
comment on column register.context.date is 'Date or period, as published.';
comment on column register.context.date_from is 'First day of date.';
comment on column register.context.date_to is 'Last day of date.';
comment on column register.context.date_precision is 'How exact date is: day, month, year.';
comment on column register.context.tone is 'neutral fact, or whose claim it is; show it with the statement.';

create table register.disagreement (
    disagreement_id varchar primary key, fact_ids varchar[] not null, fact_sides varchar[] not null,
    topic varchar not null, value_a varchar not null, source_a varchar not null, value_b varchar not null,
    source_b varchar not null, other_values varchar, preferred varchar not null,
    preferred_side varchar not null check (preferred_side in ('A', 'B', 'both', 'unresolved')),
    reason varchar not null, kind varchar not null, mineral_ids varchar[] not null,
    country_iso3s varchar[] not null, source_url varchar not null, publisher varchar not null,
    published_date varchar, locator varchar,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')), corroborated_by varchar[] not null,
    notes varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table register.disagreement is 'Two sources that do not agree on a fact, both values kept.';
comment on column register.disagreement.disagreement_id is 'Identifier, D01 and on.';
comment on column register.disagreement.fact_ids is 'Records it is about.';
comment on column register.disagreement.fact_sides is 'For each of fact_ids, in the same order: the value that the record gives (A, B, both, none).';
comment on column register.disagreement.topic is 'What the sources disagree about.';
comment on column register.disagreement.value_a is 'One value.';
comment on column register.disagreement.source_a is 'Who says so (address).';
comment on column register.disagreement.value_b is 'The other value.';
comment on column register.disagreement.source_b is 'Who says so (address).';
comment on column register.disagreement.other_values is 'Further values.';
comment on column register.disagreement.preferred is 'Which value is preferred, in words.';
comment on column register.disagreement.preferred_side is 'A, B, both (each holds in its scope), unresolved.';
comment on column register.disagreement.reason is 'Why.';
comment on column register.disagreement.kind is 'Kind of disagreement: rounding, scope, date, error in one source and others.';

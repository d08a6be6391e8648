-- What speaks for and against each record, derived from the register as loaded.
create or replace view register.record as
select 'claim' as record_type, claim_id as record_id, null as title, statement, mineral_ids, country_iso3s,
    null::date as date_from, source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.claim
union all by name
select 'commitment' as record_type, commitment_id as record_id, title, statement, mineral_ids, country_iso3s, date_from,
    source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.commitment
union all by name
select 'project' as record_type, project_id as record_id, title, statement, mineral_ids, country_iso3s,
    signed_from as date_from, source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.project
union all by name
select 'event' as record_type, event_id as record_id, null as title, statement, mineral_ids, country_iso3s,
    announced_from as date_from, source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.event
union all by name
select 'peer_commitment' as record_type, peer_commitment_id as record_id, title, statement, mineral_ids, country_iso3s,
    date_from, source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.peer_commitment
union all by name
select 'policy' as record_type, policy_id as record_id, null as title, statement, mineral_ids, country_iso3s, date_from,
    source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.policy
union all by name
select 'context' as record_type, context_id as record_id, null as title, statement, mineral_ids, country_iso3s, date_from,
    source_url, publisher, confidence, corroborated_by, same_fact_ids
from register.context;
comment on view register.record is 'Every record of the register except disagreements and pledge flows, in one shape: to look a text or an id up.';
comment on column register.record.record_type is 'Table it comes from.';
comment on column register.record.record_id is 'Identifier in that table.';
comment on column register.record.title is 'Short title, where there is one.';
comment on column register.record.statement is 'What it says, in our words.';
comment on column register.record.mineral_ids is 'Minerals it is about.';
comment on column register.record.country_iso3s is 'Countries it names.';
comment on column register.record.date_from is 'First day of its date; NULL where it has none.';
comment on column register.record.source_url is 'Address of the source.';
comment on column register.record.publisher is 'Publisher of the source.';
comment on column register.record.confidence is 'high, medium or low.';
comment on column register.record.corroborated_by is 'Addresses that say the same.';
comment on column register.record.same_fact_ids is 'Records that state the same fact.';

-- A disputed value speaks for the records that give it and against those that give the other one. Where both values
-- hold in their own scope, or the record gives neither, it only qualifies the record. A page that is listed as saying the
-- same and yet prints another figure appears once, with that figure.
create or replace view register.evidence as
with
printed as (
    select record_type, record_id, 'corroborates' as relation, unnest(corroborated_by) as url
    from register.record
),
stand as (
    select disagreement_id, preferred_side, unnest(fact_ids) as record_id, unnest(fact_sides) as stands_on,
        value_a, source_a, value_b, source_b
    from register.disagreement
),
disputed as (
    select disagreement_id, preferred_side, record_id, stands_on, 'A' as side, value_a as says, source_a as url from stand
    union all
    select disagreement_id, preferred_side, record_id, stands_on, 'B' as side, value_b as says, source_b as url from stand
),
weighed as (
    select record.record_type, disputed.record_id,
        case
            when stands_on in (side, 'both') then 'corroborates'
            when stands_on = 'none' or preferred_side = 'both' then 'qualifies'
            else 'contradicts'
        end as relation,
        disputed.url, disagreement_id, says, disputed.url = record.source_url as is_own_source
    from disputed
    inner join register.record as record on record.record_id = disputed.record_id
),
same as (
    select record_id, unnest(same_fact_ids) as related_id from register.record
    union
    select unnest(same_fact_ids) as record_id, record_id as related_id from register.record
)
select record_type, record_id, relation, url, null as disagreement_id, null as related_id, null as says
from printed
where not exists (
    from weighed
    where weighed.record_id = printed.record_id and weighed.url = printed.url
)
union all by name
select record_type, record_id, relation, url, disagreement_id, says
from weighed
where not (is_own_source and relation = 'corroborates')
union all by name
select record.record_type, same.record_id, 'same_fact' as relation, related.source_url as url, same.related_id
from same
inner join register.record as record on record.record_id = same.record_id
inner join register.record as related on related.record_id = same.related_id;
comment on view register.evidence is 'What corroborates, contradicts or qualifies a record, and which other records state the same fact.';
comment on column register.evidence.record_type is 'Table of the record.';
comment on column register.evidence.record_id is 'Record.';
comment on column register.evidence.relation is 'corroborates, contradicts, qualifies (another scope, or a detail the record does not give), same_fact (another record of this register).';
comment on column register.evidence.url is 'Address of the other source.';
comment on column register.evidence.disagreement_id is 'Disagreement it comes from; NULL where the source simply says the same.';
comment on column register.evidence.related_id is 'For same_fact: the other record.';
comment on column register.evidence.says is 'The value that this source gives, where sources disagree.';

-- A disagreement is about the minerals and countries of its records.
update register.disagreement set
    mineral_ids = coalesce(
        (select list(distinct named.mineral_id order by named.mineral_id)
        from (select record_id, unnest(mineral_ids) as mineral_id from register.record) as named
        where list_contains(fact_ids, named.record_id)), []
    ),
    country_iso3s = coalesce(
        (select list(distinct named.iso3 order by named.iso3)
        from (select record_id, unnest(country_iso3s) as iso3 from register.record) as named
        where list_contains(fact_ids, named.record_id)), []
    );

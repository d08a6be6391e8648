-- What the filters of the commitments page can choose: one row per parameter of the address and identifier.
with record as (
    select record_id, coalesce(title, statement) as label from register.record
    union all
    select disagreement_id, topic from register.disagreement
),
promise as (
    select instrument, mineral_ids, country_iso3s, actor_iso3s from register.commitment
    union all by name
    select instrument, mineral_ids, country_iso3s, actor_iso3s from register.peer_commitment
    union all by name
    select mineral_ids, country_iso3s, list_distinct(partner_iso3s || if(japan_link = 'no', [], ['JPN'])) as actor_iso3s from register.project
    union all by name
    select mineral_ids, country_iso3s, issuer_iso3s as actor_iso3s from register.event
    union all by name
    select [mineral_id] as mineral_ids, [exporter_iso3, importer_iso3] as country_iso3s from register.pledge_flow
),
step as (
    select distinct trim(regexp_replace(unnest(string_split(stage, ';')), '\(.*\)', '')) as step from register.project
)
select 'record' as parameter, record_id as id, record_id || ' ' || label as name_en, record_id || ' ' || label as name_ja from record
union all
select 'about', m.mineral_id, m.name_en, m.name_ja
from ref.mineral m where m.mineral_id in (select unnest(mineral_ids) from promise)
union all
select 'place', c.iso3, c.name_en, c.name_ja
from ref.country c where c.iso3 in (select unnest(country_iso3s) from promise) and c.iso3 <> 'WLD'
union all
select 'who', c.iso3, c.name_en, c.name_ja
from ref.country c where c.iso3 in (select unnest(actor_iso3s) from promise)
union all
select distinct 'instrument', instrument, instrument, instrument from promise where instrument is not null
union all
select 'step', step, step, step from step
order by parameter, name_en, id

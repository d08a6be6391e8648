-- Commitments, projects and the commitments of others in one shape, those of Japan with Central Asia first. Amounts
-- stay apart, because rows overlap.
with record as (
    select
        'commitment' as record_type, commitment_id as record_id, title, statement, actors, actor_iso3s, counterparts, instrument,
        null as stage, state, status, date as dated, date_from, amount_low, amount_high, currency, amount_usd,
        minerals, mineral_ids, country_iso3s, null as hs_codes, null::double as lat, null::double as lon, null as location,
        null as coord_basis, source_url, publisher, confidence, source_id
    from register.commitment
    union all by name
    select
        'project' as record_type, project_id as record_id, title, statement, companies as actors,
        list_distinct(partner_iso3s || if(japan_link = 'no', [], ['JPN'])) as actor_iso3s, country as counterparts, null as instrument,
        stage, state, status, signed_date as dated, signed_from as date_from,
        amount_low, amount_high, currency, amount_usd, minerals, mineral_ids, country_iso3s,
        array_to_string(hs6s || hs4s, '; ') as hs_codes, lat, lon, location, coord_basis, source_url, publisher, confidence, source_id
    from register.project
    union all by name
    select
        'peer_commitment' as record_type, peer_commitment_id as record_id, title, statement, actors, actor_iso3s, counterparts, instrument,
        null as stage, state, status, date as dated, date_from, amount_low, amount_high, currency, amount_usd,
        minerals, mineral_ids, country_iso3s, null as hs_codes, null as lat, null as lon, null as location, null as coord_basis,
        source_url, publisher, confidence, source_id
    from register.peer_commitment
)
select record.* exclude (source_id), [source_id] as source_ids
from record
order by
    list_contains(actor_iso3s, 'JPN') and record_type <> 'peer_commitment'
    and len(list_intersect(country_iso3s, (select list(iso3) from metric.members('CENTRAL_ASIA')))) > 0 desc,
    date_from desc nulls last, record_id

-- Commitments of Japan and of others that name the mineral, one of its parts or the group it belongs to.
with related as (
    select list(mineral_id) as ids from metric.mineral_relatives($mineral)
),
record as (
    select commitment_id as record_id, 'commitment' as record_type, * exclude (commitment_id) from register.commitment
    union all by name
    select peer_commitment_id as record_id, 'peer_commitment' as record_type, * exclude (peer_commitment_id) from register.peer_commitment
)
select
    record_id, record_type, title, statement, actors, counterparts, instrument, state, status, date as dated, date_from,
    amount_low, amount_high, currency, amount_usd, minerals, mineral_ids, country_iso3s, source_url, publisher, confidence, source_file, source_row,
    [source_id] as source_ids
from record, related
where len(list_intersect(mineral_ids, ids)) > 0
order by date_from desc nulls last, record_id

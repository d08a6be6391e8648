-- Projects and deals that name the mineral, one of its parts or the group it belongs to.
with related as (
    select list(mineral_id) as ids from metric.mineral_relatives($mineral)
)
select
    p.project_id as record_id, p.title, p.statement, p.companies, p.country, p.country_iso3, p.partner_countries, p.stage, p.state, p.status,
    p.signed_date, p.start_year, p.capacity, p.capacity_unit, p.amount_low, p.amount_high, p.currency, p.amount_usd, p.japan_link, p.mineral_ids,
    p.source_url, p.publisher, p.confidence, p.source_file, p.source_row, [p.source_id] as source_ids
from register.project p, related
where len(list_intersect(p.mineral_ids, ids)) > 0
order by p.signed_from desc nulls last, p.project_id

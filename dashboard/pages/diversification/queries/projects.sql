-- Planned projects of a mineral, or of the metals that its basket holds, with a yearly capacity in tonnes of product.
with mineral as (
    select $mineral as mineral_id
    union
    select mineral_id from metric.basket_metals($mineral)
)
select
    p.project_id, p.title, p.country_iso3, p.country, p.stage, p.state, p.status, p.start_year, p.capacity, p.capacity_unit, p.mineral_ids,
    p.source_url, [p.source_id] as source_ids
from register.project p
where p.capacity is not null and p.country_iso3 is not null and p.state <> 'ended' and p.state <> 'operating'
    and len(list_intersect(p.mineral_ids, (select list(mineral_id) from mineral))) > 0
order by p.project_id

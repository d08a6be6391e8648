-- The published rows behind the production of a country or group: one mineral, in every edition.
with member as (
    select iso3 from ref.country_group where group_id = $country
    union all
    select iso3 from ref.country where iso3 = $country and iso3 not in (select group_id from ref.country_group)
)
select
    p.iso3,
    p.year,
    p.stage,
    p.form,
    p.value_t,
    p.world_share,
    p.status,
    p.edition,
    p.source_file,
    p.source_row,
    o.sha256,
    p.source_ids
from mart.world_supply_country p
join meta.source o using (source_id)
semi join member e on e.iso3 = p.iso3
where p.mineral_id = $mineral and p.status <> 'projected'
order by p.edition desc, p.year desc, p.form, p.iso3

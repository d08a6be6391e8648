-- The published rows behind the production of a country or group: one mineral, in every edition.
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
semi join metric.members($country) e on e.iso3 = p.iso3
where p.mineral_id = $mineral and p.status <> 'projected'
order by p.edition desc, p.year desc, p.form, p.iso3

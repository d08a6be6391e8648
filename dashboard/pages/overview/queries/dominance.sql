-- China's share of the primary gallium of the world, newest edition and year, and its export controls of gallium on the
-- day on which the register was last checked. The share is of the named countries together where a world total that is
-- rounded further is less than they are.
with output as (
    select w.mineral_id, w.year, c.status, s.producer, metric.share(c.value_t, greatest(w.world_total, w.sum_of_parts)) as china_share
    from mart.world_supply w
    join mart.world_supply_country c using (mineral_id, stage, form, year, source_id)
    join meta.source s using (source_id)
    where w.mineral_id = 'gallium' and w.stage = 'refined' and w.unit = 't' and c.iso3 = 'CHN'
    order by s.rank, s.edition desc, w.year desc
    limit 1
),
control as (
    -- A suspension is no control of its own: what it suspends is counted as suspended.
    select
        min(effective_from) filter (state in ('in_force', 'suspended')) as since,
        count(distinct event_id) filter (state = 'in_force') as in_force,
        count(distinct event_id) filter (state = 'suspended') as suspended
    from metric.event_state(metric.register_checked_on())
    where mineral_id = 'gallium' and is_measure and measure_type <> 'suspension' and list_contains(issuer_iso3s, 'CHN')
)
select
    o.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja,
    o.china_share, o.year, o.status = 'estimated' as is_estimate, o.producer,
    c.since as controlled_since, c.in_force, c.suspended
from output o
join ref.mineral m using (mineral_id)
cross join control c

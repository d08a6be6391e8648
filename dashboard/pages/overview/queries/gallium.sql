-- The gallium that a buyer in Japan contracted: how much a year, its share of what Japan uses or imports by the
-- yardsticks known, and whether a start is on record.
with size as (
    select
        pledge_flow_id,
        min(share) as lowest_share,
        max(share) as highest_share,
        least(year(arg_min(period_start, share)), year(arg_max(period_start, share))) as first_year,
        greatest(year(arg_min(period_start, share)), year(arg_max(period_start, share))) as last_year
    from mart.pledge_scale
    where yardstick in ('consumption', 'share_of_consumption', 'imports') and coalesce(from_iso3, 'WLD') = 'WLD'
    group by pledge_flow_id
)
select
    f.record_id,
    f.pledged_t_per_year as pledged_t,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    c.name_en as exporter_name_en,
    c.name_ja as exporter_name_ja,
    s.lowest_share,
    s.highest_share,
    s.first_year,
    s.last_year,
    f.from_date as starts_on,
    f.from_basis <> 'planned_start' as has_started
from register.pledge_flow f
join ref.mineral m using (mineral_id)
join ref.country c on c.iso3 = f.exporter_iso3
left join size s using (pledge_flow_id)
where f.record_id = 'P01' and f.mineral_id = 'gallium' and f.pledged_t_per_year is not null

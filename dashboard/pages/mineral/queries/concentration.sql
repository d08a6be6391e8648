-- How concentrated the world is at each stage: production of the newest year of one edition, the EU study, and exports.
-- Without the largest supplier: what is left, and how concentrated that is.
with related as (
    select mineral_id from ref.mineral where mineral_id = $mineral or (parent_id = $mineral and kind = 'group')
),
source as (
    select unnest($sources) as source_id
),
newest as (
    select w.*
    from mart.world_supply w
    where w.mineral_id in (select mineral_id from related) and w.source_id in (select source_id from source)
      -- Later years are projections.
      and w.year <= (select year(built_at) from meta.build)
    qualify w.year = max(w.year) over (partition by w.mineral_id, w.stage, w.form, w.source_id)
),
part as (
    select mineral_id, stage, form, year, source_id, iso3, value_t as amount from mart.world_supply_country
    join ref.country using (iso3) where kind <> 'residual'
    union all by name
    select mineral_id, stage, 'share of world supply' as form, year, source_id, iso3, value as amount
    from metric.supply_share_rows() join ref.country using (iso3) where scope = 'global' and value is not null and kind not in ('residual', 'world')
),
rest as (
    select
        n.mineral_id, n.stage, n.form, n.source_id,
        metric.hhi_from_sums(sum(p.amount * p.amount), greatest(n.world_total * (1 - n.top_share), sum(p.amount))) as hhi_without_largest,
        metric.share(max(p.amount), greatest(n.world_total * (1 - n.top_share), sum(p.amount))) as next_share_without_largest,
        arg_max(p.iso3, p.amount) as next_iso3
    from newest n
    join part p using (mineral_id, stage, form, year, source_id)
    where p.iso3 <> n.top_iso3 and p.amount > 0
    group by n.mineral_id, n.stage, n.form, n.source_id, n.world_total, n.top_share
),
production as (
    select
        n.mineral_id, n.stage, n.form, 'production' as measure, n.year, n.hhi, n.top_iso3, n.top_share, n.china_share,
        r.hhi_without_largest, r.next_iso3, r.next_share_without_largest, n.world_total, n.unit, n.source_ids
    from newest n
    left join rest r using (mineral_id, stage, form, source_id)
),
exporter as (
    select p.series_id, p.year, p.exporter_iso3 as iso3, sum(p.value_usd) as amount
    from mart.supplier_profile p
    join ref.trade_series t using (series_id)
    where t.mineral_id = $mineral and t.is_default and t.purity <> 'BASKET' and p.year = $year
    group by all
),
exports as (
    select
        w.mineral_id, w.stage, w.series_id as form, 'exports by value' as measure, w.year, w.hhi_value as hhi, w.top_exporter_iso3 as top_iso3,
        w.top_exporter_value_share as top_share, metric.by_china($china, w.china_value_share, w.china_plus_value_share) as china_share,
        metric.hhi_from_sums(sum(e.amount * e.amount) filter (e.iso3 <> w.top_exporter_iso3), sum(e.amount) filter (e.iso3 <> w.top_exporter_iso3)) as hhi_without_largest,
        arg_max(e.iso3, e.amount) filter (e.iso3 <> w.top_exporter_iso3) as next_iso3,
        metric.share(max(e.amount) filter (e.iso3 <> w.top_exporter_iso3), sum(e.amount) filter (e.iso3 <> w.top_exporter_iso3)) as next_share_without_largest,
        w.value_usd as world_total, 'USD' as unit, w.source_ids
    from mart.world_export w
    join exporter e using (series_id, year)
    group by all
)
select
    a.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja, a.stage, a.form, a.measure, a.year,
    a.hhi, metric.effective_suppliers(a.hhi) as equivalent_suppliers,
    a.top_iso3, t.name_en as top_name_en, t.name_ja as top_name_ja, a.top_share, a.china_share,
    1 - a.top_share as left_without_largest, a.hhi_without_largest,
    metric.effective_suppliers(a.hhi_without_largest) as equivalent_suppliers_without_largest,
    a.next_iso3, n.name_en as next_name_en, n.name_ja as next_name_ja, a.next_share_without_largest,
    a.world_total, a.unit, a.source_ids
from (from production union all by name from exports) a
join ref.mineral m using (mineral_id)
left join ref.country t on t.iso3 = a.top_iso3
left join ref.country n on n.iso3 = a.next_iso3
order by a.mineral_id <> $mineral, array_position(['ore', 'refined', 'product'], a.stage), a.measure desc, a.source_ids[1], a.form

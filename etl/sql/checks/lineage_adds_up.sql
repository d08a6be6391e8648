-- severity: error
-- about: an import figure that is not the sum of its core.trade_flow rows
with national as (
    select f.importer_iso3, c.series_id, f.year, f.exporter_iso3, sum(f.value_usd) as value_usd, sum(f.quantity_t) as quantity_t
    from core.trade_flow f join ref.hs_code c using (hs6, hs_edition)
    where c.in_extract and f.importer_iso3 <> f.exporter_iso3
    group by all
),
summed as (
    select importer_iso3, series_id, year, sum(value_usd) as value_usd, sum(quantity_t) as quantity_t from national group by all
    union all
    select 'EU27', series_id, year, sum(value_usd), sum(quantity_t) from national
    where importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
      and exporter_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')
    group by all
)
select d.importer_iso3, d.series_id, d.year, d.value_usd, s.value_usd as core_value_usd
from mart.import_dependence d
join ref.trade_series t using (series_id)
full join summed s on s.importer_iso3 = d.importer_iso3 and s.series_id = d.series_id and s.year = d.year
where coalesce(t.basket_id, d.series_id) is not distinct from d.series_id and coalesce(t.in_extract, true)
  and not exists (select 1 from ref.trade_series b where b.series_id = s.series_id and b.basket_id <> b.series_id)
  and (abs(coalesce(d.value_usd, 0) - coalesce(s.value_usd, 0)) > 1e-6 * coalesce(s.value_usd, 1)
       or abs(coalesce(d.quantity_t, 0) - coalesce(s.quantity_t, 0)) > 1e-6 * coalesce(s.quantity_t, 1))

-- severity: error
-- about: a change of concentration or of China's share that is not the sum of its suppliers, over the last ten years
with span as (select max(year) - 10 as first_year, max(year) as last_year from core.trade_flow),
supplier as (
    select s.importer_iso3, s.series_id, s.exporter_iso3,
           coalesce(sum(s.value_share) filter (s.year = p.first_year), 0) as share_from,
           coalesce(sum(s.value_share) filter (s.year = p.last_year), 0) as share_to
    from mart.supplier_share s cross join span p
    where s.year = p.first_year or s.year = p.last_year
    group by s.importer_iso3, s.series_id, s.exporter_iso3
),
added as (
    select importer_iso3, series_id, sum(metric.hhi_contribution(share_from, share_to)) as hhi_change,
           sum(share_to - share_from) filter (exporter_iso3 = 'CHN') as china_change,
           sum(share_from - share_to) filter (exporter_iso3 <> 'CHN') as others_change
    from supplier group by importer_iso3, series_id having sum(share_from) > 0 and sum(share_to) > 0
),
kept as (
    select d.importer_iso3, d.series_id, max(d.hhi_value) filter (d.year = p.last_year) - max(d.hhi_value) filter (d.year = p.first_year) as hhi_change,
           max(d.china_value_share) filter (d.year = p.last_year) - max(d.china_value_share) filter (d.year = p.first_year) as china_change
    from mart.import_dependence d cross join span p group by d.importer_iso3, d.series_id
)
select a.importer_iso3, a.series_id, a.hhi_change, k.hhi_change as kept_hhi_change, a.others_change, k.china_change as kept_china_change
from added a join kept k using (importer_iso3, series_id)
where abs(a.hhi_change - k.hhi_change) > 1e-9 or abs(coalesce(a.china_change, 0) - k.china_change) > 1e-9
   or abs(coalesce(a.others_change, 0) - k.china_change) > 1e-9

-- severity: error
-- about: a series that mixes HS editions, stages or minerals, or a release that holds two editions
select 'ref.hs_code' as place, c.series_id as id, c.hs6 as detail
from ref.hs_code c left join ref.trade_series s using (series_id)
where s.series_id is null or c.hs_edition <> s.hs_edition or c.stage <> s.stage or c.mineral_id <> s.mineral_id
union all
select 'core.trade_flow', source_id, list_aggregate(list_sort(list(distinct hs_edition)), 'string_agg', ' ')
from core.trade_flow group by source_id having count(distinct hs_edition) > 1
union all
select 'mart.supplier_share', series_id, year::varchar
from mart.supplier_share m join ref.trade_series s using (series_id)
where len(m.source_ids) <> 1 or not contains(m.source_ids[1], lower(s.hs_edition))

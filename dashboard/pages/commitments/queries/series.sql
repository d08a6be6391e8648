-- Every year of the flow that one pledge points to.
select s.*, p.mineral_id, p.exporter_iso3, p.importer_iso3, p.measure, p.series_id
from metric.pledge_series($pledge) s
join register.pledge_flow p using (pledge_flow_id)
order by s.year

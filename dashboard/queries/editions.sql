-- Editions of the USGS summaries, newest first.
select distinct edition from metric.production_rows() where source_id in (select unnest(metric.sources_of('usgs_mcs'))) order by edition desc

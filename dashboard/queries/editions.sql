-- Editions of the USGS summaries, newest first.
select distinct edition from core.production where source_id like 'usgs_mcs%' order by edition desc

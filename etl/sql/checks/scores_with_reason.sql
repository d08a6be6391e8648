-- severity: error
-- about: a missing score without a reason, a score beside a reason, or a score without its sources
select 'geopolrisk' as mart, importer_iso3, series_id, year::varchar as period, score, reason from mart.geopolrisk
where (score is null) <> (reason is not null)
   or (score is not null and (len(source_ids) < 3 or not list_has_all((select list(source_id) from meta.source), source_ids)))
union all
select 'eu_supply_risk', importer_iso3, mineral_id || ' ' || stage, period, score, reason from mart.eu_supply_risk
where (score is null) <> (reason is not null)
   or (score is not null and (len(source_ids) = 0 or not list_has_all((select list(source_id) from meta.source), source_ids)))

-- severity: error
-- about: a supply-risk score out of range, or one that its components do not give
select 'geopolrisk' as mart, importer_iso3, series_id, year::varchar as period, score from mart.geopolrisk
where not coalesce(score between 0 and 1, true) or isnan(score)
   or not coalesce(hhi between 0 and 1 + 1e-9, true) or not coalesce(weighted_import_risk between 0 and 1, true)
   or abs(score - hhi * risk_weighted_imports_t / (imports_t + domestic_t)) > 1e-9
   or not coalesce(governance_fallback_share between 0 and 1 + 1e-9, true) or domestic_t < 0
union all
select 'eu_supply_risk', importer_iso3, mineral_id || ' ' || stage, period, score from mart.eu_supply_risk
where not coalesce(score between 0 and 15, true) or isnan(score) or isnan(sourcing_hhi) or isnan(global_hhi)
   or not (coalesce(import_reliance between 0 and 1, true) and eol_recycling_rate between 0 and 1 and substitution_index between 0 and 1)
   or abs(score - (1 - eol_recycling_rate) * substitution_index * case when sourcing_reason is not null then global_hhi
              else global_hhi * import_reliance / 2 + sourcing_hhi * (1 - import_reliance / 2) end) > 1e-9

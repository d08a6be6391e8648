-- GeoPolRisk of one importer for all minerals in one year, or of all importers for one series.
select
    g.importer_iso3, i.name_en as importer_name_en, i.name_ja as importer_name_ja,
    g.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja, g.stage, g.series_id, g.year, g.score,
    rank() over (partition by g.series_id order by g.score desc nulls last) as place,
    count(g.score) over (partition by g.series_id) as importers,
    g.hhi, g.hhi_stage, g.hhi_form, g.weighted_import_risk, g.risk_weighted_imports_t, g.imports_t, g.domestic_t,
    g.governance_fallback_share, g.quantity_coverage, g.reason, g.flags,
    if(len(g.source_ids) > 0, g.source_ids, metric.sources_of('reference')) as source_ids
from mart.geopolrisk g
join ref.country i on i.iso3 = g.importer_iso3
join ref.mineral m using (mineral_id)
where g.year = $year
qualify g.importer_iso3 = $importer
order by g.score desc nulls last, m.name_en, g.stage

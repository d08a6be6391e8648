-- The EU supply-risk formula for one importer: all minerals and stages in the period that holds the year, else the last one.
with chosen as (
    select if($year <= 2020, '2016-2020', max(period)) as period from mart.eu_supply_risk
)
select
    r.importer_iso3, r.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja,
    r.* exclude (importer_iso3, mineral_id, source_ids),
    if(len(r.source_ids) > 0, r.source_ids, metric.sources_of('reference')) as source_ids
from mart.eu_supply_risk r
join chosen using (period)
join ref.mineral m using (mineral_id)
where r.importer_iso3 = $importer
order by r.score desc nulls last, m.name_en, r.stage

-- Ore and refined goods side by side: one row per stage, the reading on both.
with reading as (
    select * from metric.stage_reading($importer, $mineral, $first, $last, $basis, $china)
)
select 'ore' as stage, r.importer_iso3, r.mineral_id, r.ore_series_id as series_id, $first as year_from, $last as year_to,
    r.ore_share_from as share_from, r.ore_share_to as share_to, r.ore_change_points as change_points, r.ore_change as change,
    r.ore_trend_state as trend_state, r.ore_quality_grade as quality_grade, r.ore_reason as reason,
    r.world_ore_china_share as world_china_share, r.world_ore_year as world_year, r.world_ore_form as world_form,
    r.reading, if(len(r.source_ids) > 0, r.source_ids, metric.sources_of('reference')) as source_ids
from reading r
union all
select 'refined', r.importer_iso3, r.mineral_id, r.refined_series_id, $first, $last,
    r.refined_share_from, r.refined_share_to, r.refined_change_points, r.refined_change,
    r.refined_trend_state, r.refined_quality_grade, r.refined_reason,
    r.world_refined_china_share, r.world_refined_year, r.world_refined_form,
    r.reading, if(len(r.source_ids) > 0, r.source_ids, metric.sources_of('reference'))
from reading r

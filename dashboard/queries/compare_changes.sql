-- Which imports met a definition of dependence in one of two years and not in the other. Pairs that are too small to
-- rank in either year are kept apart; basket codes are never judged.
with judged as (
    select
        f.importer_iso3,
        f.series_id,
        f.mineral_id,
        f.stage,
        f.year,
        f.flagged,
        f.value as figure,
        f.threshold,
        d.low_base,
        d.value_usd,
        d.quality_grade,
        d.top_supplier_iso3,
        f.source_ids
    from metric.dependency_flags($basis, $china) f
    join ref.trade_series s using (series_id)
    join metric.importer_dependence($basis, $china) d using (importer_iso3, series_id, year)
    where s.is_default and f.definition_id = $definition and f.year in ($since, $year)
      and f.importer_iso3 in (select unnest($importers)) and not (d.importer_is_china and $definition = 'china50')
),
both_years as (
    select
        coalesce(n.importer_iso3, b.importer_iso3) as importer_iso3,
        coalesce(n.series_id, b.series_id) as series_id,
        coalesce(n.mineral_id, b.mineral_id) as mineral_id,
        coalesce(n.stage, b.stage) as stage,
        b.figure as figure_before,
        n.figure as figure_now,
        b.flagged as met_before,
        n.flagged as met_now,
        coalesce(n.threshold, b.threshold) as threshold,
        b.value_usd as value_before_usd,
        n.value_usd as value_usd,
        b.top_supplier_iso3 as top_before_iso3,
        n.top_supplier_iso3 as top_now_iso3,
        n.quality_grade,
        list_distinct(coalesce(n.source_ids, []) || coalesce(b.source_ids, [])) as source_ids,
        case
            when coalesce(n.low_base, false) or coalesce(b.low_base, false) then 'TOO_SMALL'
            when n.flagged and b.flagged is null then 'NEW'
            when b.flagged and n.flagged is null then 'ENDED'
            when n.flagged is null or b.flagged is null then 'NOT_JUDGED'
            when n.flagged and not b.flagged then 'UP'
            when b.flagged and not n.flagged then 'DOWN'
            when n.flagged then 'STILL_MET'
            else 'STILL_NOT_MET'
        end as change
    from (select * from judged where year = $year) n
    full join (select * from judged where year = $since) b using (importer_iso3, series_id)
)
select
    c.importer_iso3,
    i.name_en as importer_name_en,
    i.name_ja as importer_name_ja,
    c.series_id,
    c.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    c.stage,
    $definition as definition_id,
    $basis as basis,
    $china as china,
    $since as year_before,
    $year as year,
    c.change,
    c.figure_before,
    c.figure_now,
    c.threshold,
    c.met_before,
    c.met_now,
    c.value_before_usd,
    c.value_usd,
    before.name_en as top_before_name_en,
    before.name_ja as top_before_name_ja,
    now.name_en as top_now_name_en,
    now.name_ja as top_now_name_ja,
    c.quality_grade,
    c.source_ids
from both_years c
join ref.country i on i.iso3 = c.importer_iso3
join ref.mineral m using (mineral_id)
left join ref.country before on before.iso3 = c.top_before_iso3
left join ref.country now on now.iso3 = c.top_now_iso3
order by list_position(['NEW', 'UP', 'DOWN', 'ENDED', 'TOO_SMALL', 'NOT_JUDGED', 'STILL_MET', 'STILL_NOT_MET'], c.change),
    c.value_usd desc nulls last, i.name_en, m.name_en, c.stage

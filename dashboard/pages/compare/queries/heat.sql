-- Importers side by side in one year: one figure by the chosen metric for every default series that is no basket and
-- has data. A cell without a figure carries the reason.
with series as (
    select t.*, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.is_default and t.in_extract and t.purity <> 'BASKET'
),
flag as (
    select importer_iso3, series_id, count(*) filter (flagged) as definitions_met, count(flagged) as definitions_judged
    from metric.dependency_flags($basis, $china)
    where importer_iso3 in (select unnest($importers)) and year = $year
    group by importer_iso3, series_id
),
measured as (
    select
        d.*,
        case
            when d.low_base then null
            when $metric = 'hhi' then if($basis = 'value', d.hhi_value, d.hhi_quantity)
            when $metric = 'top' then if($basis = 'value', d.top_supplier_value_share, d.top_supplier_quantity_share)
            when $metric = 'definitions' then f.definitions_met
            when $basis = 'value' then if($china = 'plus', d.china_plus_value_share, d.china_value_share)
            else if($china = 'plus', d.china_plus_quantity_share, d.china_quantity_share)
        end as figure,
        f.definitions_met,
        f.definitions_judged
    from mart.import_dependence d
    left join flag f using (importer_iso3, series_id)
    where d.importer_iso3 in (select unnest($importers)) and d.year = $year
),
reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select
    s.series_id,
    s.mineral_id,
    s.mineral_name_en,
    s.mineral_name_ja,
    s.stage,
    i.iso3 as importer_iso3,
    i.name_en as importer_name_en,
    i.name_ja as importer_name_ja,
    $year as year,
    $metric as metric,
    $basis as basis,
    $china as china,
    m.figure,
    case
        when m.series_id is null then 'YEAR_NOT_IN_RELEASE'
        when i.iso3 = 'CHN' and $metric = 'china' then 'IMPORTER_IS_CHINA'
        when m.figure is not null then 'MEASURED'
        when m.reason is not null then m.reason
        else coalesce(m.quantity_reason, 'QUANTITY_NOT_IN_EXTRACT')
    end as status,
    m.definitions_judged,
    m.value_usd,
    m.quality_grade,
    coalesce(m.source_ids, r.source_ids) as source_ids
from series s
cross join reference r
join ref.country i on i.iso3 in (select unnest($importers))
left join measured m on m.series_id = s.series_id and m.importer_iso3 = i.iso3
order by s.mineral_name_en, s.stage, i.name_en

-- One importer, mineral and year: the suppliers of every stage, China first, then the five largest, the rest as OTHER.
-- A stage without a figure is one row without a supplier, with the status that says why.
with stage as (
    select unnest(['ore', 'refined', 'product']) as stage, unnest([1, 2, 3]) as stage_order
),
mineral as (
    select mineral_id, name_en as mineral_name_en, name_ja as mineral_name_ja from ref.mineral where mineral_id = $mineral
),
series as (
    select s.*, b.mineral_id as basket_mineral_id
    from ref.trade_series s
    left join ref.trade_series b on b.series_id = s.basket_id
    where s.mineral_id = $mineral and s.is_default
),
flow as (
    select
        p.series_id,
        if(metric.is_china(p.exporter_iso3, $china), 'CHN', p.exporter_iso3) as iso3,
        any_value(c.kind = 'residual') as is_residual,
        sum(p.value_usd) as value_usd,
        sum(p.quantity_t) as quantity_t,
        any_value(p.source_ids) as source_ids
    from mart.supplier_share p
    join ref.country c on c.iso3 = p.exporter_iso3
    where p.importer_iso3 = $importer and p.year = $year and p.series_id in (select series_id from series)
    group by p.series_id, 2
),
placed as (
    select
        *,
        row_number() over (
            partition by series_id
            order by iso3 <> 'CHN', is_residual, metric.by_basis($basis, value_usd, quantity_t) desc nulls last, iso3
        ) - coalesce(max(if(iso3 = 'CHN', 1, 0)) over (partition by series_id), 0) as place
    from flow
),
grouped as (
    select
        series_id,
        if(iso3 = 'CHN' or (place <= 5 and not is_residual), iso3, 'OTHER') as exporter_iso3,
        count(*) as exporters,
        sum(value_usd) as value_usd,
        sum(quantity_t) as quantity_t,
        any_value(source_ids) as source_ids
    from placed
    group by all
),
supplier as (
    select
        *,
        metric.share(
            metric.by_basis($basis, value_usd, quantity_t),
            sum(metric.by_basis($basis, value_usd, quantity_t)) over (partition by series_id)
        ) as share
    from grouped
),
measured as (
    select * from metric.dependence([$importer], $basis, $china, $year, $year) where series_id in (select series_id from series)
)
select
    g.stage,
    m.mineral_id,
    m.mineral_name_en,
    m.mineral_name_ja,
    s.series_id,
    s.hs_edition,
    c.hs_codes,
    c.hs_codes_missing,
    c.codes_listed,
    s.purity,
    s.basket_id,
    s.basket_mineral_id,
    s.first_year,
    s.last_year,
    s.note as codes_note,
    $importer as importer_iso3,
    $year as year,
    $basis as basis,
    $china as china,
    coalesce(n.china_status, 'NO_CODE_AT_STAGE') as status,
    p.exporter_iso3,
    if(p.exporter_iso3 = 'OTHER', 'Other', x.name_en) as exporter_name_en,
    if(p.exporter_iso3 = 'OTHER', 'その他', x.name_ja) as exporter_name_ja,
    p.exporters,
    p.share,
    p.value_usd,
    p.quantity_t,
    n.china_share,
    n.china_share_before,
    n.china_change_points,
    n.hhi,
    n.equivalent_suppliers,
    n.supplier_count,
    n.value_usd as stage_value_usd,
    n.quantity_t as stage_quantity_t,
    n.quantity_coverage,
    n.definitions_met,
    n.definitions_judged,
    n.definitions_met_ids,
    n.quality_grade,
    n.grade_reasons,
    n.completeness,
    coalesce(p.source_ids, metric.sources_of('reference')) as source_ids
from stage g
cross join mineral m
left join series s using (stage)
left join metric.codes_in_words() c using (series_id)
left join measured n on n.series_id = s.series_id
left join supplier p on p.series_id = s.series_id
left join ref.country x on x.iso3 = p.exporter_iso3
order by g.stage_order, p.exporter_iso3 = 'OTHER', p.exporter_iso3 <> 'CHN', p.share desc nulls last, p.exporter_iso3

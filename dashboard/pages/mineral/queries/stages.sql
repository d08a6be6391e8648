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
code as (
    select
        series_id,
        string_agg(hs6, '; ' order by hs6) as hs_codes,
        string_agg(hs6, '; ' order by hs6) filter (not in_extract) as hs_codes_missing,
        list(hs6 || ' ' || form || ' (' || purity || if(in_extract, ')', ', not in the releases)') order by hs6) as codes_listed
    from ref.hs_code
    where series_id in (select series_id from series)
    group by series_id
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
            order by iso3 <> 'CHN', is_residual, if($basis = 'value', value_usd, quantity_t) desc nulls last, iso3
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
            if($basis = 'value', value_usd, quantity_t),
            sum(if($basis = 'value', value_usd, quantity_t)) over (partition by series_id)
        ) as share
    from grouped
),
chosen as (
    select
        series_id,
        year,
        case
            when $basis = 'value' and $china = 'mainland' then china_value_share
            when $basis = 'value' then china_plus_value_share
            when $china = 'mainland' then china_quantity_share
            else china_plus_quantity_share
        end as china_share,
        low_base,
        reason,
        quantity_reason,
        if($basis = 'value', hhi_value, hhi_quantity) as hhi,
        if($basis = 'value', effective_suppliers, effective_suppliers_quantity) as equivalent_suppliers,
        supplier_count,
        value_usd as stage_value_usd,
        quantity_t as stage_quantity_t,
        quantity_coverage,
        quality_grade,
        grade_reasons,
        completeness
    from mart.import_dependence
    where importer_iso3 = $importer and year in ($year, $year - 5) and series_id in (select series_id from series)
),
measured as (
    select *, max(china_share) filter (year < $year and not low_base) over (partition by series_id) as china_share_before
    from chosen
    qualify year = $year
),
flag as (
    select
        series_id,
        count(*) filter (flagged) as definitions_met,
        count(flagged) as definitions_judged,
        string_agg(definition_id, '; ' order by definition_id) filter (flagged) as definitions_met_ids
    from metric.dependency_flags($basis, $china)
    where importer_iso3 = $importer and year = $year and series_id in (select series_id from series)
    group by series_id
),
reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
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
    case
        when s.series_id is null then 'NO_CODE_AT_STAGE'
        when s.basket_id <> s.series_id then 'IN_BASKET'
        when s.purity = 'BASKET' then 'BASKET_CODE'
        when not s.in_extract then 'CODE_NOT_IN_EXTRACT'
        when n.series_id is null then 'YEAR_NOT_IN_RELEASE'
        when n.reason is not null then n.reason
        when n.china_share is null then coalesce(n.quantity_reason, 'QUANTITY_NOT_IN_EXTRACT')
        else 'RANKED'
    end as status,
    p.exporter_iso3,
    if(p.exporter_iso3 = 'OTHER', 'Other', x.name_en) as exporter_name_en,
    if(p.exporter_iso3 = 'OTHER', 'その他', x.name_ja) as exporter_name_ja,
    p.exporters,
    p.share,
    p.value_usd,
    p.quantity_t,
    n.china_share,
    n.china_share_before,
    (n.china_share - n.china_share_before) * 100 as china_change_points,
    n.hhi,
    n.equivalent_suppliers,
    n.supplier_count,
    n.stage_value_usd,
    n.stage_quantity_t,
    n.quantity_coverage,
    f.definitions_met,
    f.definitions_judged,
    f.definitions_met_ids,
    n.quality_grade,
    n.grade_reasons,
    n.completeness,
    coalesce(p.source_ids, r.source_ids) as source_ids
from stage g
cross join mineral m
cross join reference r
left join series s using (stage)
left join code c using (series_id)
left join measured n on n.series_id = s.series_id
left join flag f on f.series_id = s.series_id
left join supplier p on p.series_id = s.series_id
left join ref.country x on x.iso3 = p.exporter_iso3
order by g.stage_order, p.exporter_iso3 = 'OTHER', p.exporter_iso3 <> 'CHN', p.share desc nulls last, p.exporter_iso3

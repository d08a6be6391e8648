-- China's share in the imports of one mineral, every stage and year of its default series, and the chosen definition.
-- A year that cannot be judged keeps its row, without a share and with the reason.
with series as (
    select * from ref.trade_series where mineral_id = $mineral and is_default and in_extract and purity <> 'BASKET'
),
code as (
    select series_id, string_agg(hs6, '; ' order by hs6) as hs_codes from ref.hs_code where in_extract group by series_id
),
flag as (
    select series_id, year, flagged, value as definition_value, threshold
    from metric.dependency_flags($basis, $china)
    where importer_iso3 = $importer and definition_id = $definition and series_id in (select series_id from series)
),
reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select
    d.year,
    d.mineral_id,
    d.stage,
    d.series_id,
    s.hs_edition,
    c.hs_codes,
    d.importer_iso3,
    $basis as basis,
    $china as china,
    case
        when d.low_base then null
        when $basis = 'value' and $china = 'mainland' then d.china_value_share
        when $basis = 'value' then d.china_plus_value_share
        when $china = 'mainland' then d.china_quantity_share
        else d.china_plus_quantity_share
    end as china_share,
    coalesce(d.reason, if($basis = 'quantity', d.quantity_reason, null)) as reason,
    d.value_usd,
    d.quantity_t,
    if($basis = 'value', d.top_supplier_iso3, d.top_supplier_quantity_iso3) as top_supplier_iso3,
    x.name_en as top_supplier_name_en,
    x.name_ja as top_supplier_name_ja,
    if($basis = 'value', d.top_supplier_value_share, d.top_supplier_quantity_share) as top_supplier_share,
    if($basis = 'value', d.hhi_value, d.hhi_quantity) as hhi,
    $definition as definition_id,
    f.flagged as definition_met,
    f.definition_value,
    f.threshold as definition_threshold,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, r.source_ids) as source_ids
from mart.import_dependence d
join series s using (series_id)
cross join reference r
left join code c using (series_id)
left join flag f on f.series_id = d.series_id and f.year = d.year
left join ref.country x on x.iso3 = if($basis = 'value', d.top_supplier_iso3, d.top_supplier_quantity_iso3)
where d.importer_iso3 = $importer and d.year between $first_year and $last_year
order by array_position(['ore', 'refined', 'product'], d.stage), d.year

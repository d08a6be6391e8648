-- China's share in the imports of one mineral, every stage and year of its default series, and the chosen definition.
-- A year that cannot be judged keeps its row, without a share and with the reason.
with series as (
    select * from ref.trade_series where mineral_id = $mineral and is_default and in_extract and purity <> 'BASKET'
),
flag as (
    select series_id, year, flagged, value as definition_value, threshold
    from metric.dependency_flags($basis, $china)
    where importer_iso3 = $importer and definition_id = $definition and series_id in (select series_id from series)
)
select
    d.year,
    d.mineral_id,
    d.stage,
    d.series_id,
    s.hs_edition,
    c.hs_codes_held as hs_codes,
    d.importer_iso3,
    $basis as basis,
    $china as china,
    if(d.low_base, null, d.china_share) as china_share,
    metric.china_reason(d.importer_is_china, d.reason) as reason,
    d.value_usd,
    d.quantity_t,
    d.top_supplier_iso3,
    x.name_en as top_supplier_name_en,
    x.name_ja as top_supplier_name_ja,
    d.top_supplier_share,
    d.hhi,
    $definition as definition_id,
    f.flagged as definition_met,
    f.definition_value,
    f.threshold as definition_threshold,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, metric.sources_of('reference')) as source_ids
from metric.importer_dependence($basis, $china) d
join series s using (series_id)
left join metric.codes_in_words() c using (series_id)
left join flag f on f.series_id = d.series_id and f.year = d.year
left join ref.country x on x.iso3 = d.top_supplier_iso3
where d.importer_iso3 = $importer and d.year between $first_year and $last_year
order by array_position(['ore', 'refined', 'product'], d.stage), d.year

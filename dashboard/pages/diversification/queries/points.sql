-- China's share in the imports of one series, year by year; a year that cannot be judged keeps its row and its reason.
select
    d.year,
    d.series_id,
    d.importer_iso3,
    $basis as basis,
    $china as china,
    metric.chosen_share($basis, $china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share, d.china_plus_quantity_share)
        as china_share,
    coalesce(d.low_base, false) as low_base,
    metric.china_reason(metric.is_china(d.importer_iso3, $china), coalesce(d.reason, metric.by_basis($basis, null, d.quantity_reason)))
        as reason,
    d.value_usd,
    d.quantity_t,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, metric.sources_of('reference')) as source_ids
from mart.import_dependence d
where d.importer_iso3 = $importer and d.series_id = $series and d.year between $first and $last
order by d.year

-- China's share in the imports of one series, year by year; a year that cannot be judged keeps its row and its reason.
select
    d.year,
    d.series_id,
    d.importer_iso3,
    $basis as basis,
    $china as china,
    d.china_share,
    coalesce(d.low_base, false) as low_base,
    metric.china_reason(d.importer_is_china, d.reason) as reason,
    d.value_usd,
    d.quantity_t,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, metric.sources_of('reference')) as source_ids
from metric.importer_dependence($basis, $china) d
where d.importer_iso3 = $importer and d.series_id = $series and d.year between $first and $last
order by d.year

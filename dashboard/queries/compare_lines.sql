-- One series over the years for a few importers. A year without a figure stays in, with the reason, so that lines break.
select
    d.importer_iso3,
    i.name_en as importer_name_en,
    i.name_ja as importer_name_ja,
    d.series_id,
    d.mineral_id,
    d.stage,
    d.year,
    $metric as metric,
    $basis as basis,
    $china as china,
    metric.compared_figure($metric, d.low_base, d.china_share, d.hhi, d.top_supplier_share, null) as figure,
    metric.compared_status($metric, figure, d.reason, metric.china_reason(d.importer_is_china, d.reason)) as status,
    d.value_usd,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, metric.sources_of('reference')) as source_ids
from metric.importer_dependence($basis, $china) d
join ref.country i on i.iso3 = d.importer_iso3
where d.importer_iso3 in (select unnest($importers)) and d.series_id = $series and d.year between $from and $to
order by list_position($importers, d.importer_iso3), d.year

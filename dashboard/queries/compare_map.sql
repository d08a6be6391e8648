-- Every importing country in one year for one series: the share of China or the chosen metric, or the reason why there
-- is none. Blocs are left out, their members are there.
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
    top.name_en as top_supplier_name_en,
    top.name_ja as top_supplier_name_ja,
    d.top_supplier_share,
    d.value_usd,
    d.quality_grade,
    d.source_ids
from metric.importer_dependence($basis, $china) d
join ref.country i on i.iso3 = d.importer_iso3
left join ref.country top on top.iso3 = d.top_supplier_iso3
where d.series_id = $series and d.year = $year and i.kind in ('country', 'territory') and d.source_ids is not null
order by figure desc nulls last, i.name_en

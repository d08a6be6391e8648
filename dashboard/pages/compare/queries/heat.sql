-- Importers side by side in one year: one figure by the chosen metric for every default series that is no basket and
-- has data. A cell without a figure carries the reason.
select
    d.series_id,
    d.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    d.stage,
    d.importer_iso3,
    i.name_en as importer_name_en,
    i.name_ja as importer_name_ja,
    d.year,
    $metric as metric,
    $basis as basis,
    $china as china,
    metric.compared_figure($metric, d.low_base, d.china_share, d.hhi, d.top_supplier_share, d.definitions_met) as figure,
    metric.compared_status($metric, figure, d.status, d.china_status) as status,
    d.definitions_judged,
    d.value_usd,
    d.quality_grade,
    d.source_ids
from metric.dependence($importers, $basis, $china, $year, $year) d
join ref.trade_series s using (series_id)
join ref.mineral m on m.mineral_id = d.mineral_id
join ref.country i on i.iso3 = d.importer_iso3
where d.is_default and s.in_extract and s.purity <> 'BASKET'
order by m.name_en, d.stage, i.name_en

-- One country or group in one year as an importer: every default series, the share and value that come from China, and
-- how concentrated the suppliers are.
select
    d.series_id,
    d.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    d.stage,
    s.hs_edition,
    s.label_en as codes_in_words,
    s.purity,
    d.importer_iso3 as country_id,
    d.year,
    $basis as basis,
    $china as china,
    d.status,
    d.china_share,
    case when d.value_usd is not null then d.china_share_before end as china_share_before,
    d.china_change_points,
    d.hhi,
    d.equivalent_suppliers,
    d.supplier_count,
    d.top_supplier_iso3,
    top.name_en as top_supplier_name_en,
    top.name_ja as top_supplier_name_ja,
    d.top_supplier_share,
    d.value_usd,
    d.quantity_t,
    d.china_value_usd,
    d.definitions_met,
    d.definitions_judged,
    d.quality_grade,
    d.grade_reasons,
    d.source_ids
from metric.dependence([$country], $basis, $china, $year, $year) d
join ref.trade_series s using (series_id)
join ref.mineral m on m.mineral_id = d.mineral_id
left join ref.country top on top.iso3 = d.top_supplier_iso3
where d.is_default and d.status <> 'IN_BASKET'
order by m.name_en, d.stage

-- One importer in one year: every default series with China's share, its change over five years, concentration,
-- definitions met and grade. A series that cannot be ranked carries the status that says why.
select
    d.series_id,
    d.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    d.stage,
    s.hs_edition,
    c.hs_codes,
    s.label_en as codes_in_words,
    s.purity,
    s.note as codes_note,
    b.members_en as basket_members_en,
    b.members_ja as basket_members_ja,
    d.importer_iso3,
    d.year,
    $basis as basis,
    $china as china,
    d.status,
    d.china_share,
    d.china_share_before,
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
    d.quantity_coverage,
    d.unallocated_value_share,
    d.definitions_met,
    d.definitions_judged,
    d.definitions_met_ids,
    d.quality_grade,
    d.grade_reasons,
    d.completeness,
    d.source_ids
from metric.dependence([$importer], $basis, $china, $year, $year) d
join ref.trade_series s using (series_id)
join ref.mineral m on m.mineral_id = d.mineral_id
left join metric.codes_in_words() c using (series_id)
left join metric.baskets_in_words() b using (series_id)
left join ref.country top on top.iso3 = d.top_supplier_iso3
where d.is_default
order by m.name_en, d.stage

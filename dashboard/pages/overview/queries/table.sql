-- One importer in one year: every default series with China's share, its change over five years, concentration,
-- definitions met and grade. A series that cannot be ranked carries the status that says why.
with series as (
    select t.*, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.is_default
),
code as (
    select series_id, string_agg(hs6, '; ' order by hs6) as hs_codes
    from ref.hs_code
    group by series_id
),
basket as (
    select
        t.basket_id as series_id,
        string_agg(m.name_en, ', ' order by m.name_en) as members_en,
        string_agg(m.name_ja, '、' order by m.name_en) as members_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.basket_id <> t.series_id and t.is_default
    group by t.basket_id
),
chosen as (
    select
        series_id,
        year,
        low_base,
        reason,
        quantity_reason,
        case
            when $basis = 'value' and $china = 'mainland' then china_value_share
            when $basis = 'value' then china_plus_value_share
            when $china = 'mainland' then china_quantity_share
            else china_plus_quantity_share
        end as china_share,
        if($basis = 'value', hhi_value, hhi_quantity) as hhi,
        if($basis = 'value', effective_suppliers, effective_suppliers_quantity) as equivalent_suppliers,
        supplier_count,
        if($basis = 'value', top_supplier_iso3, top_supplier_quantity_iso3) as top_supplier_iso3,
        if($basis = 'value', top_supplier_value_share, top_supplier_quantity_share) as top_supplier_share,
        value_usd,
        quantity_t,
        quantity_coverage,
        unallocated_value_share,
        quality_grade,
        grade_reasons,
        completeness,
        source_ids
    from mart.import_dependence
    where importer_iso3 = $importer and year in ($year, $year - 5)
),
measured as (
    select
        *,
        max(china_share) filter (year < $year and not low_base) over (partition by series_id) as china_share_before
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
    where importer_iso3 = $importer and year = $year
    group by series_id
),
reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select
    s.series_id,
    s.mineral_id,
    s.mineral_name_en,
    s.mineral_name_ja,
    s.stage,
    s.hs_edition,
    c.hs_codes,
    s.label_en as codes_in_words,
    s.purity,
    s.note as codes_note,
    b.members_en as basket_members_en,
    b.members_ja as basket_members_ja,
    $importer as importer_iso3,
    $year as year,
    $basis as basis,
    $china as china,
    case
        when s.purity = 'BASKET' then if(s.basket_id <> s.series_id, 'IN_BASKET', 'BASKET_CODE')
        when not s.in_extract then 'CODE_NOT_IN_EXTRACT'
        when now.series_id is null then 'YEAR_NOT_IN_RELEASE'
        when now.reason is not null then now.reason
        when now.china_share is null then coalesce(now.quantity_reason, 'QUANTITY_NOT_IN_EXTRACT')
        else 'RANKED'
    end as status,
    now.china_share,
    now.china_share_before,
    (now.china_share - now.china_share_before) * 100 as china_change_points,
    now.hhi,
    now.equivalent_suppliers,
    now.supplier_count,
    now.top_supplier_iso3,
    top.name_en as top_supplier_name_en,
    top.name_ja as top_supplier_name_ja,
    now.top_supplier_share,
    now.value_usd,
    now.quantity_t,
    now.quantity_coverage,
    now.unallocated_value_share,
    f.definitions_met,
    f.definitions_judged,
    f.definitions_met_ids,
    now.quality_grade,
    now.grade_reasons,
    now.completeness,
    coalesce(now.source_ids, r.source_ids) as source_ids
from series s
cross join reference r
left join code c using (series_id)
left join basket b using (series_id)
left join measured now on now.series_id = s.series_id
left join flag f on f.series_id = s.series_id
left join ref.country top on top.iso3 = now.top_supplier_iso3
order by s.mineral_name_en, s.stage

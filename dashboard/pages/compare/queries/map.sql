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
    case
        when d.low_base or (d.importer_iso3 = 'CHN' and $metric = 'china') then null
        when $metric = 'hhi' then if($basis = 'value', d.hhi_value, d.hhi_quantity)
        when $metric = 'top' then if($basis = 'value', d.top_supplier_value_share, d.top_supplier_quantity_share)
        when $basis = 'value' then if($china = 'plus', d.china_plus_value_share, d.china_value_share)
        else if($china = 'plus', d.china_plus_quantity_share, d.china_quantity_share)
    end as figure,
    case
        when d.importer_iso3 = 'CHN' and $metric = 'china' then 'IMPORTER_IS_CHINA'
        when figure is not null then 'MEASURED'
        else coalesce(d.reason, d.quantity_reason, 'QUANTITY_NOT_IN_EXTRACT')
    end as status,
    top.name_en as top_supplier_name_en,
    top.name_ja as top_supplier_name_ja,
    if($basis = 'value', d.top_supplier_value_share, d.top_supplier_quantity_share) as top_supplier_share,
    d.value_usd,
    d.quality_grade,
    d.source_ids
from mart.import_dependence d
join ref.country i on i.iso3 = d.importer_iso3
left join ref.country top on top.iso3 = if($basis = 'value', d.top_supplier_iso3, d.top_supplier_quantity_iso3)
where d.series_id = $series and d.year = $year and i.kind in ('country', 'territory') and d.source_ids is not null
order by figure desc nulls last, i.name_en

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
    d.value_usd,
    d.quality_grade,
    d.completeness,
    coalesce(d.source_ids, r.source_ids) as source_ids
from mart.import_dependence d
join ref.country i on i.iso3 = d.importer_iso3
cross join (select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%') r
where d.importer_iso3 in (select unnest($importers)) and d.series_id = $series and d.year between $from and $to
order by list_position($importers, d.importer_iso3), d.year

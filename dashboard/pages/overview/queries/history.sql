-- China's share in every year of the default series that can be ranked; years with too little trade are left out, so
-- that lines break there.
select
    d.series_id,
    d.year,
    metric.chosen_share($basis, $china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share, d.china_plus_quantity_share)
        as china_share
from mart.import_dependence d
join ref.trade_series s using (series_id)
where d.importer_iso3 = $importer and s.is_default and s.purity <> 'BASKET' and not d.low_base
order by d.series_id, d.year

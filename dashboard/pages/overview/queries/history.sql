-- China's share in every year of the default series that can be ranked; years with too little trade are left out, so
-- that lines break there.
select
    d.series_id,
    d.year,
    case
        when $basis = 'value' and $china = 'mainland' then d.china_value_share
        when $basis = 'value' then d.china_plus_value_share
        when $china = 'mainland' then d.china_quantity_share
        else d.china_plus_quantity_share
    end as china_share
from mart.import_dependence d
join ref.trade_series s using (series_id)
where d.importer_iso3 = $importer and s.is_default and s.purity <> 'BASKET' and not d.low_base
order by d.series_id, d.year

-- severity: error
-- about: a concentration figure for a code that holds several metals
select d.importer_iso3, d.series_id, d.year, d.hhi_value
from mart.import_dependence d join ref.trade_series s using (series_id)
where s.purity = 'BASKET' and (d.hhi_value is not null or d.hhi_quantity is not null or d.reason is distinct from
    case when coalesce(s.basket_id, s.series_id) = s.series_id and d.value_usd is null then d.reason else 'BASKET_CODE' end)

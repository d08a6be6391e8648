-- severity: error
-- about: a missing figure without a reason, or a figure where the code is missing; China has no share in its own imports
select importer_iso3, series_id, year, reason, value_usd, china_value_share
from mart.import_dependence
where (value_usd is null and reason is null)
   or (china_value_share is null and reason is null and not metric.is_china(importer_iso3, 'mainland'))
   or (china_value_share is not null and metric.is_china(importer_iso3, 'mainland'))
   or (quantity_t is null and value_usd is not null and quantity_reason is null)
   or (reason in ('CODE_NOT_IN_EXTRACT', 'NO_TRADE_REPORTED', 'COUNTRY_NOT_IN_RELEASE')
       and coalesce(value_usd, quantity_t, china_value_share, hhi_value) is not null)

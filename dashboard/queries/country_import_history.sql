-- China's share in what a country or group buys from outside, by default series and year; years with too little trade
-- are left out, so that lines break there. No row for China itself.
select d.series_id, d.year, d.china_share
from metric.group_dependence($basis, $china) d
join ref.trade_series s using (series_id)
where d.importer_iso3 = $country and s.is_default and s.purity <> 'BASKET' and not d.low_base and not d.importer_is_china
order by d.series_id, d.year

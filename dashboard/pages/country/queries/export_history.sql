-- China's share in what a country or group sells abroad, by default series and year; years with too little trade are
-- left out, so that lines break there. No row for China itself.
select d.series_id, d.year, d.china_share
from metric.export_dependence($country, $basis, $china, 0, 9999) d
join ref.trade_series s using (series_id)
where s.is_default and s.purity <> 'BASKET' and not d.low_base and not d.exporter_is_china
order by d.series_id, d.year

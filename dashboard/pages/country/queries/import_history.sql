-- China's share in what a country or group buys from outside, by default series and year; years with too little trade
-- are left out, so that lines break there.
with member as (
    select iso3 from ref.country_group where group_id = $country
    union all
    select iso3 from ref.country where iso3 = $country and iso3 not in (select group_id from ref.country_group)
),
yearly as (
    select
        p.series_id,
        p.year,
        any_value(s.first_year) as first_year,
        sum(p.value_usd) as value_usd,
        sum(p.quantity_t) as quantity_t,
        sum(if($basis = 'value', p.value_usd, p.quantity_t)) as amount,
        sum(if($basis = 'value', p.value_usd, p.quantity_t)) filter (metric.is_china(p.exporter_iso3, $china)) as china_amount
    from mart.supplier_share p
    join ref.trade_series s using (series_id)
    semi join member i on i.iso3 = p.importer_iso3
    anti join member e on e.iso3 = p.exporter_iso3
    where s.is_default and s.purity <> 'BASKET'
    group by p.series_id, p.year
)
select series_id, year, metric.share(coalesce(china_amount, 0), amount) as china_share
from yearly
where 'CHN' not in (select iso3 from member)
qualify not metric.is_low_base(
    value_usd, quantity_t,
    count(*) over (partition by series_id order by year range between 4 preceding and current row),
    least(5, year - first_year + 1)
)
order by series_id, year

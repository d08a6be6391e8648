-- Who takes the exports of a country or group: share of China, Japan, the EU and the largest other buyers in each
-- default series; the rest is "other". A buyer without a recorded flow has no row.
with flow as (
    select
        p.series_id,
        case
            when metric.is_china(p.importer_iso3, $china) and p.exporter_iso3 <> 'CHN' then 'CHN'
            when p.importer_iso3 in (select iso3 from metric.members('EU27')) then 'EU27'
            else p.importer_iso3
        end as buyer,
        p.value_usd,
        p.quantity_t,
        metric.by_basis($basis, p.value_usd, p.quantity_t) as amount,
        p.source_ids
    from metric.export_flows($country) p
    join ref.trade_series s using (series_id)
    where s.is_default and s.purity <> 'BASKET' and p.year = $year
),
buyer as (
    select f.buyer, row_number() over (order by sum(f.value_usd) desc, f.buyer) as place
    from flow f
    join ref.country c on c.iso3 = f.buyer
    where f.buyer not in ('CHN', 'JPN', 'EU27') and c.kind not in ('residual', 'world')
    group by f.buyer
),
placed as (
    select
        f.* exclude (buyer),
        case when f.buyer in ('CHN', 'JPN', 'EU27') or b.place <= $most then f.buyer else 'OTH' end as destination_iso3,
        case f.buyer when 'CHN' then -2 when 'JPN' then -1 when 'EU27' then 0 else if(b.place <= $most, b.place, 999) end as place
    from flow f
    left join buyer b using (buyer)
),
summed as (
    select
        series_id,
        destination_iso3,
        min(coalesce(place, 999)) as place,
        sum(value_usd) as value_usd,
        sum(quantity_t) as quantity_t,
        sum(amount) as amount,
        any_value(source_ids) as source_ids
    from placed
    group by series_id, destination_iso3
)
select
    d.series_id,
    s.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    s.stage,
    $country as country_id,
    $year as year,
    $basis as basis,
    d.destination_iso3,
    c.name_en as destination_name_en,
    c.name_ja as destination_name_ja,
    d.place,
    d.value_usd,
    d.quantity_t,
    metric.share(d.amount, sum(d.amount) over (partition by d.series_id)) as destination_share,
    d.source_ids
from summed d
join ref.trade_series s using (series_id)
join ref.mineral m on m.mineral_id = s.mineral_id
join ref.country c on c.iso3 = d.destination_iso3
order by m.name_en, s.stage, d.place

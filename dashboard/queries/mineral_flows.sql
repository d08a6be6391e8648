-- World trade of one series in one year as flows between at most six sellers and six buyers: China and the four largest
-- other sellers, the importer and the four largest other buyers, the rest as OTHER. A country that sells and buys is
-- two nodes. Members of the EU are counted one by one.
with flow as (
    select
        if(metric.is_china(exporter_iso3, $china), 'CHN', exporter_iso3) as seller,
        importer_iso3 as buyer,
        value_usd,
        quantity_t,
        coalesce(metric.by_basis($basis, value_usd, quantity_t), 0) as amount,
        source_ids
    from mart.supplier_profile
    where series_id = $series and year = $year
),
seller as (
    select seller, row_number() over (order by seller <> 'CHN', sum(amount) desc, seller) as place from flow group by seller
),
buyer as (
    select buyer, row_number() over (order by buyer <> $importer, sum(amount) desc, buyer) as place from flow group by buyer
),
grouped as (
    select
        if(s.place <= 5, f.seller, 'OTHER') as exporter_iso3,
        if(b.place <= 5, f.buyer, 'OTHER') as importer_iso3,
        min(s.place) as seller_place,
        min(b.place) as buyer_place,
        count(*) as flows,
        sum(f.value_usd) as value_usd,
        sum(f.quantity_t) as quantity_t,
        sum(f.amount) as amount,
        any_value(f.source_ids) as source_ids
    from flow f
    join seller s using (seller)
    join buyer b using (buyer)
    group by 1, 2
)
select
    $year as year, t.mineral_id, t.stage, t.series_id, t.hs_edition, g.exporter_iso3,
    if(g.exporter_iso3 = 'OTHER', 'Other sellers', x.name_en) as exporter_name_en,
    if(g.exporter_iso3 = 'OTHER', 'その他の輸出国', x.name_ja) as exporter_name_ja,
    g.importer_iso3,
    if(g.importer_iso3 = 'OTHER', 'Other buyers', i.name_en) as importer_name_en,
    if(g.importer_iso3 = 'OTHER', 'その他の輸入国', i.name_ja) as importer_name_ja,
    g.flows, g.value_usd, g.quantity_t, metric.share(g.amount, sum(g.amount) over ()) as share_of_world_trade, $basis as basis, $china as china,
    g.source_ids
from grouped g
join ref.trade_series t on t.series_id = $series
left join ref.country x on x.iso3 = g.exporter_iso3
left join ref.country i on i.iso3 = g.importer_iso3
order by g.amount desc, g.exporter_iso3, g.importer_iso3

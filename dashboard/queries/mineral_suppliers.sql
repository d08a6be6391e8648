-- Suppliers of one importer in one series over the years: China, the five with the highest mean share, the rest as OTHER.
with flow as (
    select
        p.year,
        if(metric.is_china(p.exporter_iso3, $china), 'CHN', p.exporter_iso3) as iso3,
        any_value(c.kind = 'residual') as is_residual,
        sum(p.value_usd) as value_usd,
        sum(p.quantity_t) as quantity_t,
        metric.by_basis($basis, sum(p.value_usd), sum(p.quantity_t)) as amount,
        any_value(p.source_ids) as source_ids
    from mart.supplier_share p
    join ref.country c on c.iso3 = p.exporter_iso3
    where p.importer_iso3 = $importer and p.series_id = $series and p.year between $first_year and $last_year
    group by p.year, 2
),
shared as (
    select *, metric.share(amount, sum(amount) over (partition by year)) as share from flow
),
supplier as (
    select
        iso3,
        if(iso3 = 'CHN', 0, row_number() over (partition by iso3 = 'CHN' order by is_residual, sum(share) desc nulls last, iso3)) as place,
        is_residual
    from shared
    group by iso3, is_residual
),
grouped as (
    select
        f.year,
        if(s.place <= 5 and not s.is_residual, f.iso3, 'OTHER') as exporter_iso3,
        if(s.place <= 5 and not s.is_residual, s.place, 99) as place,
        count(*) as exporters,
        sum(f.value_usd) as value_usd,
        sum(f.quantity_t) as quantity_t,
        sum(f.share) as share,
        any_value(f.source_ids) as source_ids
    from shared f
    join supplier s using (iso3)
    group by all
)
select
    g.year,
    s.mineral_id,
    s.stage,
    s.series_id,
    s.hs_edition,
    k.hs_codes_held as hs_codes,
    $importer as importer_iso3,
    $basis as basis,
    $china as china,
    g.exporter_iso3,
    if(g.exporter_iso3 = 'OTHER', 'Other', x.name_en) as exporter_name_en,
    if(g.exporter_iso3 = 'OTHER', 'その他', x.name_ja) as exporter_name_ja,
    g.exporters,
    g.share,
    g.value_usd,
    g.quantity_t,
    d.low_base,
    d.completeness,
    g.source_ids
from grouped g
join ref.trade_series s on s.series_id = $series
join metric.codes_in_words() k on k.series_id = $series
left join mart.import_dependence d on d.importer_iso3 = $importer and d.series_id = $series and d.year = g.year
left join ref.country x on x.iso3 = g.exporter_iso3
order by g.year, g.place, g.exporter_iso3

-- One country or group in one year as a supplier: every default series that it sells abroad, the part that goes to
-- China, where it goes, and the production beside it. Trade inside a group is left out; shares are taken from sums.
with series as (
    select t.*, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.is_default and t.in_extract
),
measured as (
    select d.*, max(d.china_share) filter (d.year = $year - 5 and not d.low_base) over (partition by d.series_id) as china_share_before
    from metric.export_dependence($country, $basis, $china, $year - 5, $year) d
    qualify d.year = $year
),
flow as (
    select f.series_id, f.importer_iso3, metric.by_basis($basis, sum(f.value_usd), sum(f.quantity_t)) as amount
    from metric.export_flows($country) f
    where f.year = $year
    group by f.series_id, f.importer_iso3
),
destination as (
    select
        f.series_id,
        list(c.name_en order by f.amount desc, f.importer_iso3)[:3] as destinations_en,
        list(c.name_ja order by f.amount desc, f.importer_iso3)[:3] as destinations_ja,
        list(metric.share(f.amount, t.amount) order by f.amount desc, f.importer_iso3)[:3] as destination_shares
    from flow f
    join (select series_id, sum(amount) as amount from flow group by series_id) t using (series_id)
    join ref.country c on c.iso3 = f.importer_iso3
    where f.amount > 0
    group by f.series_id
),
-- Production of the form that the codes count; the year nearest to the chosen one, in the newest edition that has it.
produced as (
    select
        s.series_id,
        p.form as production_form,
        p.year as production_year,
        p.edition as production_edition,
        any_value(o.producer) as production_publisher,
        sum(p.value_t) as production_t,
        sum(p.world_share) as production_world_share,
        any_value(p.source_ids) as production_source_ids
    from series s
    join mart.world_supply_country p using (mineral_id, stage)
    join meta.source o using (source_id)
    semi join metric.members($country) e on e.iso3 = p.iso3
    where p.status <> 'projected' and s.purity <> 'BASKET' and (s.production_form is null or p.form = s.production_form)
    group by s.series_id, p.form, p.year, p.edition, p.source_id, o.rank
    qualify row_number() over (
        partition by s.series_id
        order by abs(p.year - $year), o.rank, p.edition desc, sum(p.value_t) desc, p.form
    ) = 1
)
select
    s.series_id,
    s.mineral_id,
    s.mineral_name_en,
    s.mineral_name_ja,
    s.stage,
    s.hs_edition,
    c.hs_codes,
    s.label_en as codes_in_words,
    s.purity,
    $country as country_id,
    $year as year,
    $basis as basis,
    $china as china,
    case
        when s.purity = 'BASKET' then 'BASKET_CODE'
        when m.low_base then 'BELOW_THRESHOLD'
        when m.is_unmeasured then 'QUANTITY_NOT_IN_EXTRACT'
        else 'RANKED'
    end as status,
    m.value_usd,
    m.quantity_t,
    m.china_value_usd,
    m.china_share,
    m.china_share_before,
    (m.china_share - m.china_share_before) * 100 as china_change_points,
    m.destination_count,
    d.destinations_en,
    d.destinations_ja,
    d.destination_shares,
    p.production_t,
    p.production_world_share,
    p.production_form,
    p.production_year,
    p.production_publisher,
    p.production_edition,
    list_distinct(m.source_ids || coalesce(p.production_source_ids, [])) as source_ids
from measured m
join series s using (series_id)
left join destination d using (series_id)
left join produced p using (series_id)
left join metric.codes_in_words() c using (series_id)
order by s.mineral_name_en, s.stage

-- One country or group in one year as a supplier: every default series that it sells abroad, the part that goes to
-- China, where it goes, and the production beside it. Trade inside a group is left out; shares are taken from sums.
with member as (
    select iso3 from ref.country_group where group_id = $country
    union all
    select iso3 from ref.country where iso3 = $country and iso3 not in (select group_id from ref.country_group)
),
series as (
    select t.*, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.is_default and t.in_extract
),
flow as (
    select
        p.series_id,
        p.year,
        p.importer_iso3,
        sum(p.value_usd) as value_usd,
        sum(p.quantity_t) as quantity_t,
        if($basis = 'value', sum(p.value_usd), sum(p.quantity_t)) as amount,
        any_value(p.source_ids) as source_ids
    from mart.supplier_profile p
    semi join member e on e.iso3 = p.exporter_iso3
    anti join member i on i.iso3 = p.importer_iso3
    where p.year between $year - 9 and $year
    group by p.series_id, p.year, p.importer_iso3
),
yearly as (
    select
        series_id,
        year,
        sum(value_usd) as value_usd,
        sum(quantity_t) as quantity_t,
        count(*) as destination_count,
        sum(value_usd) filter (metric.is_china(importer_iso3, $china)) as china_value_usd,
        metric.share(coalesce(sum(amount) filter (metric.is_china(importer_iso3, $china)), 0), sum(amount)) as china_share,
        any_value(source_ids) as source_ids
    from flow
    group by series_id, year
),
judged as (
    select
        y.*,
        metric.is_low_base(
            y.value_usd, y.quantity_t,
            count(*) over (partition by y.series_id order by y.year range between 4 preceding and current row),
            least(5, y.year - s.first_year + 1)
        ) as low_base
    from yearly y
    join series s using (series_id)
),
measured as (
    select *, max(china_share) filter (year = $year - 5 and not low_base) over (partition by series_id) as china_share_before
    from judged
    qualify year = $year
),
destination as (
    select
        f.series_id,
        list(c.name_en order by f.amount desc, f.importer_iso3)[:3] as destinations_en,
        list(c.name_ja order by f.amount desc, f.importer_iso3)[:3] as destinations_ja,
        list(metric.share(f.amount, t.amount) order by f.amount desc, f.importer_iso3)[:3] as destination_shares
    from flow f
    join (select series_id, sum(amount) as amount from flow where year = $year group by series_id) t using (series_id)
    join ref.country c on c.iso3 = f.importer_iso3
    where f.year = $year and f.amount > 0
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
    semi join member e on e.iso3 = p.iso3
    where p.status <> 'projected' and s.purity <> 'BASKET' and (s.production_form is null or p.form = s.production_form)
    group by s.series_id, p.form, p.year, p.edition, p.source_id
    qualify row_number() over (
        partition by s.series_id
        order by abs(p.year - $year), p.source_id like 'usgs%' desc, p.edition desc, sum(p.value_t) desc, p.form
    ) = 1
),
code as (
    select series_id, string_agg(hs6, '; ' order by hs6) as hs_codes
    from ref.hs_code
    group by series_id
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
        when m.china_share is null then 'QUANTITY_NOT_IN_EXTRACT'
        else 'RANKED'
    end as status,
    m.value_usd,
    m.quantity_t,
    coalesce(m.china_value_usd, 0) as china_value_usd,
    if('CHN' in (select iso3 from member), null, m.china_share) as china_share,
    if('CHN' in (select iso3 from member), null, m.china_share_before) as china_share_before,
    if('CHN' in (select iso3 from member), null, (m.china_share - m.china_share_before) * 100) as china_change_points,
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
left join code c using (series_id)
order by s.mineral_name_en, s.stage

-- All that a country or group produces, each form in the year nearest to the chosen one and the newest edition that has
-- it, and whether exports of that mineral and stage can be seen at all.
with produced as (
    select
        p.mineral_id,
        p.stage,
        p.form,
        p.year as production_year,
        p.edition,
        p.source_id,
        any_value(o.producer) as publisher,
        sum(p.value_t) as production_t,
        sum(p.world_share) as world_share,
        count(*) as producer_count,
        max(p.status) as status,
        any_value(w.country_count) as country_count,
        any_value(p.source_ids) as source_ids
    from mart.world_supply_country p
    join mart.world_supply w using (mineral_id, stage, form, year, source_id)
    join meta.source o using (source_id)
    semi join metric.members($country) e on e.iso3 = p.iso3
    where p.status <> 'projected'
    group by p.mineral_id, p.stage, p.form, p.year, p.edition, p.source_id, o.rank
    qualify row_number() over (
        partition by p.mineral_id, p.stage, p.form order by abs(p.year - $year), o.rank, p.edition desc
    ) = 1
),
export as (
    select s.mineral_id, s.stage, sum(p.value_usd) as export_usd
    from ref.trade_series s
    join metric.export_flows($country) p using (series_id)
    where s.is_default and s.purity <> 'BASKET' and p.year = $year
    group by s.mineral_id, s.stage
)
select
    p.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    p.stage,
    p.form,
    $country as country_id,
    p.production_t,
    p.world_share,
    p.producer_count,
    p.country_count,
    p.production_year,
    p.status,
    p.publisher,
    p.edition,
    x.export_usd,
    case
        when x.export_usd is not null then 'EXPORT_RECORDED'
        when s.series_id is null then 'NO_CODE'
        when s.purity = 'BASKET' then 'BASKET_CODE'
        when not s.in_extract then 'CODE_NOT_IN_EXTRACT'
        else 'NO_EXPORT_RECORDED'
    end as export_status,
    p.source_ids
from produced p
join ref.mineral m using (mineral_id)
left join export x on x.mineral_id = p.mineral_id and x.stage = p.stage
left join ref.trade_series s on s.mineral_id = p.mineral_id and s.stage = p.stage and s.is_default
where p.production_t > 0
order by p.world_share desc nulls last, m.name_en, p.form

-- China's share at the stages ore and refined, year by year: in the imports of one importer, and in world production of
-- the mineral in the newest edition that has the year, the form that the trade series counts where there is one. A part of
-- the mineral (magnet rare earths) stands in only where nobody publishes the whole.
with series as (
    select * from ref.trade_series
    where mineral_id = $mineral and is_default and in_extract and purity <> 'BASKET' and stage in ('ore', 'refined')
),
form as (
    select stage, production_form from ref.trade_series where mineral_id = $mineral and is_default
),
bought as (
    select
        d.stage,
        'imports' as what,
        d.year,
        if(d.low_base, null,
            metric.chosen_share($basis, $china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share,
                                d.china_plus_quantity_share)) as china_share,
        d.series_id as counted,
        d.source_ids
    from mart.import_dependence d
    join series using (series_id)
    where d.importer_iso3 = $importer and d.year between $first and $last and d.source_ids is not null
),
made as (
    select w.stage, 'world' as what, w.year, w.china_share, if(w.mineral_id = $mineral, '', w.mineral_id || ': ') || w.form as counted, w.source_ids
    from mart.world_supply w
    join meta.source o using (source_id)
    left join form f using (stage)
    where (w.mineral_id = $mineral or o.source_family = 'iea' and w.mineral_id in (select mineral_id from ref.mineral where parent_id = $mineral))
        and w.stage in ('ore', 'refined') and w.year between $first and $last
        and w.country_count > 1 and w.china_share is not null
        and (w.source_id, w.year) not in (select (source_id, year) from metric.projected_years())
    qualify row_number() over (
        partition by w.stage, w.year
        order by w.mineral_id = $mineral desc, coalesce(w.form = f.production_form, false) desc, w.published_total is not null desc, o.rank,
            o.edition desc, w.country_count desc, w.form
    ) = 1
)
select $mineral as mineral_id, $importer as importer_iso3, $basis as basis, $china as china, * from bought
union all
select $mineral, $importer, $basis, $china, * from made
order by what, stage, year

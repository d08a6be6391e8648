-- Dependent or not, under each named definition. The thresholds are those of ref.definition.

-- GeoDep: the three criteria of each year, and how many of the last three years meet them all.
create or replace temp table geodep_year as
with exports as (
    select exporter_iso3 as iso3, series_id, year, sum(value_usd) as exports_usd from series_flow
    where importer_iso3 <> 'EU27' group by all
    union all
    select 'EU27', series_id, year, sum(value_usd) from series_flow
    where importer_iso3 <> 'EU27'
      and exporter_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
      and importer_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')
    group by all
)
select d.importer_iso3, d.series_id, d.year,
       metric.geodep_criteria(d.hhi_value, w.hhi_value, d.value_usd, coalesce(e.exports_usd, 0)) as meets
from mart.import_dependence d
join ref.trade_series s using (series_id)
left join mart.world_export w on w.series_id = d.series_id and w.year = d.year
left join exports e on e.iso3 = d.importer_iso3 and e.series_id = d.series_id and e.year = d.year
where s.in_extract and s.purity <> 'BASKET' and d.value_usd is not null;

create table mart.geodep as
select importer_iso3, series_id, year, meets,
       count(*) filter (meets) over recent as years_met, count(*) over recent as years_seen
from geodep_year
window recent as (partition by importer_iso3, series_id order by year range between 2 preceding and current row)
order by importer_iso3, series_id, year;
comment on table mart.geodep is 'CEPII GeoDep criteria of one year, and in how many of the last three years they were met.';
comment on column mart.geodep.meets is 'All three criteria hold in this year; NULL where that cannot be judged.';
comment on column mart.geodep.years_met is 'Years of the last three in which they held.';
comment on column mart.geodep.years_seen is 'Years of the last three that have data.';

create or replace macro metric.dependency_flags(basis, china) as table
with base as (
    select d.importer_iso3, d.series_id, d.mineral_id, d.stage, d.year, d.value_usd, d.source_ids,
           case when basis = 'quantity'
                then case when china = 'plus' then d.china_plus_quantity_share else d.china_quantity_share end
                else case when china = 'plus' then d.china_plus_value_share else d.china_value_share end end as china_share,
           case when basis = 'quantity' then d.top_supplier_quantity_share else d.top_supplier_value_share end as top_share,
           d.top_supplier_value_share, d.top_supplier_value_share * d.value_usd as top_usd, g.years_met
    from mart.import_dependence d
    join ref.trade_series s using (series_id)
    left join mart.geodep g using (importer_iso3, series_id, year)
    where d.value_usd is not null and s.purity <> 'BASKET'
)
select b.importer_iso3, b.series_id, b.mineral_id, b.stage, b.year, n.definition_id,
       case n.definition_id
            when 'china50' then b.china_share > n.threshold
            when 'crma65' then b.top_share > n.threshold
            when 'geodep' then b.years_met >= n.threshold
            when 'single80' then b.top_supplier_value_share >= n.threshold and b.top_usd >= 10000000
       end as flagged,
       case n.definition_id
            when 'china50' then b.china_share when 'crma65' then b.top_share
            when 'geodep' then b.years_met when 'single80' then b.top_supplier_value_share
       end as value,
       n.threshold, b.source_ids
from base b cross join ref.definition n;
comment on macro table metric.dependency_flags is 'Every definition for every importer, series and year; basis value or quantity, china mainland or plus. GeoDep and single80 are defined on values.';

create table mart.dependency_flag as
select importer_iso3, series_id, mineral_id, stage, year, definition_id, flagged, value, threshold, source_ids
from metric.dependency_flags('value', 'mainland')
order by importer_iso3, series_id, year, definition_id;
comment on table mart.dependency_flag is 'Dependent or not under each definition, by value and for mainland China; metric.dependency_flags takes the reader''s choice.';
comment on column mart.dependency_flag.flagged is 'True where the definition is met; NULL where it cannot be judged.';
comment on column mart.dependency_flag.value is 'The value compared with the threshold.';
comment on column mart.dependency_flag.threshold is 'The threshold of the definition.';

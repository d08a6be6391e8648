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
window recent as (partition by importer_iso3, series_id order by year range between (metric.threshold_years('geodep_window_years') - 1) preceding and current row)
order by importer_iso3, series_id, year;
comment on table mart.geodep is 'CEPII GeoDep criteria of one year, and in how many of the last three years they were met.';
comment on column mart.geodep.meets is 'All three criteria hold in this year; NULL where that cannot be judged.';
comment on column mart.geodep.years_met is 'Years of the last three in which they held.';
comment on column mart.geodep.years_seen is 'Years of the last three that have data.';

-- Who supplies whom, from core.trade_flow. A series never mixes stages or HS editions.
create schema if not exists mart;

-- Flows by series. Metals that share a basket code are counted once, in the series of the basket.
-- EU27 is one importer: only what comes from outside the 27.
create or replace temp table series_flow as
with national as (
    select f.importer_iso3, c.series_id, f.year, f.exporter_iso3,
           sum(f.value_usd) as value_usd, sum(f.quantity_t) as quantity_t,
           coalesce(sum(f.value_usd) filter (f.quantity_t is not null), 0) as value_with_quantity_usd,
           min(f.completeness) as completeness, min(f.source_id) as source_id
    from core.trade_flow f
    join ref.hs_code c using (hs6, hs_edition)
    join ref.trade_series s using (series_id)
    where c.in_extract and coalesce(s.basket_id, s.series_id) = s.series_id and f.importer_iso3 <> f.exporter_iso3
    group by f.importer_iso3, c.series_id, f.year, f.exporter_iso3
),
bloc as (
    select 'EU27' as importer_iso3, series_id, year, exporter_iso3, sum(value_usd) as value_usd, sum(quantity_t) as quantity_t,
           sum(value_with_quantity_usd) as value_with_quantity_usd, min(completeness) as completeness, min(source_id) as source_id
    from national
    where importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
      and exporter_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')
    group by series_id, year, exporter_iso3
)
select * from national union all by name select * from bloc;

create table mart.supplier_share as
select f.importer_iso3, f.series_id, s.mineral_id, s.stage, f.year, f.exporter_iso3,
       f.value_usd, f.quantity_t,
       metric.share(f.value_usd, sum(f.value_usd) over total) as value_share,
       metric.share(f.quantity_t, sum(f.quantity_t) over total) as quantity_share,
       [f.source_id] as source_ids
from series_flow f
join ref.trade_series s using (series_id)
window total as (partition by f.importer_iso3, f.series_id, f.year)
order by f.importer_iso3, f.series_id, f.year, value_share desc, f.exporter_iso3;
comment on table mart.supplier_share is 'A supplier of an importer in a series and year.';
comment on column mart.supplier_share.importer_iso3 is 'Importer; EU27 holds imports from outside the EU only, never added to its members.';
comment on column mart.supplier_share.value_usd is 'Imports from this supplier, US dollars.';
comment on column mart.supplier_share.quantity_t is 'Imports from this supplier, tonnes; NULL where unknown.';
comment on column mart.supplier_share.value_share is 'Share in the value of imports, 0-1.';
comment on column mart.supplier_share.quantity_share is 'Share in the known tonnes of imports, 0-1; NULL where unknown.';

create table mart.supplier_profile as
select f.exporter_iso3, f.importer_iso3, f.series_id, s.mineral_id, s.stage, f.year, f.value_usd, f.quantity_t,
       metric.share(f.value_usd, sum(f.value_usd) over total) as destination_share,
       metric.share(f.quantity_t, sum(f.quantity_t) over total) as destination_quantity_share,
       [f.source_id] as source_ids
from series_flow f
join ref.trade_series s using (series_id)
where f.importer_iso3 <> 'EU27'
window total as (partition by f.exporter_iso3, f.series_id, f.year)
order by f.exporter_iso3, f.series_id, f.year, destination_share desc, f.importer_iso3;
comment on table mart.supplier_profile is 'A destination of an exporter in a series and year; member states of the EU one by one.';
comment on column mart.supplier_profile.importer_iso3 is 'Destination (ref.country).';
comment on column mart.supplier_profile.value_usd is 'Exports to this destination, US dollars.';
comment on column mart.supplier_profile.quantity_t is 'Exports to this destination, tonnes; NULL where unknown.';
comment on column mart.supplier_profile.destination_share is 'Share of this destination in the value of exports, 0-1.';
comment on column mart.supplier_profile.destination_quantity_share is 'Share of this destination in the known tonnes of exports, 0-1.';

-- Concentration of world exports, needed for GeoDep and for "is there anybody else".
create table mart.world_export as
with exporter as (
    select series_id, year, exporter_iso3, sum(value_usd) as value_usd, sum(quantity_t) as quantity_t, min(source_id) as source_id
    from series_flow where importer_iso3 <> 'EU27' group by series_id, year, exporter_iso3
)
select e.series_id, s.mineral_id, s.stage, e.year, sum(e.value_usd) as value_usd, sum(e.quantity_t) as quantity_t,
       case when s.purity <> 'BASKET' then metric.hhi_from_sums(sum(e.value_usd * e.value_usd), sum(e.value_usd)) end as hhi_value,
       case when s.purity <> 'BASKET' then metric.hhi_from_sums(sum(e.quantity_t * e.quantity_t), sum(e.quantity_t)) end as hhi_quantity,
       arg_max(e.exporter_iso3, (e.value_usd, e.exporter_iso3)) as top_exporter_iso3,
       metric.share(max(e.value_usd), sum(e.value_usd)) as top_exporter_value_share,
       metric.share(coalesce(sum(e.value_usd) filter (metric.is_china(e.exporter_iso3, 'mainland')), 0), sum(e.value_usd)) as china_value_share,
       metric.share(coalesce(sum(e.value_usd) filter (metric.is_china(e.exporter_iso3, 'plus')), 0), sum(e.value_usd)) as china_plus_value_share,
       [min(e.source_id)] as source_ids
from exporter e join ref.trade_series s using (series_id)
group by e.series_id, s.mineral_id, s.stage, e.year, s.purity
order by e.series_id, e.year;
comment on table mart.world_export is 'World exports of a series in a year and how concentrated they are.';
comment on column mart.world_export.value_usd is 'World exports, US dollars; trade inside the EU included.';
comment on column mart.world_export.quantity_t is 'World exports with a known quantity, tonnes.';
comment on column mart.world_export.hhi_value is 'HHI of exporters by value, 0-1; NULL for BASKET codes.';
comment on column mart.world_export.hhi_quantity is 'HHI of exporters by known tonnes, 0-1; NULL for BASKET codes and where no tonnes are known.';
comment on column mart.world_export.top_exporter_iso3 is 'Largest exporter by value.';
comment on column mart.world_export.top_exporter_value_share is 'Its share in the value, 0-1.';
comment on column mart.world_export.china_value_share is 'Share of mainland China in the value, 0-1.';
comment on column mart.world_export.china_plus_value_share is 'Share of China with Hong Kong and Macao in the value, 0-1.';

create table mart.unit_value_outlier as
with unit_value as (
    select *, value_usd / quantity_t as usd_per_t from core.trade_flow where quantity_t > 0 and value_usd > 0
),
centre as (
    select hs6, hs_edition, year, median(ln(usd_per_t)) as median_ln, mad(ln(usd_per_t)) as mad_ln
    from unit_value group by hs6, hs_edition, year
)
select u.year, u.exporter_iso3, u.importer_iso3, u.hs6, u.hs_edition, u.value_usd, u.quantity_t, u.usd_per_t,
       exp(c.median_ln) as median_usd_per_t, metric.robust_z(u.usd_per_t, c.median_ln, c.mad_ln) as z,
       [u.source_id] as source_ids, u.source_file, u.source_row
from unit_value u join centre c using (hs6, hs_edition, year)
where abs(metric.robust_z(u.usd_per_t, c.median_ln, c.mad_ln)) > metric.threshold('outlier_z')
order by u.importer_iso3, u.hs6, u.year;
comment on table mart.unit_value_outlier is 'Flows whose US dollars a tonne lie far from those of the same code and year: flagged, not dropped.';
comment on column mart.unit_value_outlier.usd_per_t is 'Unit value, US dollars a tonne; not a price.';
comment on column mart.unit_value_outlier.median_usd_per_t is 'Median unit value of the code and year, US dollars a tonne.';
comment on column mart.unit_value_outlier.z is 'Robust z-score of ln(unit value); above 3.5 in size.';

-- A country or group as a supplier: what it sells to countries outside itself, and the part that goes to China.

create or replace macro metric.export_flows(seller) as table
select p.series_id, p.year, p.exporter_iso3, p.importer_iso3, p.value_usd, p.quantity_t, p.source_ids
from mart.supplier_profile p
semi join metric.members(seller) e on e.iso3 = p.exporter_iso3
anti join metric.members(seller) i on i.iso3 = p.importer_iso3;
comment on macro table metric.export_flows is 'Exports of a country or group of ref.country_group by series, year and destination; trade inside a group is left out.';

create or replace macro metric.export_dependence(seller, basis, china, first_year, last_year) as table
with flow as (
    select f.series_id, f.year, f.importer_iso3, sum(f.value_usd) as value_usd, sum(f.quantity_t) as quantity_t,
           metric.by_basis(basis, sum(f.value_usd), sum(f.quantity_t)) as amount, any_value(f.source_ids) as source_ids
    from metric.export_flows(seller) f
    where f.year between first_year - 4 and last_year
    group by f.series_id, f.year, f.importer_iso3
),
yearly as (
    select f.series_id, f.year, sum(f.value_usd) as value_usd, sum(f.quantity_t) as quantity_t, count(*) as destination_count,
           coalesce(sum(f.value_usd) filter (metric.is_china(f.importer_iso3, china)), 0) as china_value_usd,
           metric.share(coalesce(sum(f.amount) filter (metric.is_china(f.importer_iso3, china)), 0), sum(f.amount)) as china_share,
           any_value(f.source_ids) as source_ids
    from flow f
    group by f.series_id, f.year
),
judged as (
    select y.*, metric.is_low_base(
               y.value_usd, y.quantity_t,
               count(*) over (partition by y.series_id order by y.year range between 4 preceding and current row),
               least(5, y.year - s.first_year + 1)) as low_base
    from yearly y
    join ref.trade_series s using (series_id)
)
select j.series_id, j.year, j.value_usd, j.quantity_t, j.destination_count, j.china_value_usd,
       case when not o.is_china then j.china_share end as china_share, j.low_base, j.china_share is null as is_unmeasured,
       o.is_china as exporter_is_china, j.source_ids
from judged j
cross join (select metric.includes_china(seller, 'mainland') as is_china) o
where j.year >= first_year;
comment on macro table metric.export_dependence is 'Exports of a country or group by series and year: value, tonnes, buyers, and the share that goes to China (basis value or quantity, china mainland or plus). NULL for China itself, which cannot sell to itself (exporter_is_china), and where no tonnes are known (is_unmeasured). low_base: too small to rank. Shares are taken from sums.';

-- Groups as importers: sums of the members, trade inside the group left out. The EU is an importer of its own and stands
-- in mart.import_dependence, with a grade and definitions.
create table mart.group_dependence as
with member as (
    select group_id, iso3 from ref.country_group where group_id not in (select iso3 from ref.country)
),
holds_china as (
    select group_id, bool_or(metric.is_china(iso3, 'mainland')) as mainland, bool_or(metric.is_china(iso3, 'plus')) as plus
    from member group by group_id
),
flow as (
    select m.group_id, p.series_id, p.year, p.exporter_iso3, c.kind = 'residual' as is_residual,
           sum(p.value_usd) as value_usd, sum(p.quantity_t) as quantity_t, any_value(p.source_ids) as source_ids
    from mart.supplier_share p
    join member m on m.iso3 = p.importer_iso3
    anti join member e on e.group_id = m.group_id and e.iso3 = p.exporter_iso3
    join ref.country c on c.iso3 = p.exporter_iso3
    group by m.group_id, p.series_id, p.year, p.exporter_iso3, c.kind
),
measured as (
    select group_id, series_id, year, sum(value_usd) as value_usd, sum(quantity_t) as quantity_t, count(*) as supplier_count,
           coalesce(sum(value_usd) filter (metric.is_china(exporter_iso3, 'mainland')), 0) as china_usd,
           coalesce(sum(quantity_t) filter (metric.is_china(exporter_iso3, 'mainland')), 0) as china_t,
           coalesce(sum(value_usd) filter (metric.is_china(exporter_iso3, 'plus')), 0) as china_plus_usd,
           coalesce(sum(quantity_t) filter (metric.is_china(exporter_iso3, 'plus')), 0) as china_plus_t,
           coalesce(sum(value_usd) filter (is_residual), 0) as unallocated_usd,
           sum(value_usd * value_usd) as squares_usd, sum(quantity_t * quantity_t) as squares_t,
           arg_max(exporter_iso3, (value_usd, exporter_iso3)) filter (not is_residual) as top_supplier_iso3,
           max(value_usd) filter (not is_residual) as top_usd,
           arg_max(exporter_iso3, (quantity_t, exporter_iso3)) filter (not is_residual and quantity_t is not null) as top_supplier_quantity_iso3,
           max(quantity_t) filter (not is_residual) as top_t,
           any_value(source_ids) as source_ids
    from flow group by group_id, series_id, year
),
judged as (
    select m.*, s.mineral_id, s.stage, s.purity,
           metric.is_low_base(m.value_usd, m.quantity_t, count(*) over recent, least(metric.threshold_years('low_base_window_years'), m.year - s.first_year + 1)) as low_base
    from measured m join ref.trade_series s using (series_id)
    window recent as (partition by m.group_id, m.series_id order by m.year range between (metric.threshold_years('low_base_window_years') - 1) preceding and current row)
)
select j.group_id as importer_iso3, j.series_id, j.mineral_id, j.stage, j.year, j.value_usd, j.quantity_t,
       case when not h.mainland then metric.share(j.china_usd, j.value_usd) end as china_value_share,
       case when not h.mainland then metric.share(j.china_t, j.quantity_t) end as china_quantity_share,
       case when not h.plus then metric.share(j.china_plus_usd, j.value_usd) end as china_plus_value_share,
       case when not h.plus then metric.share(j.china_plus_t, j.quantity_t) end as china_plus_quantity_share,
       case when j.purity <> 'BASKET' then metric.hhi_from_sums(j.squares_usd, j.value_usd) end as hhi_value,
       case when j.purity <> 'BASKET' then metric.hhi_from_sums(j.squares_t, j.quantity_t) end as hhi_quantity,
       metric.effective_suppliers(hhi_value) as effective_suppliers,
       metric.effective_suppliers(hhi_quantity) as effective_suppliers_quantity,
       j.supplier_count, j.top_supplier_iso3, metric.share(j.top_usd, j.value_usd) as top_supplier_value_share,
       j.top_supplier_quantity_iso3, metric.share(j.top_t, j.quantity_t) as top_supplier_quantity_share,
       metric.share(j.unallocated_usd, j.value_usd) as unallocated_value_share, j.low_base,
       case when j.purity = 'BASKET' then 'BASKET_CODE' when j.low_base then 'BELOW_THRESHOLD' end as reason,
       case when j.quantity_t is null then 'QUANTITY_NOT_IN_EXTRACT' end as quantity_reason,
       j.source_ids
from judged j join holds_china h using (group_id)
order by j.group_id, j.series_id, j.year;
comment on table mart.group_dependence is 'A country group (not the EU, which mart.import_dependence holds), series and year with imports from outside the group: how much it buys, from how few, and how much of it from China.';
comment on column mart.group_dependence.importer_iso3 is 'Group (ref.country_group).';
comment on column mart.group_dependence.value_usd is 'Imports of all members from outside the group, US dollars.';
comment on column mart.group_dependence.quantity_t is 'The same with a known quantity, tonnes; NULL where none is known.';
comment on column mart.group_dependence.china_value_share is 'Share of mainland China in the value, 0-1; NULL where China is a member.';
comment on column mart.group_dependence.china_quantity_share is 'Share of mainland China in the known tonnes, 0-1; NULL where China is a member.';
comment on column mart.group_dependence.china_plus_value_share is 'Share of China with Hong Kong and Macao in the value, 0-1; NULL where one of them is a member.';
comment on column mart.group_dependence.china_plus_quantity_share is 'Share of China with Hong Kong and Macao in the known tonnes, 0-1; NULL where one of them is a member.';
comment on column mart.group_dependence.hhi_value is 'HHI of suppliers by value, 0-1; NULL for BASKET codes.';
comment on column mart.group_dependence.hhi_quantity is 'HHI of suppliers by known tonnes, 0-1; NULL for BASKET codes.';
comment on column mart.group_dependence.effective_suppliers is 'Number of equal suppliers with the same hhi_value.';
comment on column mart.group_dependence.effective_suppliers_quantity is 'Number of equal suppliers with the same hhi_quantity.';
comment on column mart.group_dependence.supplier_count is 'Suppliers outside the group.';
comment on column mart.group_dependence.top_supplier_iso3 is 'Largest supplier by value; unallocated areas are left out.';
comment on column mart.group_dependence.top_supplier_value_share is 'Its share in the value, 0-1.';
comment on column mart.group_dependence.top_supplier_quantity_iso3 is 'Largest supplier by known tonnes; unallocated areas are left out.';
comment on column mart.group_dependence.top_supplier_quantity_share is 'Its share in the known tonnes, 0-1.';
comment on column mart.group_dependence.unallocated_value_share is 'Share of the value from areas that are no country, 0-1.';
comment on column mart.group_dependence.low_base is 'Too small to rank (metric.is_low_base).';
comment on column mart.group_dependence.reason is 'Why a figure is set apart: BASKET_CODE, BELOW_THRESHOLD.';
comment on column mart.group_dependence.quantity_reason is 'Why tonnes are missing although a value is there.';

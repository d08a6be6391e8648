-- severity: error
-- about: an infinite or undefined number
select 'supplier_share' as mart, importer_iso3 as key_1, series_id as key_2, year from mart.supplier_share
where isinf(value_share) or isnan(value_share) or isinf(quantity_share) or isnan(quantity_share)
union all
select 'import_dependence', importer_iso3, series_id, year from mart.import_dependence
where list_bool_or(list_transform(
    [china_value_share, china_quantity_share, china_plus_value_share, china_plus_quantity_share, hhi_value, hhi_quantity,
     effective_suppliers, top_supplier_value_share, quantity_coverage, hhi_value_low, hhi_value_high, value_usd, quantity_t],
    lambda v: coalesce(isinf(v) or isnan(v), false)))
union all
select 'world_supply', mineral_id, source_id, year from mart.world_supply
where isinf(hhi) or isnan(hhi) or isinf(top_share) or isnan(top_share) or isinf(china_share) or isnan(china_share)
union all
select 'import_reliance', importer_iso3, series_id, year from mart.import_reliance
where isinf(net_import_reliance) or isnan(net_import_reliance) or isinf(gross_import_share) or isnan(gross_import_share)
union all
select 'world_export', series_id, null, year from mart.world_export where isinf(hhi_value) or isnan(hhi_value)
union all
select 'core.trade_flow', source_file, source_row::varchar, year from core.trade_flow
where isinf(value_usd) or isnan(value_usd) or isinf(quantity_t) or isnan(quantity_t)
union all
select 'core.production', source_file, source_row::varchar, year from core.production where isinf(value) or isnan(value)
union all
select 'core.price', source_file, source_row::varchar, year from core.price where isinf(value) or isnan(value)
union all
select 'core.governance', source_file, source_row::varchar, year from core.governance where isinf(value) or isnan(value)

-- severity: error
-- about: a country as its own supplier
select source_id, source_file, source_row, importer_iso3 from core.trade_flow where importer_iso3 = exporter_iso3
union all
select 'mart.supplier_share', series_id, year, importer_iso3 from mart.supplier_share where importer_iso3 = exporter_iso3

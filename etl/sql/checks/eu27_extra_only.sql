-- severity: error
-- about: an EU member as a supplier of EU27
select series_id, year, exporter_iso3 from mart.supplier_share
where importer_iso3 = 'EU27' and exporter_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')

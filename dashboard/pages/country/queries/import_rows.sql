-- The published rows that the imports of a country or group in one series and year were made of.
select
    year, exporter_iso3, importer_iso3, hs6, hs_edition, value_usd, quantity_t, completeness, source_file, source_row,
    edition, sha256, source_ids
from metric.import_rows([$country], $series)
where year = $year
order by value_usd desc, source_file, source_row

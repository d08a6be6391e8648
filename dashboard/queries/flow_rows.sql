-- The published rows behind the world flows of one series and year.
select
    year, exporter_iso3, importer_iso3, hs6, hs_edition, value_usd, quantity_t, completeness, source_file, source_row,
    edition, sha256, source_ids
from metric.series_rows($series)
where year = $year
order by value_usd desc, source_file, source_row

-- The published rows that the figures of these importers in one series and some years were made of. For the EU as one
-- importer these are the imports of its members from outside.
select
    shown_for, year, exporter_iso3, importer_iso3, hs6, hs_edition, value_usd, quantity_t, completeness, source_file, source_row,
    edition, sha256, source_ids
from metric.import_rows($importers, $series)
where year in (select unnest($years))
order by shown_for, year, value_usd desc, source_file, source_row

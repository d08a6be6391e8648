-- The published rows that one importer's figures of one series and year were made of.
select
    f.year,
    f.exporter_iso3,
    f.importer_iso3,
    f.hs6,
    f.hs_edition,
    f.value_usd,
    f.quantity_t,
    f.completeness,
    f.source_file,
    f.source_row,
    s.edition,
    s.sha256,
    [f.source_id] as source_ids
from metric.trade_rows($importer, $series, $year, $year) f
join meta.source s using (source_id)
order by f.value_usd desc, f.source_file, f.source_row

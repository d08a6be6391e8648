-- The published rows behind the world flows of one series and year.
select
    f.year, f.exporter_iso3, f.importer_iso3, f.hs6, f.hs_edition, f.value_usd, f.quantity_t, f.completeness, f.source_file, f.source_row,
    s.edition, s.sha256, [f.source_id] as source_ids
from core.trade_flow f
join ref.hs_code c using (hs6, hs_edition)
join meta.source s using (source_id)
where c.series_id = $series and c.in_extract and f.year = $year and f.importer_iso3 <> f.exporter_iso3
order by f.value_usd desc, f.source_file, f.source_row

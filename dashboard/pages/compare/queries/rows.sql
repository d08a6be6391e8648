-- The published rows that the figures of these importers in one series and some years were made of. For the EU as one
-- importer these are the imports of its members from outside.
select
    i.importer as shown_for,
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
    o.edition,
    o.sha256,
    [f.source_id] as source_ids
from core.trade_flow f
join ref.hs_code c on c.hs6 = f.hs6 and c.hs_edition = f.hs_edition
join meta.source o using (source_id)
join (select unnest($importers) as importer) i
    on f.importer_iso3 = i.importer
    or (
        i.importer = 'EU27'
        and f.importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
        and f.exporter_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')
    )
where c.series_id = $series and c.in_extract and f.year in (select unnest($years)) and f.importer_iso3 <> f.exporter_iso3
order by i.importer, f.year, f.value_usd desc, f.source_file, f.source_row

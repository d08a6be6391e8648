-- World trade of one series in one year, every pair; members of the EU one by one.
select
    p.exporter_iso3, p.importer_iso3, p.quantity_t, p.value_usd,
    x.name_en as exporter_name_en, x.name_ja as exporter_name_ja, x.kind as exporter_kind, p.source_ids
from mart.supplier_profile p
join ref.country x on x.iso3 = p.exporter_iso3
join ref.country i on i.iso3 = p.importer_iso3
where p.series_id = $series and p.year = $year and x.kind <> 'bloc' and i.kind <> 'bloc'
order by p.exporter_iso3, p.importer_iso3

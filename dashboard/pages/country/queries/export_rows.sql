-- The published rows that the exports of a country or group in one series and year were made of.
with member as (
    select iso3 from ref.country_group where group_id = $country
    union all
    select iso3 from ref.country where iso3 = $country and iso3 not in (select group_id from ref.country_group)
)
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
    o.edition,
    o.sha256,
    [f.source_id] as source_ids
from core.trade_flow f
join ref.hs_code c on c.hs6 = f.hs6 and c.hs_edition = f.hs_edition
join meta.source o using (source_id)
semi join member e on e.iso3 = f.exporter_iso3
anti join member i on i.iso3 = f.importer_iso3
where c.series_id = $series and c.in_extract and f.year = $year
order by f.value_usd desc, f.source_file, f.source_row

-- Exports of one series by supplier in the five years up to the one given, known tonnes only; members of the EU one by one,
-- or together without the trade among them.
with eu as (
    select iso3 from metric.members('EU27')
),
flow as (
    select
        if($as_bloc and p.exporter_iso3 in (select iso3 from eu), 'EU27', p.exporter_iso3) as exporter_iso3,
        if($as_bloc and p.importer_iso3 in (select iso3 from eu), 'EU27', p.importer_iso3) as importer_iso3,
        p.year, p.quantity_t, p.source_ids
    from mart.supplier_profile p
    where p.series_id = $series and p.year between $year - 4 and $year
)
select exporter_iso3, year, sum(quantity_t) as quantity_t, any_value(source_ids) as source_ids
from flow
where exporter_iso3 <> importer_iso3
group by exporter_iso3, year
having sum(quantity_t) is not null
order by exporter_iso3, year

-- Who can be looked at as an importer: Japan first, then blocs, then countries by name.
with importer as (
    select distinct importer_iso3 as iso3 from mart.supplier_share
)
select
    c.iso3,
    c.name_en as importer_name_en,
    c.name_ja as importer_name_ja,
    c.kind
from importer
join ref.country c using (iso3)
where c.kind not in ('residual', 'world')
order by c.iso3 <> 'JPN', c.kind <> 'bloc', c.name_en

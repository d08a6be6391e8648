-- Country groups and their members that are importers of their own.
select g.group_id, g.name_en as group_name_en, g.name_ja as group_name_ja, g.iso3, c.name_en as member_name_en, c.name_ja as member_name_ja
from ref.country_group g
join ref.country c using (iso3)
where g.group_id <> 'CHINA_PLUS' and g.iso3 in (select distinct importer_iso3 from mart.supplier_share)
order by g.group_id, c.name_en

-- Who can be looked at on the country page: groups and countries that trade, groups first.
with trader as (
    select distinct importer_iso3 as iso3 from mart.supplier_share
    union
    select distinct exporter_iso3 from mart.supplier_profile
),
member_count as (
    select group_id, any_value(name_en) as name_en, any_value(name_ja) as name_ja, count(*) as members
    from ref.country_group
    where group_id <> 'CHINA_PLUS'
    group by group_id
)
select group_id as country_id, name_en as country_name_en, name_ja as country_name_ja, members, true as is_group
from member_count
union all
select c.iso3, c.name_en, c.name_ja, 1, false
from trader
join ref.country c using (iso3)
where c.kind not in ('residual', 'world', 'bloc')
order by is_group desc, country_name_en

-- severity: error
-- about: a country or mineral that is not in the reference lists
with used as (
    select 'country' as kind, 'core.trade_flow exporter' as place, exporter_iso3 as id from core.trade_flow
    union select 'country', 'core.trade_flow importer', importer_iso3 from core.trade_flow
    union select 'country', 'core.production', iso3 from core.production
    union select 'country', 'core.reserve', iso3 from core.reserve
    union select 'country', 'core.supply_share', iso3 from core.supply_share
    union select 'country', 'core.criticality', iso3 from core.criticality
    union select 'country', 'core.import_reliance', iso3 from core.import_reliance
    union select 'country', 'core.governance', iso3 from core.governance
    union select 'country', 'core.published_point', unnest([from_iso3, to_iso3]) from core.published_point
    union select 'country', 'ref.country_group', iso3 from ref.country_group
    union select 'country', 'ref.country_alias', iso3 from ref.country_alias
    union select 'mineral', 'core.production', mineral_id from core.production
    union select 'mineral', 'core.reserve', mineral_id from core.reserve
    union select 'mineral', 'core.supply_share', mineral_id from core.supply_share
    union select 'mineral', 'core.criticality', mineral_id from core.criticality
    union select 'mineral', 'core.import_reliance', mineral_id from core.import_reliance
    union select 'mineral', 'core.price', mineral_id from core.price
    union select 'mineral', 'core.published_point', mineral_id from core.published_point
    union select 'mineral', 'ref.trade_series', mineral_id from ref.trade_series
    union select 'mineral', 'ref.mineral_alias', mineral_id from ref.mineral_alias where mineral_id is not null
    union select 'mineral', 'ref.mineral parent', parent_id from ref.mineral where parent_id is not null
)
select u.* from used u
left join ref.country c on u.kind = 'country' and c.iso3 = u.id
left join ref.mineral m on u.kind = 'mineral' and m.mineral_id = u.id
where u.id is not null and c.iso3 is null and m.mineral_id is null

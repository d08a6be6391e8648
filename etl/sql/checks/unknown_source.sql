-- severity: error
-- about: a figure whose source is not in meta.source
with used as (
    select distinct 'core.trade_flow' as place, source_id from core.trade_flow
    union select distinct 'core.production', source_id from core.production
    union select distinct 'core.reserve', source_id from core.reserve
    union select distinct 'core.supply_share', source_id from core.supply_share
    union select distinct 'core.criticality', source_id from core.criticality
    union select distinct 'core.governance', source_id from core.governance
    union select distinct 'core.price', source_id from core.price
    union select distinct 'core.import_reliance', source_id from core.import_reliance
    union select distinct 'core.published_point', source_id from core.published_point
    union select distinct 'mart.supplier_share', unnest(source_ids) from mart.supplier_share
    union select distinct 'mart.import_dependence', unnest(source_ids) from mart.import_dependence
    union select distinct 'mart.world_supply', unnest(source_ids) from mart.world_supply
)
select * from used anti join meta.source using (source_id)
union all
select 'mart.supplier_share', 'none' from mart.supplier_share where coalesce(len(source_ids), 0) = 0
union all
select 'mart.import_dependence', 'none' from mart.import_dependence where value_usd is not null and coalesce(len(source_ids), 0) = 0

-- severity: error
-- about: a slice none of whose rows arrived in its table
with arrived as (
    select source_id, 'trade_flow' as core_table from core.trade_flow
    union select source_id, 'production' from core.production
    union select source_id, 'reserve' from core.reserve
    union select source_id, 'supply_share' from core.supply_share
    union select source_id, 'criticality' from core.criticality
    union select source_id, 'governance' from core.governance
    union select source_id, 'price' from core.price
    union select source_id, 'import_reliance' from core.import_reliance
    union select source_id, 'published_point' from core.published_point
)
select slice_path, source_id, core_table from meta.slice anti join arrived using (source_id, core_table)

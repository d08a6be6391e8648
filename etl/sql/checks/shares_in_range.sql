-- severity: error
-- about: a share or an HHI outside 0-1
select 'supplier_share' as mart, importer_iso3, series_id, year, value_share as value
from mart.supplier_share
where not coalesce(value_share between 0 and 1 + 1e-9, true) or not coalesce(quantity_share between 0 and 1 + 1e-9, true)
union all
select 'import_dependence', importer_iso3, series_id, year,
       greatest(china_value_share, china_plus_value_share, hhi_value, hhi_value_high, top_supplier_value_share, quantity_coverage)
from mart.import_dependence
where least(china_value_share, china_quantity_share, china_plus_value_share, china_plus_quantity_share, hhi_value, hhi_quantity,
            hhi_value_low, top_supplier_value_share, top_supplier_quantity_share, quantity_coverage, cr3_value,
            china_value_share_low) < 0
   or greatest(china_value_share, china_quantity_share, china_plus_value_share, china_plus_quantity_share, hhi_value, hhi_quantity,
               hhi_value_high, top_supplier_value_share, top_supplier_quantity_share, quantity_coverage, cr3_value,
               china_value_share_high) > 1 + 1e-9
union all
select 'world_supply', source_id, mineral_id || ' ' || stage || ' ' || form, year, greatest(hhi, top_share, china_share)
from mart.world_supply
where least(hhi, top_share, china_share) < 0 or greatest(hhi, top_share, china_share, top3_share) > 1 + 1e-9
union all
select 'supplier_profile', exporter_iso3, series_id, year, destination_share
from mart.supplier_profile where not destination_share between 0 and 1 + 1e-9

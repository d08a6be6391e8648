-- severity: error
-- about: a key that occurs more than once
select 'core.trade_flow' as place, concat_ws(' ', hs_edition, year, exporter_iso3, importer_iso3, hs6) as key_columns, count(*) as rows
from core.trade_flow group by hs_edition, year, exporter_iso3, importer_iso3, hs6 having count(*) > 1
union all
select 'core.production', concat_ws(' ', source_id, mineral_id, iso3, year, stage, measure, form), count(*)
from core.production where iso3 <> 'OTH' group by source_id, mineral_id, iso3, year, stage, measure, form having count(*) > 1
union all
select 'core.reserve', concat_ws(' ', source_id, mineral_id, iso3, year, form), count(*)
from core.reserve where iso3 <> 'OTH' group by source_id, mineral_id, iso3, year, form having count(*) > 1
union all
select 'core.governance', concat_ws(' ', source_id, iso3, year, indicator), count(*)
from core.governance group by source_id, iso3, year, indicator having count(*) > 1
union all
select 'core.supply_share', concat_ws(' ', source_id, mineral_id, iso3, year, stage, scope), count(*)
from core.supply_share group by source_id, mineral_id, iso3, year, stage, scope having count(*) > 1
union all
select 'mart.supplier_share', concat_ws(' ', importer_iso3, series_id, year, exporter_iso3), count(*)
from mart.supplier_share group by importer_iso3, series_id, year, exporter_iso3 having count(*) > 1
union all
select 'mart.import_dependence', concat_ws(' ', importer_iso3, series_id, year), count(*)
from mart.import_dependence group by importer_iso3, series_id, year having count(*) > 1
union all
select 'mart.dependency_flag', concat_ws(' ', importer_iso3, series_id, year, definition_id), count(*)
from mart.dependency_flag group by importer_iso3, series_id, year, definition_id having count(*) > 1
union all
select 'mart.world_supply', concat_ws(' ', source_id, mineral_id, stage, form, year), count(*)
from mart.world_supply group by source_id, mineral_id, stage, form, year having count(*) > 1

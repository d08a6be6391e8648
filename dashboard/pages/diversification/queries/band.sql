-- China's share in one year under every choice that can be made.
with reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select $importer as importer_iso3, $mineral as mineral_id, $stage as stage, $year as year, b.* exclude (source_ids),
    coalesce(b.source_ids, r.source_ids) as source_ids
from metric.china_share_band($importer, $mineral, $stage, $year) b
cross join reference r

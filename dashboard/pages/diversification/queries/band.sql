-- China's share in one year under every choice that can be made.
select $importer as importer_iso3, $mineral as mineral_id, $stage as stage, $year as year, b.* exclude (source_ids),
    coalesce(b.source_ids, metric.sources_of('reference')) as source_ids
from metric.china_share_band($importer, $mineral, $stage, $year) b

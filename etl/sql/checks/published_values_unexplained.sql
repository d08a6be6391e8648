-- severity: error
-- about: a published figure that ours differs from, or has no counterpart for, without a reason
select check_id, metric, mineral_id, iso3, partner_iso3, year, stage, kind, published_value, our_value, tolerance, verdict
from meta.published_check where (verdict in ('differs', 'no counterpart') and reason is null) or verdict = 'missing'

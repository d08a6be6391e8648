-- severity: info
-- about: a published figure that ours differs from by more than its tolerance, with the reason
select check_id, mineral_id, iso3, year, published_value, round(our_value, 3) as our_value, unit, reason
from meta.published_check where verdict = 'differs'

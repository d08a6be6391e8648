-- severity: error
-- about: a mineral and stage without exactly one default series
select mineral_id, stage, count(*) filter (is_default) as defaults
from ref.trade_series group by mineral_id, stage having count(*) filter (is_default) <> 1

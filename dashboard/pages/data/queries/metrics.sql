-- What every metric means and how it is computed.
with list as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select m.*, l.source_ids
from meta.metric m
cross join list l
order by m.metric_id

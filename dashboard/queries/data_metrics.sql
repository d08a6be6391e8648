-- What every metric means and how it is computed.
select m.*, metric.sources_of('reference') as source_ids
from meta.metric m
order by m.metric_id

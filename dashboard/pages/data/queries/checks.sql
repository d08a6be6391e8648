-- The checks of this build: what each looks for and how many rows it found. They look at every release.
with looked_at as (
    select list(source_id order by source_id) as source_ids from meta.source
)
select c.check_name, c.severity, c.about, c.failures, c.sample, l.source_ids
from meta.check_result c
cross join looked_at l
order by c.failures = 0, c.severity <> 'error', c.severity <> 'warning', c.check_name

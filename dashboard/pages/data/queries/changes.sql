-- What changed in the numbers, newest first.
with list as (
    select list(source_id order by source_id) as source_ids from meta.source
)
select c.day, c.changes, l.source_ids
from meta.changelog c
cross join list l
order by c.entry

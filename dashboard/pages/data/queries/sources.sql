-- Every release: what it is, its terms, when it was taken, what it feeds and when the next one is expected.
with taken as (
    select source_id, sum(rows) as rows, list(distinct core_table order by core_table) as core_tables
    from meta.slice
    group by source_id
)
select
    s.source_id,
    s.producer,
    s.title,
    s.edition,
    s.licence,
    s.may_ship,
    s.period,
    s.accessed_on,
    t.rows,
    t.core_tables,
    s.next_release,
    s.note,
    s.citation,
    s.url,
    s.sha256,
    [s.source_id] as source_ids
from meta.source s
left join taken t using (source_id)
order by s.producer, s.title, s.edition desc

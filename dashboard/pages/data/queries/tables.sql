-- Every table and view of this file that can be taken away, with what one row of it is.
with made_from as (
    select list(source_id order by source_id) as source_ids from meta.source
),
listed as (
    select schema_name, table_name, column_count, comment from duckdb_tables()
    union all
    select schema_name, view_name, column_count, comment from duckdb_views() where not internal
)
select t.schema_name || '.' || t.table_name as table_id, t.column_count as columns, t.comment as about, m.source_ids
from listed t
cross join made_from m
where t.schema_name in ('core', 'mart', 'register', 'ref', 'meta')
order by t.schema_name, t.table_name

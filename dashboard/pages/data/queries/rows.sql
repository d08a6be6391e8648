-- Rows of one table.
select count(*) as rows from query_table($table_id)

-- severity: error
-- about: a column of a mart that meta.column does not explain
select table_name, column_name
from duckdb_columns()
where schema_name = 'mart' and column_name not in (select column_name from meta.column)
order by 1, 2

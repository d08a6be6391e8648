-- The rules of the quality grade, in the words that stand beside their formulas in this file.
with list as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select f.function_name as rule_id, f.comment as rule, f.macro_definition as formula, l.source_ids
from duckdb_functions() f
cross join list l
where f.schema_name = 'metric' and f.function_name like 'grade\_%' escape '\' and f.function_name <> 'grade_reasons'
order by f.function_name

-- The rules of the quality grade, in the words that stand beside their formulas in this file.
select f.function_name as rule_id, f.comment as rule, f.macro_definition as formula, metric.sources_of('reference') as source_ids
from duckdb_functions() f
where f.schema_name = 'metric' and f.function_name like 'grade\_%' escape '\' and f.function_name <> 'grade_reasons'
order by f.function_name

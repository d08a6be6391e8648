-- What this file says about itself, and how its checks and comparisons came out.
select
    b.build_id,
    b.built_at,
    b.data_version,
    b.code_version,
    b.duckdb_version,
    (select count(*) from meta.source) as releases,
    (select sum(rows) from meta.slice) as published_rows,
    (select count(*) from meta.check_result where severity <> 'info') as checks,
    (select count(*) from meta.check_result where severity = 'error' and failures > 0) as errors,
    (select count(*) from meta.check_result where severity = 'warning' and failures > 0) as warnings,
    (select count(*) from meta.published_check) as published,
    (select count(*) from meta.published_check where verdict = 'agrees') as agree,
    (select count(*) from meta.published_check where verdict = 'differs') as differ
from meta.build b

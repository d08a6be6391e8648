-- How many definitions of dependence an import meets, under every choice of a reader. Counted here once, because a page
-- asks for it with every row.
create table mart.definitions_met as
with judged as (
    select 'value' as basis, 'mainland' as china, f.* from metric.dependency_flags('value', 'mainland') f
    union all
    select 'value', 'plus', f.* from metric.dependency_flags('value', 'plus') f
    union all
    select 'quantity', 'mainland', f.* from metric.dependency_flags('quantity', 'mainland') f
    union all
    select 'quantity', 'plus', f.* from metric.dependency_flags('quantity', 'plus') f
)
select importer_iso3, basis, china, series_id, year, count(*) filter (flagged) as definitions_met, count(flagged) as definitions_judged,
       string_agg(definition_id, '; ' order by definition_id) filter (flagged) as definitions_met_ids
from judged
group by importer_iso3, basis, china, series_id, year
order by importer_iso3, basis, china, series_id, year;
comment on table mart.definitions_met is 'How many definitions of dependence (metric.dependency_flags) the imports of a series meet in a year, by basis and by what counts as China.';
comment on column mart.definitions_met.basis is 'value or quantity.';
comment on column mart.definitions_met.china is 'mainland, or plus: with Hong Kong and Macao.';
comment on column mart.definitions_met.definitions_met is 'Definitions that are met.';
comment on column mart.definitions_met.definitions_judged is 'Definitions that could be judged.';
comment on column mart.definitions_met.definitions_met_ids is 'Those that are met (ref.definition); NULL where none is.';

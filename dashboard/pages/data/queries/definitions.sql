-- The named definitions of dependence: the rule, its threshold, whose it is and what it does not say.
with list as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select
    d.definition_id,
    d.label_en as definition_name_en,
    d.label_ja as definition_name_ja,
    d.rule,
    d.threshold,
    d.unit,
    d.reference,
    d.caveat,
    l.source_ids
from ref.definition d
cross join list l
order by d.definition_id

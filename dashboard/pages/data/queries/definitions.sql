-- The named definitions of dependence: the rule, its threshold, whose it is and what it does not say.
select
    d.definition_id,
    d.label_en as definition_name_en,
    d.label_ja as definition_name_ja,
    d.rule,
    d.threshold,
    d.unit,
    d.reference,
    d.caveat,
    metric.sources_of('reference') as source_ids
from ref.definition d
order by d.definition_id

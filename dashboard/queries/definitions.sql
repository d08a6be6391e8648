-- The named definitions of dependence.
select definition_id, label_en as definition_name_en, label_ja as definition_name_ja, rule, threshold, unit, reference, caveat
from ref.definition
order by definition_id

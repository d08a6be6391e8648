-- Where sources do not agree: both values, the preferred one and why.
select
    disagreement_id as record_id, topic, value_a, source_a, value_b, source_b, other_values, preferred, preferred_side, reason, kind,
    fact_ids, mineral_ids, country_iso3s, confidence, source_url, publisher, source_file, source_row, [source_id] as source_ids
from register.disagreement
order by disagreement_id

-- Context of the article with whose claim each sentence is.
select
    context_id as record_id, topic, statement, tone, countries, country_iso3s, mineral_ids, value, unit, date as dated, confidence,
    source_url, publisher, source_file, source_row, [source_id] as source_ids
from register.context
order by topic = 'human rights', topic, context_id

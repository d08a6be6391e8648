-- What speaks for, against or about one record, and the disagreement that it comes from.
select
    e.record_id, e.relation, e.says, e.url, e.disagreement_id, d.topic, d.preferred, d.reason, e.related_id, r.title as related_title,
    r.statement as related_statement, metric.sources_of('register') as source_ids
from register.evidence e
left join register.disagreement d using (disagreement_id)
left join register.record r on r.record_id = e.related_id
where e.record_id = $record
order by list_position(['contradicts', 'qualifies', 'corroborates', 'same_fact'], e.relation), e.disagreement_id, e.related_id, e.url

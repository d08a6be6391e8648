-- The target of the Tokyo Declaration, and how many documents were signed: the count that the register prefers, and
-- the number of the article beside it.
select
    t.commitment_id as record_id,
    t.date_from as declared_on,
    len(t.counterpart_iso3s) as states,
    t.amount_low,
    t.amount_high,
    t.currency,
    year(t.period_to) - year(t.period_from) as years,
    contains(t.status, 'target') as is_target,
    metric.register_checked_on() as checked_on,
    try_cast(regexp_extract(case d.preferred_side when 'A' then d.value_a when 'B' then d.value_b end, '[0-9]+') as integer) as documents,
    try_cast(regexp_extract(a.numbers, '^>([0-9]+)', 1) as integer) as article_more_than,
    a.publisher as article
from register.commitment t
left join register.disagreement d on d.disagreement_id = 'D02'
left join register.claim a on a.claim_id = 'A19'
where t.commitment_id = 'C01'

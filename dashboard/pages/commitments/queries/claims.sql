-- The claims of the article in their order, with how many sources speak for and against each.
with weighed as (
    select
        record_id,
        count(distinct url) filter (relation = 'corroborates') as corroborating,
        list(distinct says order by says) filter (relation = 'contradicts' and says is not null) as contradicted_by,
        list(distinct says order by says) filter (relation = 'qualifies' and says is not null) as qualified_by,
        list(distinct disagreement_id order by disagreement_id) filter (disagreement_id is not null) as disagreement_ids,
        list(distinct related_id order by related_id) filter (related_id is not null) as related_ids
    from register.evidence
    where record_type = 'claim'
    group by record_id
),
page as (
    -- The page that shows the most of what the claim is about.
    select c.claim_id, min(x.mineral_id) as page_mineral_id
    from (select claim_id, unnest(mineral_ids) as mineral_id from register.claim) c
    join ref.mineral x on x.mineral_id = c.mineral_id and x.kind <> 'group'
    group by c.claim_id
)
select
    c.claim_id as record_id, c.paragraph, c.statement, c.numbers, c.verification, c.verification_status, c.mineral_ids, c.country_iso3s,
    coalesce(w.corroborating, 0) as corroborating, w.contradicted_by, w.qualified_by, w.disagreement_ids, w.related_ids,
    p.page_mineral_id, c.confidence, c.notes, c.source_url, c.publisher, c.locator, c.source_file, c.source_row, [c.source_id] as source_ids
from register.claim c
left join weighed w on w.record_id = c.claim_id
left join page p using (claim_id)
order by c.claim_id

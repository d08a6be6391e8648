-- What the article says of uranium, whether a contract behind it was found, the contracts from before, and whether any
-- release holds the customs code.
with earlier as (
    select count(distinct p.project_id) as contracts, list(distinct c.name_en order by c.name_en) as names_en,
        list(distinct c.name_ja order by c.name_ja) as names_ja
    from register.project p
    join ref.country c on c.iso3 = p.country_iso3
    where list_contains(p.mineral_ids, 'uranium') and contains(p.stage, 'offtake') and p.state = 'agreed' and p.japan_link = 'yes'
        and p.country_iso3 in (select iso3 from metric.members('CENTRAL_ASIA'))
        and p.signed_from < (select date_from from register.commitment where commitment_id = 'C01')
)
select
    p.project_id as record_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    a.publisher as article,
    p.state <> 'unknown' or p.companies is not null as is_known,
    e.contracts as earlier_contracts,
    e.names_en as earlier_names_en,
    e.names_ja as earlier_names_ja,
    p.hs6s[1] as customs_code,
    exists (from ref.hs_code h where h.hs6 = p.hs6s[1] and h.in_extract) as is_in_release
from register.project p
join ref.mineral m on m.mineral_id = 'uranium'
join register.claim a on a.claim_id = 'A21'
cross join earlier e
where p.project_id = 'P02'

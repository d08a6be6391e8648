-- Export controls on a day: one row per measure and mineral, those of China first, then by mineral; what is in force
-- stands before what is over.
select
    e.event_id as record_id, e.* exclude (event_id), m.name_en as mineral_name_en, m.name_ja as mineral_name_ja,
    list_contains(e.issuer_iso3s, 'CHN') as is_of_china
from metric.event_state($day::date) e
left join ref.mineral m on m.mineral_id = e.mineral_id
order by is_of_china desc, e.mineral_id is null, m.name_en,
    list_position(['in_force', 'suspended', 'unknown', 'announced', 'ended'], e.state), e.announced_from desc, e.event_id

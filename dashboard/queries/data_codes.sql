-- The customs codes behind each mineral and stage: how purely they stand for it, what they hide, and which are missing.
select
    h.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    h.stage,
    h.hs_edition,
    h.hs6,
    h.form,
    h.purity,
    h.in_extract,
    s.is_default,
    h.note,
    h.series_id,
    metric.sources_of('reference') as source_ids
from ref.hs_code h
join ref.mineral m using (mineral_id)
join ref.trade_series s using (series_id)
order by m.name_en, h.stage, h.hs_edition desc, h.hs6

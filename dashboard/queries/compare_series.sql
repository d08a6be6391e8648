-- The series of a mineral that stands for a stage; where the mineral has no such stage, its next best: with data before
-- without, refined before ore before product. A basket code is shown as the basket that it is.
select
    coalesce(t.basket_id, t.series_id) as series_id,
    t.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    t.stage,
    t.hs_edition,
    t.label_en as codes_in_words,
    t.purity,
    t.in_extract,
    t.first_year,
    t.last_year,
    t.note
from ref.trade_series t
join ref.mineral m using (mineral_id)
where t.mineral_id = $mineral and t.is_default
order by t.stage = $stage desc, t.in_extract desc, list_position(['refined', 'ore', 'product'], t.stage)
limit 1

-- The series of a mineral that stands for a stage; where the mineral has no such stage, its next best: with data before
-- without, refined before ore before product. A mineral in a basket code gets the basket, under the basket's name.
select
    s.series_id,
    s.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    s.stage,
    s.hs_edition,
    s.label_en as codes_in_words,
    s.purity,
    s.in_extract,
    s.first_year,
    s.last_year,
    s.note,
    s.mineral_id <> t.mineral_id as is_other_mineral
from ref.trade_series t
join ref.trade_series s on s.series_id = coalesce(t.basket_id, t.series_id)
join ref.mineral m on m.mineral_id = s.mineral_id
where t.mineral_id = $mineral and t.is_default
order by t.stage = $stage desc, t.in_extract desc, list_position(['refined', 'ore', 'product'], t.stage)
limit 1

-- The default series of a mineral at each stage, and the series that figures can be made of: its own, or the basket that
-- holds it. Codes behind it are listed; where no release has them, usable is false.
select
    s.stage,
    s.series_id as own_series_id,
    t.series_id,
    t.mineral_id as series_mineral_id,
    m.name_en as series_mineral_name_en,
    m.name_ja as series_mineral_name_ja,
    t.purity = 'BASKET' as is_basket,
    t.series_id <> s.series_id as is_held,
    t.in_extract as usable,
    t.hs_edition,
    t.first_year,
    t.last_year,
    t.production_form,
    c.hs_codes_held as hs_codes
from ref.trade_series s
join ref.trade_series t on t.series_id = coalesce(s.basket_id, s.series_id)
join ref.mineral m on m.mineral_id = t.mineral_id
left join metric.codes_in_words() c on c.series_id = t.series_id
where s.mineral_id = $mineral and s.is_default
order by array_position(['refined', 'ore', 'product'], s.stage)

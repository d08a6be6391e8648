-- The customs codes of a mineral at each stage and in each edition, how pure they are and what they hide.
select
    c.stage, c.hs6, c.hs_edition, c.form, c.purity, c.in_extract, t.is_default, c.series_id, t.basket_id, t.first_year, t.last_year,
    c.note as code_note, t.note as series_note, metric.sources_of('reference') as source_ids
from ref.hs_code c
join ref.trade_series t using (series_id)
where c.mineral_id = $mineral
order by array_position(['ore', 'refined', 'product'], c.stage), not t.is_default, c.hs_edition, c.hs6

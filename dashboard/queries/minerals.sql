-- Minerals with a trade series or a page of their own.
select
    mineral_id,
    name_en as mineral_name_en,
    name_ja as mineral_name_ja,
    symbol
from ref.mineral
where kind in ('mineral', 'basket') or mineral_id in (select mineral_id from ref.trade_series)
order by name_en

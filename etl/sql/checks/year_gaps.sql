-- severity: warning
-- about: a year without any flow between the first and the last of a series
select s.series_id, y.year
from ref.trade_series s, lateral (select unnest(range(s.first_year, s.last_year + 1)) as year) y
where s.in_extract and coalesce(s.basket_id, s.series_id) = s.series_id
  and not exists (select 1 from mart.world_export w where w.series_id = s.series_id and w.year = y.year)

-- severity: warning
-- about: a series and year in which tonnes are known for under 80 % of world trade value
select c.series_id, f.year, round(metric.share(coalesce(sum(f.value_usd) filter (f.quantity_t is not null), 0), sum(f.value_usd)), 3) as coverage
from core.trade_flow f join ref.hs_code c using (hs6, hs_edition) join ref.trade_series s using (series_id)
where c.in_extract and coalesce(s.basket_id, s.series_id) = s.series_id
  and (f.hs_edition, f.year) in (select hs_edition, year from core.trade_flow group by all having count(quantity_t) > 0)
group by c.series_id, f.year
having coverage < metric.threshold('check_quantity_coverage')
order by coverage

-- severity: warning
-- about: countries that add up to over 5 % more or less than the published world total
select source_id, mineral_id, stage, form, year, published_total, sum_of_parts,
       round(metric.share(sum_of_parts, published_total), 3) as ratio
from mart.world_supply
where unit = 't' and published_total is not null and abs(metric.share(sum_of_parts, published_total) - 1) > metric.threshold('check_world_total_gap')
order by abs(metric.share(sum_of_parts, published_total) - 1) desc

-- severity: info
-- about: codes by the number of flows whose unit value is far off (flagged in mart.unit_value_outlier, not dropped)
select hs_edition, hs6, count(*) as flows, round(sum(value_usd) / 1e6, 1) as million_usd
from mart.unit_value_outlier group by hs_edition, hs6 order by flows desc

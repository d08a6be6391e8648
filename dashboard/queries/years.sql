-- Years with trade; the latest one is provisional, because its publisher revises it in the next release.
with trade_year as (
    select distinct year from mart.supplier_share
)
select year, year = max(year) over () as provisional
from trade_year
order by year

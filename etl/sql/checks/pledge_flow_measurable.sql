-- severity: error
-- about: a pledge called measurable without a single year of data, a production pledge with several forms in a year, or the reverse
with found as (
    select pledge_flow_id, count(*) as years, count(distinct year) as distinct_years from mart.pledge_flow_year group by pledge_flow_id
)
select p.source_row, p.pledge_flow_id, p.measure, p.series_id, p.production_source_id, coalesce(f.years, 0) as years,
       case when p.measurable and f.years is null then 'measurable, but no data'
            when f.years <> f.distinct_years then 'several figures in one year'
            when not p.measurable and (p.series_id is not null or p.production_mineral_id is not null) then 'not measurable, yet a series or production is named'
            when p.measurable and (p.series_id is not null) = (p.production_mineral_id is not null)
            then 'either a series or production must be named' end as problem
from register.pledge_flow p left join found f using (pledge_flow_id)
where problem is not null

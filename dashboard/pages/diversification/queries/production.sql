-- Production and capacity at the stage of a series, the form that the series counts, newest edition that has the year.
with series as (
    select * from ref.trade_series where series_id = $series
),
figure as (
    select p.*
    from metric.production_rows() p
    join series s on s.mineral_id = p.mineral_id and s.stage = p.stage and s.production_form = p.form
    join ref.country c on c.iso3 = p.iso3 and c.kind in ('country', 'territory')
    where p.year = $year and p.status <> 'projected'
    qualify p.source_id = max(p.source_id) over ()
)
select iso3, measure, sum(value_t) as value_t, any_value(weight_basis) as weight_basis, any_value(form) as form,
    any_value(edition) as edition, list_distinct(list(source_id)) as source_ids
from figure
where value_t is not null
group by iso3, measure
order by iso3, measure

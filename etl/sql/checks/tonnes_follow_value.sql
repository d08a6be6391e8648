-- severity: error
-- about: a figure in tonnes that is not its value in the published unit, or that lies outside its own bounds
with figure as (
    select 'core.production' as place, source_id, source_file, source_row, value, value_low, value_high, unit, value_t from core.production
    union all
    select 'core.reserve', source_id, source_file, source_row, value, value_low, value_high, unit, value_t from core.reserve
)
select f.place, f.source_id, f.source_file, f.source_row, f.value, f.value_low, f.value_high, f.unit, f.value_t
from figure f left join ref.unit u using (unit)
where f.value_t is distinct from f.value * u.tonnes_per_unit and not coalesce(abs(f.value_t / nullif(f.value * u.tonnes_per_unit, 0) - 1) < 1e-9, false)
   or f.value < f.value_low or f.value > f.value_high

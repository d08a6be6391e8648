-- Monthly world market prices of a mineral; newest edition.
select
    p.mineral_id, p.form, p.market, p.year, p.month, make_date(p.year, p.month, 15) as middle_of_month, p.value, p.unit, p.status,
    p.edition, p.source_file, p.source_row, p.source_ids
from metric.price_rows() p
where p.month is not null and p.mineral_id = $mineral and p.year between $first_year and $last_year + 2
qualify p.edition = max(p.edition) over (partition by p.form, p.unit)
order by p.form, p.unit, p.year, p.month

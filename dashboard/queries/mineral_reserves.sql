-- Reserves by country as one edition has them.
select
    p.mineral_id, p.stage, p.form, p.weight_basis, p.iso3, c.name_en as country_name_en, c.name_ja as country_name_ja, c.kind, p.year,
    p.value, p.value_low, p.value_high, p.value_text, p.unit, p.value_t, p.status, p.note, p.edition, p.source_file, p.source_row,
    p.source_ids
from metric.reserve_rows() p
join ref.country c using (iso3)
where p.source_id = $source and p.mineral_id = $mineral
order by p.form, array_position(['world', 'residual'], c.kind) nulls first, p.value_t desc nulls last, c.name_en

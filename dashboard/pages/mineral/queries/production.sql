-- Production by country as one edition of one publisher has it, in the years that it gives; the share is that in the
-- world total of the same edition. Figures of different editions or publishers are never put into one series.
select
    p.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    p.stage,
    p.form,
    p.weight_basis,
    p.iso3,
    c.name_en as country_name_en,
    c.name_ja as country_name_ja,
    c.kind,
    p.year,
    p.value,
    p.value_low,
    p.value_high,
    p.value_text,
    p.unit,
    p.value_t,
    w.world_share,
    p.status,
    p.note,
    p.edition,
    p.source_file,
    p.source_row,
    p.source_ids
from metric.production_rows() p
join ref.country c using (iso3)
join ref.mineral m using (mineral_id)
left join mart.world_supply_country w
    on w.source_id = p.source_id and w.mineral_id = p.mineral_id and w.stage = p.stage and w.form = p.form
    and w.iso3 = p.iso3 and w.year = p.year and w.source_file = p.source_file and w.source_row = p.source_row
where p.source_id = $source and p.measure = 'production'
  and p.mineral_id in (select mineral_id from metric.mineral_parts($mineral))
order by
    p.mineral_id <> $mineral, array_position(['ore', 'refined', 'product'], p.stage), p.form, p.year,
    array_position(['world', 'residual'], c.kind) nulls first, p.value_t desc nulls last, c.name_en

-- Published prices of a mineral and of its parts, a year at a time, each from the newest edition that has the year.
select
    p.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja, p.form, p.market, p.year, p.value, p.value_low, p.value_high,
    p.value_text, p.unit, p.status, p.edition, p.note, p.source_file, p.source_row, p.source_ids
from metric.price_rows() p
join ref.mineral m using (mineral_id)
where p.month is null
  and p.mineral_id in (select mineral_id from metric.mineral_parts($mineral))
  and p.year between $first_year and $last_year + 2
qualify p.edition = max(p.edition) over (partition by p.mineral_id, p.form, p.market, p.unit, p.year)
order by p.mineral_id <> $mineral, p.mineral_id, p.form, p.market, p.unit, p.year

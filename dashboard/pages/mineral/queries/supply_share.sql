-- Shares of countries in world supply, or in what the EU uses, as the EU study publishes them.
select
    p.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    p.stage,
    p.scope,
    p.period,
    p.year,
    p.iso3,
    c.name_en as country_name_en,
    c.name_ja as country_name_ja,
    p.value as share,
    p.value_text,
    p.status,
    p.edition,
    p.source_file,
    p.source_row,
    p.source_ids
from metric.supply_share_rows() p
join ref.country c using (iso3)
join ref.mineral m using (mineral_id)
where p.scope = any($scopes)
  and p.mineral_id in (select mineral_id from metric.mineral_parts($mineral))
order by p.scope, p.mineral_id <> $mineral, array_position(['refined', 'ore'], p.stage), m.name_en, p.value desc nulls last, c.name_en

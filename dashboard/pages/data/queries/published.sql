-- Our figures beside published ones, those that differ first.
select
    p.check_id,
    p.metric,
    p.mineral_id,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    p.iso3,
    c.name_en as country_name_en,
    c.name_ja as country_name_ja,
    p.partner_iso3,
    s.name_en as partner_name_en,
    s.name_ja as partner_name_ja,
    p.stage,
    p.year,
    p.published_value,
    p.our_value,
    p.difference,
    p.tolerance,
    p.unit,
    p.verdict,
    p.reason,
    p.note,
    p.publisher,
    p.url,
    [coalesce(p.our_source_id, 'reference_2026_11')] as source_ids
from meta.published_check p
left join ref.mineral m using (mineral_id)
left join ref.country c on c.iso3 = p.iso3
left join ref.country s on s.iso3 = p.partner_iso3
order by p.verdict <> 'differs', p.verdict <> 'missing', p.verdict <> 'agrees', p.check_id

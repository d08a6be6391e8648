-- Figures printed in reports and the press, each by itself: points with gaps, not a series, and never joined to the
-- trade statistics. A conflict is another value printed for the same label, partners, period and unit.
with point as (
    select * from metric.published_points($mineral) where topic = any($topics)
)
select
    p.topic, p.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja, p.label, p.from_iso3, f.name_en as from_name_en,
    f.name_ja as from_name_ja, p.to_iso3, t.name_en as to_name_en, t.name_ja as to_name_ja, p.period_start, p.period_end,
    date_diff('day', p.period_start, p.period_end) + 1 as period_days,
    p.value, p.value_high, p.unit, p.basis, p.qualifier,
    count(distinct (p.value, p.value_high)) over (
        partition by p.topic, p.mineral_id, p.label, p.from_iso3, p.to_iso3, p.period_start, p.period_end, p.unit
    ) > 1 as in_conflict,
    p.confidence, p.note, p.publisher, p.published_date, p.source_url, p.source_file, p.source_row, p.source_ids
from point p
join ref.mineral m using (mineral_id)
left join ref.country f on f.iso3 = p.from_iso3
left join ref.country t on t.iso3 = p.to_iso3
order by p.topic, p.mineral_id <> $mineral, p.mineral_id, p.label, p.unit, p.period_start, p.period_end, p.to_iso3, p.value,
    p.source_file, p.source_row

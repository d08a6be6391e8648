-- Change of China's share between two years: all importers of one series, and all series of one importer; whether the
-- chosen definition of dependence is met in either year.
with flag as (
    select importer_iso3, series_id,
        bool_or(flagged) filter (year = $first) as met_from, bool_or(flagged) filter (year = $last) as met_to
    from metric.dependency_flags($basis, $china)
    where definition_id = $definition and year in ($first, $last) and (series_id = $series or importer_iso3 = $importer)
    group by importer_iso3, series_id
)
select
    l.importer_iso3, i.name_en as importer_name_en, i.name_ja as importer_name_ja, i.kind as importer_kind,
    l.mineral_id, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja, l.stage, l.series_id,
    $first as year_from, $last as year_to, $basis as basis, $china as china, $definition as definition_id, f.met_from, f.met_to,
    l.* exclude (importer_iso3, mineral_id, stage, series_id, source_ids),
    l.source_ids
from metric.league($first, $last, $basis, $china) l
join ref.country i on i.iso3 = l.importer_iso3
join ref.mineral m using (mineral_id)
left join flag f on f.importer_iso3 = l.importer_iso3 and f.series_id = l.series_id
where l.series_id = $series or l.importer_iso3 = $importer
order by l.in_ranking desc, l.change_points nulls last, i.name_en, m.name_en, l.stage

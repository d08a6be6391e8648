-- File, line and hash of the published rows behind a table or figure that shows them one by one.
select
    figure.kind, figure.mineral_id, figure.iso3, figure.year, figure.what, figure.value_text, figure.value, figure.unit, figure.status,
    figure.edition, figure.source_file, figure.source_row, s.sha256, [figure.source_id] as source_ids
from (
    select 'production' as kind, mineral_id, iso3, year, form as what, value_text, value, unit, status, edition, source_file, source_row, source_id
    from core.production where measure = 'production'
    union all by name
    select 'reserve' as kind, mineral_id, iso3, year, form as what, value_text, value, unit, status, edition, source_file, source_row, source_id
    from core.reserve
    union all by name
    select 'supply_share' as kind, mineral_id, iso3, year, scope || ', ' || stage as what, value_text, value, unit, status, edition, source_file,
        source_row, source_id
    from core.supply_share
    union all by name
    select 'price' as kind, mineral_id, null as iso3, year, form || coalesce(', ' || market, '') as what, value_text, value, unit, status, edition,
        source_file, source_row, source_id
    from core.price
) figure
join meta.source s using (source_id)
where figure.kind = $kind and figure.source_id = $source
  and figure.mineral_id in (select mineral_id from ref.mineral where mineral_id = $mineral or parent_id = $mineral)
order by figure.mineral_id <> $mineral, figure.what, figure.year, figure.value desc nulls last, figure.source_row

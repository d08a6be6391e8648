-- File, line and hash of the published rows behind a table or figure that shows them one by one.
select
    kind, mineral_id, iso3, year, what, value_text, value, unit, status, edition, source_file, source_row, sha256, source_ids
from metric.published_rows($kind)
where source_id = $source and mineral_id in (select mineral_id from metric.mineral_parts($mineral))
order by mineral_id <> $mineral, what, year, value desc nulls last, source_row

-- The committed files that this build was made of.
select slice_path, source_id, core_table, rows, previous_rows, sha256, [source_id] as source_ids
from meta.slice
order by slice_path

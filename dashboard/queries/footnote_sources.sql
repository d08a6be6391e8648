-- The releases behind a panel, for its footnote and the Sources sheet of its download.
select source_id, producer, title, short, edition, citation, url, licence, accessed_on, sha256, period, note
from meta.source
where source_id = any($source_ids)
order by source_id

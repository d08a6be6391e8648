-- Who publishes production of a mineral or of its parts, edition by edition, newest first.
select p.source_id, s.producer, s.title, p.edition, max(p.year) as last_year
from metric.production_rows() p
join meta.source s using (source_id)
where p.measure = 'production' and p.mineral_id in (select mineral_id from metric.mineral_parts($mineral))
group by p.source_id, s.producer, s.title, p.edition
order by s.producer, p.edition desc

-- Dependent or not, under each named definition.

create table mart.dependency_flag as
select importer_iso3, series_id, mineral_id, stage, year, definition_id, flagged, value, threshold, source_ids
from metric.dependency_flags('value', 'mainland')
order by importer_iso3, series_id, year, definition_id;
comment on table mart.dependency_flag is 'Dependent or not under each definition, by value and for mainland China; metric.dependency_flags takes the reader''s choice.';
comment on column mart.dependency_flag.flagged is 'True where the definition is met; NULL where it cannot be judged.';
comment on column mart.dependency_flag.value is 'The value compared with the threshold.';
comment on column mart.dependency_flag.threshold is 'The threshold of the definition.';

-- The published rows that a figure was made of, each with its file, line, edition and hash.

create or replace macro metric.series_rows(series) as table
select f.year, f.exporter_iso3, f.importer_iso3, f.hs6, f.hs_edition, f.value_usd, f.quantity_t, f.completeness,
       f.source_file, f.source_row, o.edition, o.sha256, f.source_id, [f.source_id] as source_ids
from core.trade_flow f
join ref.hs_code c on c.hs6 = f.hs6 and c.hs_edition = f.hs_edition
join meta.source o using (source_id)
where c.series_id = series and c.in_extract and f.importer_iso3 <> f.exporter_iso3;
comment on macro table metric.series_rows is 'The published flows behind the world trade of a series.';

create or replace macro metric.import_rows(importers, series) as table
select m.id as shown_for, r.*
from metric.series_rows(series) r
join metric.members_of(importers) m on m.iso3 = r.importer_iso3
anti join metric.members_of(importers) e on e.id = m.id and e.iso3 = r.exporter_iso3;
comment on macro table metric.import_rows is 'The published flows behind the imports of a series by each of a list of countries or groups (shown_for); for a group the imports of its members from outside it.';

create or replace macro metric.export_rows(exporters, series) as table
select m.id as shown_for, r.*
from metric.series_rows(series) r
join metric.members_of(exporters) m on m.iso3 = r.exporter_iso3
anti join metric.members_of(exporters) i on i.id = m.id and i.iso3 = r.importer_iso3;
comment on macro table metric.export_rows is 'The published flows behind the exports of a series by each of a list of countries or groups (shown_for); for a group what its members sell outside it.';

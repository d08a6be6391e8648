-- severity: error
-- about: a pledge that points to a missing record, series, country, mineral or release, or whose source is not that of its record
select p.source_row, p.pledge_flow_id, p.record_id,
       case when r.record_id is null then 'record is missing'
            when r.source_url <> p.source_url or r.publisher <> p.publisher then 'source is not that of the record'
            when p.series_id is not null and s.series_id is null then 'series is unknown'
            when s.series_id is not null and not s.in_extract then 'series is in no release'
            when s.basket_id is not null then 'series shares its code with other metals'
            when s.series_id is not null and (s.mineral_id <> p.mineral_id or s.stage <> p.stage) then 'series is of another mineral or stage'
            when e.iso3 is null then 'exporter is unknown'
            when i.iso3 is null then 'importer is unknown'
            when m.mineral_id is null then 'mineral is unknown'
            when p.production_source_id is not null and f.source_id is null then 'release is unknown' end as problem
from register.pledge_flow p
left join register.record r on r.record_type = p.record_type and r.record_id = p.record_id
left join ref.trade_series s on s.series_id = p.series_id
left join ref.country e on e.iso3 = p.exporter_iso3
left join ref.country i on i.iso3 = p.importer_iso3
left join ref.mineral m on m.mineral_id = p.mineral_id
left join meta.source f on f.source_id = p.production_source_id
where problem is not null

-- Who mines and who refines, one publisher and edition at a time.

-- The published world total is the denominator, as publishers take it themselves, although totals are rounded. Where
-- there is none, the sum of all rows is; where the named countries exceed it by over 10 %, so that it cannot be their
-- total, their sum is. Residual rows are not trusted for that: some repeat named countries.
create table mart.world_supply as
with figure as (
    select mineral_id, stage, form, year, source_id, iso3, value_t as amount, 't' as unit
    from core.production where measure = 'production' and value_t is not null
    union all
    select mineral_id, stage, 'share of world supply', year, source_id, iso3, value, 'share'
    from core.supply_share where scope = 'global' and value is not null
),
parts as (
    select f.*, c.kind from figure f join ref.country c using (iso3)
),
total as (
    select mineral_id, stage, form, year, source_id,
           max(amount) filter (kind = 'world') as published_total,
           sum(amount) filter (kind <> 'world') as sum_of_parts,
           case when any_value(unit) = 'share' then greatest(1, sum(amount) filter (kind <> 'world'))
                when metric.threshold('named_over_total') * max(amount) filter (kind = 'world') >= sum(amount) filter (kind not in ('world', 'residual'))
                then max(amount) filter (kind = 'world')
                else sum(amount) filter (kind <> 'world') end as world_total,
           sum(amount) filter (kind not in ('world', 'residual')) as named
    from parts group by mineral_id, stage, form, year, source_id
),
shared as (
    select p.*, t.world_total, t.published_total, t.sum_of_parts, greatest(t.world_total, t.named) as hhi_total, metric.share(p.amount, t.world_total) as world_share
    from parts p join total t using (mineral_id, stage, form, year, source_id)
    where p.kind not in ('world', 'residual')
)
select mineral_id, stage, form, year, source_id, world_total, any_value(unit) as unit, any_value(published_total) as published_total,
       any_value(sum_of_parts) as sum_of_parts, count(*) filter (amount > 0) as country_count,
       metric.hhi_from_sums(sum(amount * amount), any_value(hhi_total)) as hhi,
       power(greatest(0, 1 - sum(world_share)), 2) as hhi_unallocated,
       arg_max(iso3, (amount, iso3)) as top_iso3, max(world_share) as top_share,
       least(1, metric.cr3(list(world_share))) as top3_share,
       coalesce(max(world_share) filter (iso3 = 'CHN'), 0) as china_share,
       [source_id] as source_ids
from shared
group by mineral_id, stage, form, year, source_id, world_total
having world_total > 0
order by mineral_id, stage, form, year, source_id;
comment on table mart.world_supply is 'World production of a mineral at a stage as one edition has it: total, concentration, largest producer, China.';
comment on column mart.world_supply.world_total is 'Denominator: the published world total; the sum of the rows where none is published or the named countries exceed it by over 10 %. Tonnes or share.';
comment on column mart.world_supply.published_total is 'World total as published.';
comment on column mart.world_supply.sum_of_parts is 'Sum of the countries and of the other countries.';
comment on column mart.world_supply.hhi is 'HHI of the named countries, 0-1: a lower bound where other countries are not named.';
comment on column mart.world_supply.hhi_unallocated is 'What is added to hhi if all that is not named were one country.';
comment on column mart.world_supply.unit is 't (tonnes, weight basis as in core.production) or share (0-1).';
comment on column mart.world_supply.country_count is 'Named countries with production above zero.';
comment on column mart.world_supply.top_iso3 is 'Largest producer (ref.country).';
comment on column mart.world_supply.top_share is 'Share of the largest producer, 0-1.';
comment on column mart.world_supply.top3_share is 'Share of the three largest producers, 0-1.';
comment on column mart.world_supply.china_share is 'Share of China, 0-1; 0 only where the publisher lists producers and China is not among them.';

create table mart.world_supply_country as
select p.mineral_id, p.stage, p.form, p.year, p.source_id, p.iso3, p.value_t, metric.share(p.value_t, w.world_total) as world_share,
       p.status, p.edition, [p.source_id] as source_ids, p.source_file, p.source_row
from core.production p
join ref.country c using (iso3)
join mart.world_supply w using (mineral_id, stage, form, year, source_id)
where p.measure = 'production' and c.kind not in ('world') and p.value_t is not null
order by p.mineral_id, p.stage, p.form, p.year, p.source_id, world_share desc;
comment on table mart.world_supply_country is 'Production of a country and its share in the world, as one edition has it.';
comment on column mart.world_supply_country.value_t is 'Production, tonnes (weight basis as in core.production).';
comment on column mart.world_supply_country.world_share is 'Share in the world total, 0-1.';

-- Import reliance: only where production of the same stage is published for the country (ref.trade_series names the
-- form that counts the same thing) and may be compared with the gross mass that customs count: gross weight, or the
-- metal itself.
create table mart.import_reliance as
with newest_edition as (
    select * from core.production
    where measure = 'production' and list_contains(metric.sources_of('usgs_mcs'), source_id)
      and iso3 in (select iso3 from ref.country where kind in ('country', 'territory'))
    qualify edition = max(edition) over (partition by mineral_id, form, iso3, year)
),
trade as (
    select s.mineral_id, s.stage, s.series_id, d.importer_iso3 as iso3, d.year, d.quantity_t as imports_t, d.quantity_coverage,
           e.exports_t, list_distinct(d.source_ids || [p.source_id]) as source_ids,
           p.value_t as production_t, p.weight_basis, p.form
    from mart.import_dependence d
    join ref.trade_series s using (series_id)
    join newest_edition p on p.mineral_id = s.mineral_id and p.stage = s.stage and p.form = s.production_form
     and p.iso3 = d.importer_iso3 and p.year = d.year
    left join (select exporter_iso3, series_id, year, sum(quantity_t) as exports_t from mart.supplier_profile group by all) e
        on e.exporter_iso3 = d.importer_iso3 and e.series_id = d.series_id and e.year = d.year
    where s.in_extract and s.is_default
)
select iso3 as importer_iso3, series_id, mineral_id, stage, year, form, weight_basis, production_t, imports_t, exports_t,
       case when comparable then metric.net_import_reliance(production_t, imports_t, exports_t) end as net_import_reliance,
       case when comparable then metric.eu_import_reliance(production_t, imports_t, exports_t) end as eu_import_reliance,
       case when comparable then metric.gross_import_share(production_t, imports_t) end as gross_import_share,
       case when production_t is null then 'NO_PRODUCTION_DATA'
            when weight_basis not in ('gross', 'metal') then 'CONTENT_BASIS_DIFFERS'
            when imports_t is null then 'QUANTITY_NOT_IN_EXTRACT'
            when production_t + imports_t - exports_t <= 0 then 'CONSUMPTION_NOT_ABOVE_ZERO' end as reason,
       source_ids
from (select * replace (coalesce(exports_t, 0) as exports_t),
             production_t is not null and imports_t is not null and weight_basis in ('gross', 'metal') as comparable
      from trade)
order by importer_iso3, series_id, year;
comment on table mart.import_reliance is 'Import reliance of a country where USGS publishes its production of the same stage; without stocks and secondary supply.';
comment on column mart.import_reliance.production_t is 'Production of the country, tonnes.';
comment on column mart.import_reliance.imports_t is 'Imports with a known quantity, tonnes.';
comment on column mart.import_reliance.exports_t is 'Exports with a known quantity, tonnes; 0 where none are reported.';
comment on column mart.import_reliance.net_import_reliance is '(I - E) / (P + I - E); below 0: net exporter.';
comment on column mart.import_reliance.eu_import_reliance is 'EU method, 0-1.';
comment on column mart.import_reliance.gross_import_share is 'I / (P + I), 0-1.';
comment on column mart.import_reliance.reason is 'Why it is missing: CONTENT_BASIS_DIFFERS (metal content against gross trade weight), NO_PRODUCTION_DATA, QUANTITY_NOT_IN_EXTRACT, CONSUMPTION_NOT_ABOVE_ZERO (exports exceed production and imports).';

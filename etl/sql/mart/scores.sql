-- GeoPolRisk for every importer, mineral and year that has world production; every component stands beside the score.

-- World production that a series is held against, newest edition, one form a year: what the series itself counts; else
-- another form of the same stage; else mining. Without a published world total concentration would be a guess.
create or replace temp table score_supply as
with newest as (
    select w.* from mart.world_supply w join meta.source o using (source_id)
    where w.published_total is not null and o.source_family in ('usgs_mcs', 'wna_uranium')
    qualify row_number() over (partition by w.mineral_id, w.stage, w.form, w.year order by o.rank, o.edition desc) = 1
),
candidate as (
    select s.series_id, w.year, w.stage as hhi_stage, w.form as hhi_form, w.source_id, w.hhi, w.hhi_unallocated, w.country_count,
           case when w.stage = s.stage and w.form = s.production_form then 1 when w.stage = s.stage then 2 else 3 end as distance
    from ref.trade_series s
    join newest w on w.mineral_id = s.mineral_id and (w.stage = s.stage or w.stage = 'ore')
    where s.is_default and s.stage in ('ore', 'refined') and w.year <= (select max(year) from core.trade_flow)
)
select * from candidate
qualify row_number() over (partition by series_id, year order by distance, country_count desc, hhi_form) = 1;

-- Instability of every country; a year without a survey takes the last one before it.
create or replace temp table score_instability as
with wanted as (select distinct year from score_supply),
survey as (select iso3, year, metric.instability(value) as instability, source_id from core.governance where indicator = 'pv' and value is not null)
select w.year, s.iso3, s.instability, s.year as survey_year, s.source_id
from wanted w join survey s on s.year <= w.year
qualify row_number() over (partition by w.year, s.iso3 order by s.year desc) = 1;

-- Own production, only where it is counted like the imports: same form, and gross weight or the metal itself.
create or replace temp table score_domestic as
with country as (
    select p.iso3, w.series_id, w.year, p.value_t, p.status, w.distance = 1 and p.weight_basis in ('gross', 'metal') as comparable
    from score_supply w join ref.trade_series s using (series_id)
    join core.production p on p.mineral_id = s.mineral_id and p.stage = w.hhi_stage and p.form = w.hhi_form and p.year = w.year
     and p.source_id = w.source_id and p.measure = 'production'
),
grouped as (
    select iso3 as importer_iso3, * exclude (iso3) from country
    union all
    select 'EU27', series_id, year, value_t, status, comparable from country
    where iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
)
select importer_iso3, series_id, year, coalesce(sum(value_t) filter (comparable), 0) as domestic_t,
       list_filter(list_distinct([
           case when bool_or(not comparable and (value_t > 0 or status = 'withheld')) then 'DOMESTIC_NOT_COMPARABLE' end,
           case when bool_or(comparable and status = 'withheld') then 'DOMESTIC_WITHHELD' end]), lambda f: f is not null) as flags
from grouped group by importer_iso3, series_id, year;

create or replace temp table score_imports as
with fallback as (select year, median(instability) as instability, max(source_id) as source_id from score_instability group by year)
select f.importer_iso3, f.series_id, f.year, sum(f.quantity_t) as imports_t,
       sum(f.quantity_t * coalesce(g.instability, b.instability)) as risk_weighted_imports_t,
       metric.share(coalesce(sum(f.quantity_t) filter (g.instability is null), 0), sum(f.quantity_t)) as governance_fallback_share,
       max(g.survey_year) as survey_year, min(f.source_ids[1]) as source_id, max(b.source_id) as governance_source_id
from mart.supplier_share f
join (select distinct series_id, year from score_supply) using (series_id, year)
join fallback b using (year)
left join score_instability g on g.iso3 = f.exporter_iso3 and g.year = f.year
where f.quantity_t is not null
group by f.importer_iso3, f.series_id, f.year;

create table mart.geopolrisk as
with panel as (
    select d.importer_iso3, d.mineral_id, d.stage, d.series_id, d.year, d.quantity_coverage, d.low_base, d.reason as trade_reason, d.quantity_reason,
           w.hhi, w.hhi_stage, w.hhi_form, w.hhi_unallocated, w.distance, w.source_id as supply_source_id
    from mart.import_dependence d
    join ref.trade_series s using (series_id)
    left join score_supply w using (series_id, year)
    where s.is_default and s.stage in ('ore', 'refined') and d.reason is distinct from 'COUNTRY_NOT_IN_RELEASE'
      and (w.series_id is not null
           or (d.year in (select year from score_supply where list_contains(metric.sources_of('usgs_mcs'), source_id))
               and not exists (select 1 from score_supply x where x.series_id = d.series_id)))
),
joined as (
    select p.*, i.imports_t, i.risk_weighted_imports_t, i.governance_fallback_share, i.survey_year, i.source_id, i.governance_source_id,
           coalesce(m.domestic_t, 0) as domestic_t, m.flags as domestic_flags,
           case when p.trade_reason <> 'BELOW_THRESHOLD' then p.trade_reason
                when p.quantity_reason is not null then p.quantity_reason
                when coalesce(i.imports_t, 0) = 0 then 'QUANTITY_ZERO'
                when p.hhi is null then 'NO_PRODUCTION_DATA' end as reason
    from panel p
    left join score_imports i using (importer_iso3, series_id, year)
    left join score_domestic m using (importer_iso3, series_id, year)
)
select j.importer_iso3, j.mineral_id, j.stage, j.series_id, j.year,
       case when j.reason is null then metric.geopolrisk(j.hhi, j.risk_weighted_imports_t, j.imports_t, j.domestic_t) end as score,
       j.hhi, j.hhi_stage, j.hhi_form,
       case when j.reason is null then metric.weighted_import_risk(j.risk_weighted_imports_t, j.imports_t, j.domestic_t) end as weighted_import_risk,
       j.risk_weighted_imports_t, j.imports_t,
       case when j.hhi is not null then j.domestic_t end as domestic_t, j.governance_fallback_share, j.quantity_coverage, j.reason,
       list_filter([
           case j.distance when 2 then 'HHI_OF_OTHER_FORM' when 3 then 'HHI_OF_ORE' end,
           case when j.hhi_unallocated > metric.threshold('unnamed_producers_hhi') then 'PRODUCERS_PARTLY_UNNAMED' end,
           case when j.reason is null and j.survey_year < j.year then 'GOVERNANCE_OF_' || j.survey_year end,
           case when j.reason is null and j.governance_fallback_share > 0 then 'GOVERNANCE_PARTLY_MEDIAN' end,
           case when j.reason is null and j.quantity_coverage < metric.threshold('known_quantity') then 'QUANTITY_PARTLY_UNKNOWN' end,
           case when j.low_base and j.imports_t > 0 then 'LOW_BASE' end] || coalesce(j.domestic_flags, []), lambda f: f is not null) as flags,
       list_filter([j.source_id, j.supply_source_id, j.governance_source_id], lambda s: s is not null) as source_ids
from joined j
order by j.series_id, j.year, j.importer_iso3;
comment on table mart.geopolrisk is 'GeoPolRisk of an importer, mineral, stage and year: HHI of world production x sum(instability x imports) / (imports + domestic production). NULL with a reason where others print 0 for missing trade.';
comment on column mart.geopolrisk.importer_iso3 is 'Importer; EU27: imports from outside the EU, production of its members.';
comment on column mart.geopolrisk.mineral_id is 'Mineral.';
comment on column mart.geopolrisk.stage is 'Stage of the imports: ore or refined.';
comment on column mart.geopolrisk.year is 'Calendar year.';
comment on column mart.geopolrisk.series_id is 'Default series of the mineral at that stage; imports are its known tonnes.';
comment on column mart.geopolrisk.score is 'hhi x weighted_import_risk, 0-1; NULL where reason is set.';
comment on column mart.geopolrisk.hhi is 'HHI of world production, newest edition that has the year (mart.world_supply), 0-1.';
comment on column mart.geopolrisk.hhi_stage is 'Stage whose production hhi is about: that of the imports where the publisher has it, else ore.';
comment on column mart.geopolrisk.hhi_form is 'What that production counts.';
comment on column mart.geopolrisk.weighted_import_risk is 'risk_weighted_imports_t / (imports_t + domestic_t), 0-1.';
comment on column mart.geopolrisk.risk_weighted_imports_t is 'Sum over suppliers of tonnes x instability, (2.5 - political stability) / 5 within 0-1; suppliers without a WGI estimate at the world median of the year.';
comment on column mart.geopolrisk.imports_t is 'Imports with a known quantity, tonnes.';
comment on column mart.geopolrisk.domestic_t is 'Own production, tonnes; 0 where none is listed, or where it is not counted like the imports (flag DOMESTIC_NOT_COMPARABLE, DOMESTIC_WITHHELD).';
comment on column mart.geopolrisk.governance_fallback_share is 'Share of imports_t from suppliers at the median instability, 0-1.';
comment on column mart.geopolrisk.quantity_coverage is 'Share of the import value whose tonnes are known, 0-1.';
comment on column mart.geopolrisk.reason is 'Why there is no score: NO_TRADE_REPORTED, QUANTITY_NOT_IN_EXTRACT, QUANTITY_ZERO, BASKET_CODE, CODE_NOT_IN_EXTRACT, NO_PRODUCTION_DATA.';
comment on column mart.geopolrisk.flags is 'HHI_OF_OTHER_FORM, HHI_OF_ORE (production of another form or of the ore), PRODUCERS_PARTLY_UNNAMED (over 10 %), GOVERNANCE_OF_<year>, GOVERNANCE_PARTLY_MEDIAN, QUANTITY_PARTLY_UNKNOWN, LOW_BASE, DOMESTIC_NOT_COMPARABLE, DOMESTIC_WITHHELD.';
comment on column mart.geopolrisk.source_ids is 'Releases of the trade, the production and the governance figures.';

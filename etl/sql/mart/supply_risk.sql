-- The supply-risk formula of the EU studies applied to any importer. Our application, not a figure of the EU:
-- world supply and trade parameters are those of the study (2016-2020), sourcing and governance those of the period.

create or replace temp table risk_period as
with last as (select max(year) as year from core.trade_flow)
select '2016-2020' as period, 2016 as first_year, 2020 as last_year
union all
select (year - 4) || '-' || year, year - 4, year from last where year <> 2020;

-- World supply: the shares of the study; else the newest year and edition of the USGS. Trade parameters of the study.
create or replace temp table risk_supply as
with usgs as (
    select w.mineral_id, w.stage, w.form, w.year, w.source_id from mart.world_supply w join meta.source o using (source_id)
    where w.published_total is not null and o.source_family = 'usgs_mcs' and w.year <= (select max(year) from core.trade_flow)
    qualify row_number() over (partition by w.mineral_id, w.stage order by o.edition desc, w.year desc, w.country_count desc, w.form) = 1
),
study as (
    select mineral_id, stage, iso3, value as share, trade_parameter, source_id from core.supply_share where scope = 'global' and value is not null
),
listed as (
    select * from study
    union all
    select c.mineral_id, c.stage, c.iso3, c.world_share, null, c.source_id
    from mart.world_supply_country c join usgs u using (mineral_id, stage, form, year, source_id)
    where not exists (select 1 from study s where s.mineral_id = c.mineral_id and s.stage = c.stage)
      and c.iso3 in (select iso3 from ref.country where kind in ('country', 'territory'))
)
select l.*, l.share > 0 as produces from listed l
where l.mineral_id in (select mineral_id from ref.trade_series where is_default and stage in ('ore', 'refined'));

create or replace temp table risk_governance as
with yearly as (
    select iso3, year, avg(value) as wgi, any_value(source_id) as source_id from core.governance group by iso3, year
),
mean as (
    select p.period, y.iso3, metric.governance_risk(avg(y.wgi)) as risk, any_value(y.source_id) as source_id
    from yearly y join risk_period p on y.year between p.first_year and p.last_year group by p.period, y.iso3
)
select c.iso3, p.period, coalesce(m.risk, median(m.risk) over (partition by p.period)) as risk, m.risk is null as is_median,
       any_value(m.source_id) over () as source_id
from ref.country c cross join risk_period p left join mean m on m.iso3 = c.iso3 and m.period = p.period;

-- Inside the EU and under its trade agreements the study lowers the trade parameter; for other importers it is at least 1.
create or replace temp table risk_world as
select s.mineral_id, s.stage, g.period, e.in_eu,
       metric.hhi_governance(list(s.share), list(g.risk),
                             list(case when e.in_eu then coalesce(s.trade_parameter, 1) else greatest(1, coalesce(s.trade_parameter, 1)) end)) as hhi,
       any_value(s.source_id) as source_id
from risk_supply s join risk_governance g using (iso3) cross join (select unnest([true, false]) as in_eu) e
group by s.mineral_id, s.stage, g.period, e.in_eu;

create or replace temp table risk_flow as
with eu as (select iso3 from ref.country_group where group_id = 'EU27'),
purchase as (
    select f.importer_iso3, f.series_id, f.mineral_id, f.stage, p.period, f.exporter_iso3, sum(f.quantity_t) as total_t, any_value(f.source_ids[1]) as source_id
    from mart.supplier_share f
    join ref.trade_series s using (series_id)
    join risk_period p on f.year between p.first_year and p.last_year
    where s.is_default and s.stage in ('ore', 'refined') and s.purity <> 'BASKET' and f.quantity_t > 0
    group by f.importer_iso3, f.series_id, f.mineral_id, f.stage, p.period, f.exporter_iso3
),
years as (
    select d.importer_iso3, d.series_id, p.period, count(*) as years from mart.import_dependence d
    join risk_period p on d.year between p.first_year and p.last_year
    where d.quantity_t > 0 group by d.importer_iso3, d.series_id, p.period
),
own as (
    select r.importer_iso3, r.series_id, r.mineral_id, r.stage, p.period, avg(r.production_t) as mean_t, list_sort(list_distinct(flatten(list(r.source_ids)))) as source_ids
    from mart.import_reliance r join risk_period p on r.year between p.first_year and p.last_year
    where r.reason is null or r.reason = 'CONSUMPTION_NOT_ABOVE_ZERO'
    group by r.importer_iso3, r.series_id, r.mineral_id, r.stage, p.period
)
select b.importer_iso3, b.series_id, b.mineral_id, b.stage, b.period, b.exporter_iso3, b.total_t / y.years as mean_t, [b.source_id] as source_ids,
       case when b.importer_iso3 in (select iso3 from eu) or b.importer_iso3 = 'EU27'
            then coalesce(t.trade_parameter, case when b.exporter_iso3 in (select iso3 from eu) then 0.8 else 1 end)
            else greatest(1, coalesce(w.trade_parameter, 1)) end as trade_parameter
from purchase b
join years y using (importer_iso3, series_id, period)
left join core.supply_share t on t.scope = 'eu_sourcing' and t.mineral_id = b.mineral_id and t.stage = b.stage and t.iso3 = b.exporter_iso3
left join core.supply_share w on w.scope = 'global' and w.mineral_id = b.mineral_id and w.stage = b.stage and w.iso3 = b.exporter_iso3
union all
select importer_iso3, series_id, mineral_id, stage, period, importer_iso3, mean_t, source_ids,
       case when importer_iso3 in (select iso3 from eu) then 0.8 else 1 end
from own where mean_t > 0;

-- EU27 in the period of the study: its own sourcing shares, which include what the EU produces itself.
create or replace temp table risk_sourcing as
with flow as (
    select f.importer_iso3, f.mineral_id, f.stage, f.period, f.exporter_iso3, f.mean_t as amount, f.mean_t as amount_t, f.trade_parameter, f.source_ids
    from risk_flow f
    where not (f.importer_iso3 = 'EU27' and f.period = '2016-2020'
               and exists (select 1 from core.supply_share s where s.scope = 'eu_sourcing' and s.mineral_id = f.mineral_id and s.stage = f.stage and s.value > 0))
    union all
    select 'EU27', mineral_id, stage, '2016-2020', iso3, value, null, trade_parameter, [source_id]
    from core.supply_share where scope = 'eu_sourcing' and value > 0
),
shared as (
    select f.*, metric.share(f.amount, sum(f.amount) over (partition by f.importer_iso3, f.mineral_id, f.stage, f.period)) as share, g.risk, g.is_median
    from flow f join risk_governance g on g.iso3 = f.exporter_iso3 and g.period = f.period
)
select importer_iso3, mineral_id, stage, period, metric.hhi_governance(list(share), list(risk), list(trade_parameter)) as hhi,
       sum(amount_t) filter (exporter_iso3 <> importer_iso3) as imports_t_per_year,
       coalesce(sum(share) filter (is_median), 0) as governance_fallback_share, list_sort(list_distinct(flatten(list(source_ids)))) as source_ids
from shared group by importer_iso3, mineral_id, stage, period;

-- Import reliance at the stage: as the study has it for the EU; from production where it is counted like trade; 1 where
-- no list of producers names the country and it imports more than it exports. Else unknown.
create or replace temp table risk_reliance as
with named as (
    select distinct mineral_id, stage, iso3 from core.supply_share where scope = 'global'
    union
    select distinct mineral_id, stage, iso3 from core.production where measure = 'production' and coalesce(value, value_high, 1) > 0
),
exported as (
    select f.exporter_iso3, f.series_id, p.period, sum(f.quantity_t) as total_t
    from mart.supplier_profile f join risk_period p on f.year between p.first_year and p.last_year
    group by f.exporter_iso3, f.series_id, p.period
),
imported as (
    select importer_iso3, series_id, mineral_id, stage, period, sum(mean_t) as mean_t from risk_flow
    where importer_iso3 <> exporter_iso3 group by importer_iso3, series_id, mineral_id, stage, period
),
years as (
    select d.importer_iso3, d.series_id, p.period, count(*) as years from mart.import_dependence d
    join risk_period p on d.year between p.first_year and p.last_year where d.quantity_t > 0
    group by d.importer_iso3, d.series_id, p.period
),
candidate as (
    select i.importer_iso3, i.mineral_id, i.stage, i.period, 1.0 as reliance, 'NOT_A_PRODUCER' as flag, []::varchar[] as source_ids, 3 as choice
    from imported i join years y using (importer_iso3, series_id, period)
    left join exported e on e.exporter_iso3 = i.importer_iso3 and e.series_id = i.series_id and e.period = i.period
    where i.importer_iso3 <> 'EU27' and i.mean_t * y.years > coalesce(e.total_t, 0)
      and not exists (select 1 from named n where n.mineral_id = i.mineral_id and n.stage = i.stage and n.iso3 = i.importer_iso3)
      and exists (select 1 from named n where n.mineral_id = i.mineral_id and n.stage = i.stage)
    union all
    select r.importer_iso3, r.mineral_id, r.stage, p.period, avg(r.eu_import_reliance), null, list_sort(list_distinct(flatten(list(r.source_ids)))), 2
    from mart.import_reliance r join risk_period p on r.year between p.first_year and p.last_year
    where r.eu_import_reliance is not null
    group by r.importer_iso3, r.mineral_id, r.stage, p.period
    union all
    select 'EU27', k.mineral_id, k.stage, p.period, avg(k.value), case when p.period <> '2016-2020' then 'RELIANCE_OF_2016_2020' end, [any_value(k.source_id)], 1
    from core.import_reliance k cross join risk_period p
    where k.iso3 = 'EU27' and k.value is not null group by k.mineral_id, k.stage, p.period
)
select * from candidate
qualify row_number() over (partition by importer_iso3, mineral_id, stage, period order by choice) = 1;

create table mart.eu_supply_risk as
with parameter as (
    select mineral_id, max(value) filter (indicator = 'eol_recycling_input_rate') as eol, max(value) filter (indicator = 'substitution_index_sr') as substitution,
           any_value(source_id) as source_id
    from core.criticality where year = 2023 group by mineral_id
),
published as (
    select mineral_id, stage, max(value) as score from core.criticality
    where indicator = 'supply_risk' and year = 2023 and stage is not null group by mineral_id, stage
),
buyer as (
    select distinct d.importer_iso3, coalesce(m.mineral_id, d.mineral_id) as mineral_id, p.period
    from mart.import_dependence d
    left join ref.trade_series m on m.basket_id = d.series_id and m.series_id <> d.series_id  -- who buys a basket buys its metals
    join risk_period p on d.year between p.first_year and p.last_year where d.value_usd is not null
),
stage as (
    select distinct mineral_id, stage from risk_world
    union select mineral_id, stage from ref.trade_series where is_default and stage in ('ore', 'refined')
),
joined as (
    select b.importer_iso3, b.mineral_id, g.stage, b.period, t.series_id, w.hhi as global_hhi, s.hhi as sourcing_hhi, r.reliance, s.imports_t_per_year,
           coalesce(k.eol, 0) as eol, coalesce(k.substitution, 1) as substitution, s.governance_fallback_share, r.flag,
           w.source_id as supply_source_id, s.source_ids as sourcing_source_ids, r.source_ids as reliance_source_ids, k.source_id as parameter_source_id,
           k.substitution is null as no_substitution, k.eol is null as no_recycling,
           case when b.importer_iso3 = 'EU27' and b.period = '2016-2020' then p.score end as study_score,
           case when s.hhi is null then case when t.series_id is null or not t.in_extract then 'CODE_NOT_IN_EXTRACT'
                                             when t.purity = 'BASKET' then 'BASKET_CODE' else 'NO_IMPORTS_IN_TONNES' end
                when r.reliance is null then 'IMPORT_RELIANCE_UNKNOWN' end as sourcing_reason
    from buyer b
    join stage g using (mineral_id)
    left join ref.trade_series t on t.mineral_id = b.mineral_id and t.stage = g.stage and t.is_default
    left join risk_world w on w.mineral_id = b.mineral_id and w.stage = g.stage and w.period = b.period
         and w.in_eu = (b.importer_iso3 = 'EU27' or b.importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27'))
    left join risk_sourcing s on s.importer_iso3 = b.importer_iso3 and s.mineral_id = b.mineral_id and s.stage = g.stage and s.period = b.period
    left join risk_reliance r on r.importer_iso3 = b.importer_iso3 and r.mineral_id = b.mineral_id and r.stage = g.stage and r.period = b.period
    left join parameter k on k.mineral_id = b.mineral_id
    left join published p on p.mineral_id = b.mineral_id and p.stage = g.stage
),
scored as (
    select *, case when sourcing_reason is null then reliance end as used_reliance,
           metric.eu_supply_risk(global_hhi, sourcing_hhi, used_reliance, eol, substitution) as score
    from joined
)
select importer_iso3, mineral_id, stage, period, series_id, score,
       score is not null and score = max(score) over (partition by importer_iso3, mineral_id, period) as is_higher_stage,
       global_hhi, sourcing_hhi, reliance as import_reliance, imports_t_per_year, eol as eol_recycling_rate, substitution as substitution_index,
       metric.eu_supply_risk(global_hhi, null, null, eol, substitution) as score_global_only, study_score, governance_fallback_share,
       case when global_hhi is null then 'NO_PRODUCTION_DATA' end as reason, sourcing_reason,
       list_filter([case when score is not null and sourcing_reason is not null then 'GLOBAL_SUPPLY_ONLY' end, flag,
                    case when list_contains(metric.sources_of('usgs_mcs'), supply_source_id) then 'SUPPLY_OF_USGS' end,
                    case when importer_iso3 = 'EU27' and period <> '2016-2020' and sourcing_reason is null then 'SOURCING_WITHOUT_DOMESTIC' end,
                    case when imports_t_per_year < metric.threshold('low_base_quantity_t') then 'LOW_BASE' end,
                    case when no_substitution then 'SUBSTITUTION_SET_TO_1' end, case when no_recycling then 'RECYCLING_SET_TO_0' end,
                    case when governance_fallback_share > 0 then 'GOVERNANCE_PARTLY_MEDIAN' end], lambda f: f is not null) as flags,
       list_sort(list_distinct(list_filter([supply_source_id, parameter_source_id, case when score is not null then (select any_value(source_id) from risk_governance) end]
           || case when sourcing_reason is null then sourcing_source_ids || reliance_source_ids else [] end, lambda s: s is not null))) as source_ids
from scored
order by mineral_id, stage, period, importer_iso3;
comment on table mart.eu_supply_risk is 'The supply-risk formula of the EU studies applied by this project to any importer, mineral, stage and period: [global supply x IR/2 + sourcing x (1 - IR/2)] x (1 - recycling) x substitution. Not a figure of the EU; for the EU study_score stands beside it.';
comment on column mart.eu_supply_risk.importer_iso3 is 'Importer; EU27: imports from outside the EU.';
comment on column mart.eu_supply_risk.mineral_id is 'Mineral.';
comment on column mart.eu_supply_risk.stage is 'ore or refined.';
comment on column mart.eu_supply_risk.period is 'Years that sourcing and governance are averaged over. World supply and trade parameters are those of the study of 2023 (2016-2020).';
comment on column mart.eu_supply_risk.series_id is 'Default series of the mineral at that stage; NULL where there is none.';
comment on column mart.eu_supply_risk.score is 'Supply risk, about 0-10; the EU marks 1 and more. From world supply alone where sourcing_reason is set.';
comment on column mart.eu_supply_risk.is_higher_stage is 'True for the stage with the higher score: the one that the EU method reports.';
comment on column mart.eu_supply_risk.global_hhi is 'Sum over producers of squared share x governance risk (0-10) x trade parameter.';
comment on column mart.eu_supply_risk.sourcing_hhi is 'The same over the suppliers of the importer, by mean yearly tonnes, own production included where it is counted like trade. EU27 2016-2020: sourcing shares of the study.';
comment on column mart.eu_supply_risk.import_reliance is 'Import reliance at the stage, 0-1: of the study for the EU; from production where comparable; 1 for a country that no list of producers names (flag NOT_A_PRODUCER); NULL where unknown.';
comment on column mart.eu_supply_risk.imports_t_per_year is 'Mean yearly imports with a known quantity, tonnes; NULL where sourcing is that of the study.';
comment on column mart.eu_supply_risk.eol_recycling_rate is 'End-of-life recycling input rate of the study for the EU, 0-1; 0 where not assessed (flag RECYCLING_SET_TO_0).';
comment on column mart.eu_supply_risk.substitution_index is 'Substitution index of the study for the EU, 0-1; 1 where not assessed (flag SUBSTITUTION_SET_TO_1).';
comment on column mart.eu_supply_risk.score_global_only is 'Score from world supply alone, the same for every importer outside the EU and every one inside.';
comment on column mart.eu_supply_risk.study_score is 'Supply risk that the study printed for the EU at this stage; EU27 2016-2020 only.';
comment on column mart.eu_supply_risk.governance_fallback_share is 'Share of sourcing from countries without a WGI estimate, taken at the world median, 0-1.';
comment on column mart.eu_supply_risk.reason is 'Why there is no score: NO_PRODUCTION_DATA.';
comment on column mart.eu_supply_risk.sourcing_reason is 'Why sourcing is left out: CODE_NOT_IN_EXTRACT, BASKET_CODE, NO_IMPORTS_IN_TONNES, IMPORT_RELIANCE_UNKNOWN.';
comment on column mart.eu_supply_risk.flags is 'GLOBAL_SUPPLY_ONLY, NOT_A_PRODUCER, RELIANCE_OF_2016_2020, SUPPLY_OF_USGS, SOURCING_WITHOUT_DOMESTIC, LOW_BASE, SUBSTITUTION_SET_TO_1, RECYCLING_SET_TO_0, GOVERNANCE_PARTLY_MEDIAN.';
comment on column mart.eu_supply_risk.source_ids is 'Releases that the score was made of.';

-- Is the change of China's share a trend, who moved fastest, and is it more than ore. Years that are too small to rank
-- are left out of trends and rankings.

create or replace macro metric.china_trend(importer, series, from_year, to_year, basis, china, target) as table
with point as (
    select d.year, d.low_base, d.reason, d.source_ids,
           metric.chosen_share(basis, china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share, d.china_plus_quantity_share) as share
    from mart.import_dependence d
    where d.importer_iso3 = importer and d.series_id = series and d.year between from_year and to_year
),
listed as (
    select list(p.year order by p.year) filter (p.share is not null and not p.low_base) as years,
           list(p.share order by p.year) filter (p.share is not null and not p.low_base) as shares,
           coalesce(list(p.year order by p.year) filter (p.share is null or p.low_base), []) as years_left_out,
           coalesce(max(p.reason) filter (p.share is null), max(p.reason)) as point_reason,
           list_sort(list_distinct(flatten(list(p.source_ids) filter (p.source_ids is not null)))) as source_ids
    from point p
),
fitted as (
    select l.*, coalesce(len(l.years), 0) as points, metric.theil_sen(l.years, l.shares) as slope,
           case when len(l.years) >= metric.threshold('interval_points') then metric.theil_sen_low(l.years, l.shares) end as slope_low,
           case when len(l.years) >= metric.threshold('interval_points') then metric.theil_sen_high(l.years, l.shares) end as slope_high,
           metric.mann_kendall_p(l.shares) as p
    from listed l
),
placed as (
    select f.*, metric.theil_sen_intercept(f.years, f.shares, f.slope) as intercept,
           intercept + f.slope * f.years[1] as fitted_first, intercept + f.slope * f.years[-1] as fitted_last,
           metric.trend_state(f.points, f.slope, f.p) as state
    from fitted f
),
met as (
    select p.*, metric.target_year(p.years[-1], p.fitted_last, p.slope, target) as year_met from placed p
),
aimed as (
    select m.*, metric.target_state(m.state, m.slope, m.shares[-1], target, m.year_met) as aim from met m
)
select importer as importer_iso3, series as series_id, a.points, a.years, a.shares, a.years_left_out,
       a.years[1] as first_year, a.years[-1] as last_year, a.shares[1] as first_share, a.shares[-1] as last_share,
       100 * a.slope as slope_points_per_year, 100 * a.slope_low as slope_low_points_per_year, 100 * a.slope_high as slope_high_points_per_year,
       a.intercept, a.fitted_first as fitted_first_share, a.fitted_last as fitted_last_share, a.p as mann_kendall_p, a.state as trend_state,
       cast(target as double) as target_share, a.aim as target_state,
       case when a.aim = 'on the way' then a.year_met end as target_year,
       case when a.aim = 'on the way' then metric.target_year(a.years[-1], a.fitted_last, a.slope_low, target) end as target_year_low,
       case when a.aim = 'on the way' then metric.target_year(a.years[-1], a.fitted_last, a.slope_high, target) end as target_year_high,
       case when a.aim = 'on the way' then metric.target_year_logit(a.years, a.shares, target) end as target_year_logit,
       case when a.state = 'too few points' then coalesce(a.point_reason, 'TOO_FEW_POINTS') end as reason, a.source_ids
from aimed a;
comment on macro table metric.china_trend is 'Trend of China''s share of an importer''s imports in one row: Theil-Sen slope with its 90 % interval (points a year), Mann-Kendall p, trend_state (falling, rising, no detectable trend, too few points), and the year in which the line would meet the target (0-1), if it went on: arithmetic, not a forecast. target_year_low and _high: from the ends of the slope interval; high NULL: not within 30 years. Years too small to rank stand in years_left_out.';

-- Every importer and default series: change over the window, with grade and trend.
create or replace macro metric.league(from_year, to_year, basis, china) as table
with point as (
    select d.importer_iso3, d.series_id, d.mineral_id, d.stage, d.year, d.value_usd, d.low_base, d.quality_grade, d.source_ids,
           case when basis = 'quantity' then d.hhi_quantity else d.hhi_value end as hhi,
           from_year < s.first_year or to_year > s.last_year as outside,
           metric.chosen_share(basis, china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share, d.china_plus_quantity_share) as share
    from mart.import_dependence d
    join ref.trade_series s using (series_id)
    where s.is_default and s.in_extract and s.purity <> 'BASKET' and d.year between from_year and to_year and d.value_usd is not null
),
listed as (
    select p.importer_iso3, p.series_id, p.mineral_id, p.stage,
           max(p.share) filter (p.year = from_year) as share_from, max(p.share) filter (p.year = to_year) as share_to,
           max(p.hhi) filter (p.year = from_year) as hhi_from, max(p.hhi) filter (p.year = to_year) as hhi_to,
           max(p.value_usd) filter (p.year = from_year) as value_from_usd, max(p.value_usd) filter (p.year = to_year) as value_to_usd,
           bool_or(p.low_base) filter (p.year = from_year or p.year = to_year) as low_base,
           max(p.quality_grade) filter (p.year = from_year or p.year = to_year) as quality_grade,
           list(p.year order by p.year) filter (p.share is not null and not p.low_base) as years,
           list(p.share order by p.year) filter (p.share is not null and not p.low_base) as shares,
           any_value(p.outside) as outside, any_value(p.source_ids) as source_ids
    from point p group by p.importer_iso3, p.series_id, p.mineral_id, p.stage
),
counted as (
    select l.*, len(l.years) >= metric.threshold('trend_points') as is_enough
    from listed l where l.share_from is not null or l.share_to is not null
),
fitted as (
    select l.*, coalesce(len(l.years), 0) as points, list_unique(l.shares) as different,
           case when l.is_enough then metric.theil_sen(l.years, l.shares) end as slope,
           case when l.is_enough then metric.mann_kendall_s(l.shares) end as s,
           case when l.is_enough then metric.mann_kendall_variance(l.shares) end as variance
    from counted l
),
tested as (
    select f.*, metric.kendall_p(f.points, f.different, f.s, f.variance) as p from fitted f
)
select f.importer_iso3, f.series_id, f.mineral_id, f.stage, f.share_from, f.share_to, 100 * (f.share_to - f.share_from) as change_points,
       f.hhi_from, f.hhi_to, f.hhi_to - f.hhi_from as hhi_change, f.value_from_usd, f.value_to_usd, f.quality_grade,
       f.points, 100 * f.slope as slope_points_per_year, f.p as mann_kendall_p, metric.trend_state(f.points, f.slope, f.p) as trend_state,
       f.share_from is not null and f.share_to is not null and not f.low_base as in_ranking,
       case when f.share_from is null or f.share_to is null then
                case when f.outside then 'YEAR_NOT_IN_RELEASE' when f.value_from_usd > 0 and f.value_to_usd > 0 then 'QUANTITY_NOT_IN_EXTRACT'
                     else 'NO_TRADE_REPORTED' end
            when f.low_base then 'BELOW_THRESHOLD' end as reason,
       f.source_ids
from tested f
order by change_points nulls last, f.importer_iso3, f.series_id;
comment on macro table metric.league is 'Change of China''s share for every importer and default series between two years: shares 0-1, change in points, change of HHI, worse grade of the two years, trend over all years between (too small ones left out). in_ranking: both years there and large enough. EU27 and its members both have rows. BASKET codes are left out.';

-- Only upstream? Diversified: China''s share fell by at least five points.
create or replace macro metric.stage_change(share_from, share_to, in_ranking) as
    case when not coalesce(in_ranking, false) then 'not_comparable'
         when greatest(share_from, share_to) < metric.threshold('hardly_share') then 'hardly_from_china'
         when abs(share_from - share_to) >= metric.threshold('moved_share')
         then case when share_from > share_to then 'diversified' else 'more_dependent' end
         else 'unchanged' end;
comment on macro metric.stage_change is 'diversified, more_dependent (China''s share moved by five points or more), unchanged, hardly_from_china (under 5 % in both years), not_comparable (a year is missing or too small).';

create or replace macro metric.stage_reading_code(ore, refined) as
    case when ore = 'not_comparable' or refined = 'not_comparable' then 'not_comparable'
         when ore = 'hardly_from_china' and refined = 'hardly_from_china' then 'hardly_from_china'
         when ore = 'diversified' and refined = 'diversified' then 'both'
         when ore = 'diversified' and refined = 'hardly_from_china' then 'ore_only'
         when ore = 'diversified' then 'ore_diversified_refining_not'
         when refined = 'diversified' then 'refining_only'
         else 'neither' end;
comment on macro metric.stage_reading_code is 'both, ore_diversified_refining_not, ore_only (refined goods were hardly from China to begin with), refining_only, neither, hardly_from_china (both stages) or not_comparable.';

-- World production by stage: the form that the default series counts where there is one, newest edition, last year up to
-- to_year. A part of the mineral (magnet rare earths) stands in only where nobody publishes the whole.
create or replace macro metric.stage_reading(importer, mineral, from_year, to_year, basis, china) as table
with stage_row as (
    select s.stage, s.series_id, s.production_form, l.* exclude (stage, series_id, mineral_id),
           case when l.series_id is not null then l.reason when s.basket_id is not null or s.purity = 'BASKET' then 'BASKET_CODE'
                when not s.in_extract then 'CODE_NOT_IN_EXTRACT' else 'NO_TRADE_REPORTED' end as stage_reason,
           metric.stage_change(l.share_from, l.share_to, l.in_ranking) as change
    from ref.trade_series s
    left join (select * from metric.league(from_year, to_year, basis, china) where importer_iso3 = importer and mineral_id = mineral) l
           on l.series_id = s.series_id
    where s.is_default and s.mineral_id = mineral and s.stage in ('ore', 'refined')
),
world as (
    select w.stage, w.china_share, w.year, w.mineral_id || ': ' || w.form as form, w.source_ids
    from mart.world_supply w join meta.source o using (source_id)
    left join stage_row s on s.stage = w.stage
    where (w.mineral_id = mineral or (o.source_family = 'iea' and w.mineral_id in (select m.mineral_id from ref.mineral m where m.parent_id = mineral)))
      and w.year <= to_year and w.country_count > 1 
      and not exists (select 1 from core.production p where p.source_id = w.source_id and p.year = w.year and p.status = 'projected')
    qualify row_number() over (partition by w.stage order by w.mineral_id = mineral desc, w.year desc, coalesce(w.form = s.production_form, false) desc,
                               w.published_total is not null desc, o.rank, o.edition desc, w.country_count desc, w.form) = 1
),
wide as (
    select max(r.series_id) filter (r.stage = 'ore') as ore_series_id, max(r.series_id) filter (r.stage = 'refined') as refined_series_id,
           max(r.share_from) filter (r.stage = 'ore') as ore_share_from, max(r.share_to) filter (r.stage = 'ore') as ore_share_to,
           max(r.share_from) filter (r.stage = 'refined') as refined_share_from, max(r.share_to) filter (r.stage = 'refined') as refined_share_to,
           coalesce(max(r.change) filter (r.stage = 'ore'), 'not_comparable') as ore_change,
           coalesce(max(r.change) filter (r.stage = 'refined'), 'not_comparable') as refined_change,
           max(r.trend_state) filter (r.stage = 'ore') as ore_trend_state, max(r.trend_state) filter (r.stage = 'refined') as refined_trend_state,
           max(r.quality_grade) filter (r.stage = 'ore') as ore_quality_grade, max(r.quality_grade) filter (r.stage = 'refined') as refined_quality_grade,
           case when count(*) filter (r.stage = 'ore') = 0 then 'NO_TRADE_SERIES' else max(r.stage_reason) filter (r.stage = 'ore') end as ore_reason,
           case when count(*) filter (r.stage = 'refined') = 0 then 'NO_TRADE_SERIES' else max(r.stage_reason) filter (r.stage = 'refined') end as refined_reason,
           flatten(list(r.source_ids) filter (r.source_ids is not null)) as trade_sources
    from stage_row r
),
produced as (
    select max(w.china_share) filter (w.stage = 'ore') as world_ore_china_share, max(w.year) filter (w.stage = 'ore') as world_ore_year,
           max(w.form) filter (w.stage = 'ore') as world_ore_form, max(w.form) filter (w.stage = 'refined') as world_refined_form,
           max(w.china_share) filter (w.stage = 'refined') as world_refined_china_share, max(w.year) filter (w.stage = 'refined') as world_refined_year,
           flatten(list(w.source_ids)) as world_sources
    from world w
)
select importer as importer_iso3, mineral as mineral_id, metric.stage_reading_code(a.ore_change, a.refined_change) as reading,
       a.ore_series_id, a.ore_share_from, a.ore_share_to, 100 * (a.ore_share_to - a.ore_share_from) as ore_change_points,
       a.ore_change, a.ore_trend_state, a.ore_quality_grade, a.ore_reason,
       a.refined_series_id, a.refined_share_from, a.refined_share_to, 100 * (a.refined_share_to - a.refined_share_from) as refined_change_points,
       a.refined_change, a.refined_trend_state, a.refined_quality_grade, a.refined_reason,
       b.world_ore_china_share, b.world_ore_year, b.world_ore_form, b.world_refined_china_share, b.world_refined_year, b.world_refined_form,
       list_sort(list_distinct(coalesce(a.trade_sources, []) || coalesce(b.world_sources, []))) as source_ids
from wide a cross join produced b;
comment on macro table metric.stage_reading is 'Ore and refined goods side by side in one row: China''s share in two years, change in points, trend, and a reading (metric.stage_reading_code); beside it China''s share of world mining and refining in the last year published up to to_year.';

-- How far the answer depends on value or tonnes, HS edition, and China with or without Hong Kong and Macao.
create or replace macro metric.china_share_band(importer, mineral, at_stage, at_year) as table
with basis as (select unnest(['value', 'quantity']) as basis), china as (select unnest(['mainland', 'plus']) as china),
edition as (select unnest(['HS92', 'HS17']) as hs_edition),
code as (
    select c.series_id, list(c.hs6 order by c.hs6) as hs6s from ref.hs_code c
    where c.mineral_id = mineral and c.stage = at_stage and c.in_extract group by c.series_id
),
shown as (
    select b.basis, e.hs_edition, c.china, s.series_id, s.is_default, d.reason, d.quantity_reason, d.value_usd, d.quality_grade, d.source_ids,
           metric.chosen_share(b.basis, c.china, d.china_value_share, d.china_quantity_share, d.china_plus_value_share, d.china_plus_quantity_share) as share,
           k.hs6s = (select o.hs6s from code o join ref.trade_series t using (series_id) where t.is_default) as same_codes
    from basis b cross join china c cross join edition e
    left join ref.trade_series s on s.mineral_id = mineral and s.stage = at_stage and s.hs_edition = e.hs_edition
    left join code k using (series_id)
    left join mart.import_dependence d on d.series_id = s.series_id and d.importer_iso3 = importer and d.year = at_year
)
select s.basis, s.hs_edition, s.china, s.series_id, s.share, coalesce(s.same_codes, false) and s.share is not null as in_envelope,
       min(s.share) filter (s.same_codes) over () as envelope_low, max(s.share) filter (s.same_codes) over () as envelope_high,
       100 * (envelope_high - envelope_low) as envelope_points, s.is_default, s.quality_grade,
       case when s.share is null then case when s.series_id is null then 'CODE_NOT_IN_REVISION'
                                           when s.value_usd is not null then coalesce(s.quantity_reason, s.reason)
                                           else coalesce(s.reason, 'YEAR_NOT_IN_RELEASE') end
            when not coalesce(s.same_codes, false) then 'CODES_DIFFER' end as reason,
       s.source_ids
from shown s
order by s.basis desc, s.hs_edition desc, s.china;
comment on macro table metric.china_share_band is 'China''s share of an importer''s imports of a mineral at a stage in a year under every choice: eight rows, value or quantity x HS92 or HS17 x mainland or plus. The envelope is a sensitivity band, not a confidence interval; it spans the editions that hold the same codes as the default series (in_envelope); the others say CODES_DIFFER.';

-- From pledge to flow. mart.pledge_flow_year holds the few years that matter, so that a moved window costs milliseconds.

create table mart.pledge_flow_year as
with release as (
    select hs_edition, year, any_value(completeness) as completeness, min(source_id) as source_id
    from core.trade_flow group by hs_edition, year
),
trade as (
    select p.pledge_flow_id, r.year, f.value_usd, f.quantity_t, d.value_usd as total_value_usd, d.quantity_t as total_quantity_t,
           d.china_value_share * d.value_usd as china_value_usd, d.china_quantity_share * d.quantity_t as china_quantity_t,
           d.china_plus_value_share * d.value_usd as china_plus_value_usd,
           d.china_plus_quantity_share * d.quantity_t as china_plus_quantity_t,
           case when f.value_usd is not null then 'recorded'
                when d.year is null or d.reason = 'COUNTRY_NOT_IN_RELEASE' then 'importer_not_in_release'
                when r.completeness <> 'full' then 'below_extract_cut'
                else 'none_recorded' end as status,
           r.completeness, [r.source_id] as source_ids
    from register.pledge_flow p
    join ref.trade_series t using (series_id)
    join release r using (hs_edition)
    left join mart.import_dependence d on d.series_id = p.series_id and d.importer_iso3 = p.importer_iso3 and d.year = r.year
    left join mart.supplier_share f
        on f.series_id = p.series_id and f.importer_iso3 = p.importer_iso3 and f.exporter_iso3 = p.exporter_iso3 and f.year = r.year
    where p.measure = 'trade'
),
output as (
    select p.pledge_flow_id, w.year, null::double as value_usd, c.value_t as quantity_t, null::double as total_value_usd,
           w.world_total as total_quantity_t, null::double as china_value_usd, w.china_share * w.world_total as china_quantity_t,
           null::double as china_plus_value_usd, w.china_share * w.world_total as china_plus_quantity_t,
           case when c.value_t is not null then 'recorded' else 'not_published' end as status,
           'full' as completeness, w.source_ids
    from register.pledge_flow p
    join mart.world_supply w
        on w.mineral_id = p.production_mineral_id and w.stage = p.stage and w.source_id = p.production_source_id
    left join mart.world_supply_country c
        on c.mineral_id = w.mineral_id and c.stage = w.stage and c.form = w.form and c.year = w.year
        and c.source_id = w.source_id and c.iso3 = p.exporter_iso3
    where p.measure = 'production'
)
select * from trade union all select * from output
order by pledge_flow_id, year;
comment on table mart.pledge_flow_year is 'A year of the flow that a record points to: amount, the importer''s total, China. Every year of the release is there.';
comment on column mart.pledge_flow_year.pledge_flow_id is 'Row of register.pledge_flow.';
comment on column mart.pledge_flow_year.year is 'Calendar year.';
comment on column mart.pledge_flow_year.value_usd is 'Value of the flow, US dollars; NULL where none is recorded and for production.';
comment on column mart.pledge_flow_year.quantity_t is 'Flow or output, tonnes; NULL where unknown or none is recorded.';
comment on column mart.pledge_flow_year.total_value_usd is 'All imports of the importer in the series, US dollars.';
comment on column mart.pledge_flow_year.total_quantity_t is 'All imports of the importer with known tonnes; for production the world total, tonnes.';
comment on column mart.pledge_flow_year.china_value_usd is 'Imports from mainland China, US dollars.';
comment on column mart.pledge_flow_year.china_quantity_t is 'Imports from (production of) mainland China, tonnes.';
comment on column mart.pledge_flow_year.china_plus_value_usd is 'The same with Hong Kong and Macao, US dollars.';
comment on column mart.pledge_flow_year.china_plus_quantity_t is 'The same with Hong Kong and Macao, tonnes.';
comment on column mart.pledge_flow_year.status is 'recorded; none_recorded (a full release holds no such flow); below_extract_cut (the release lists largest partners only); importer_not_in_release; not_published (production).';
comment on column mart.pledge_flow_year.completeness is 'full, or top6: largest partners only.';
comment on column mart.pledge_flow_year.source_ids is 'Releases.';

create or replace macro metric.pledge_verdicts(
    before_years := null, after_years := null, gap_years := 0, basis := 'quantity', china := 'mainland', min_change := null,
    min_value_usd := null, min_quantity_t := null, min_data_years := null
) as table
with choice as (
    select coalesce(before_years, metric.threshold_years('verdict_before_years')) as years_before,
           coalesce(after_years, metric.threshold_years('verdict_after_years')) as years_after,
           coalesce(min_data_years, metric.threshold_years('verdict_data_years')) as data_years,
           coalesce(min_change, metric.threshold('verdict_change')) as least_change,
           coalesce(min_value_usd, metric.threshold('verdict_value_usd')) as least_value_usd,
           coalesce(min_quantity_t, metric.threshold('verdict_quantity_t')) as least_quantity_t
),
span as (
    select p.*, min(y.year) as data_first_year, max(y.year) as data_last_year,
           metric.first_full_year(any_value(p.from_date), any_value(p.from_precision)) + gap_years as first_after,
           coalesce(any_value(y.source_ids), []) as figure_source_ids
    from register.pledge_flow p left join mart.pledge_flow_year y using (pledge_flow_id) group by all
),
-- the chosen windows (move 0), then each edge one year earlier and later
move(number, before_first, before_last, after_first, after_last) as (
    values (0, 0, 0, 0, 0), (1, -1, 0, 0, 0), (2, 1, 0, 0, 0), (3, 0, -1, 0, 0), (4, 0, 1, 0, 0),
           (5, 0, 0, -1, 0), (6, 0, 0, 1, 0), (7, 0, 0, 0, -1), (8, 0, 0, 0, 1)
),
wanted as (
    select s.pledge_flow_id, m.number, s.data_first_year, s.data_last_year, s.first_after, s.measure,
           year(s.from_date) - h.years_before + m.before_first as before_first,
           year(s.from_date) - 1 + m.before_last as before_last,
           s.first_after + m.after_first as after_first,
           s.first_after + h.years_after - 1 + m.after_last as after_last
    from span s cross join move m cross join choice h where s.measurable
),
cut as (
    select * replace (greatest(before_first, data_first_year) as before_first, least(after_last, data_last_year) as after_last)
    from wanted
),
-- a moved edge is tried only where the windows stay apart and hold a year each
tried as (
    select * from cut
    where number = 0 or (before_first <= before_last and after_first <= after_last and before_last < after_first)
),
counted as (
    select t.pledge_flow_id, t.number, y.year <= t.before_last as is_before,
           metric.pledge_amount(y.value_usd, y.status) as value_usd, metric.pledge_amount(y.quantity_t, y.status) as quantity_t,
           y.total_value_usd, y.total_quantity_t,
           case when china = 'plus' then y.china_plus_value_usd else y.china_value_usd end as china_value_usd,
           case when china = 'plus' then y.china_plus_quantity_t else y.china_quantity_t end as china_quantity_t
    from tried t
    join mart.pledge_flow_year y on y.pledge_flow_id = t.pledge_flow_id
        and (y.year between t.before_first and t.before_last or y.year between t.after_first and t.after_last)
),
summed as (
    select pledge_flow_id, number, is_before, count(value_usd) as years_usd, count(quantity_t) as years_t,
           avg(value_usd) as mean_usd, avg(quantity_t) as mean_t,
           metric.share(sum(value_usd), sum(total_value_usd) filter (value_usd is not null)) as share_usd,
           metric.share(sum(quantity_t), sum(total_quantity_t) filter (quantity_t is not null)) as share_t,
           metric.share(sum(china_value_usd), sum(total_value_usd)) as china_usd,
           metric.share(sum(china_quantity_t), sum(total_quantity_t)) as china_t
    from counted group by all
),
side as (
    select t.*, b as b, a as a,
           -- the chosen windows need two known years each (one where the window is one year); a moved edge may leave one
           if(t.number = 0, metric.pledge_years_needed(h.years_before), 1) as need_before,
           if(t.number = 0, metric.pledge_years_needed(h.years_after), 1) as need_after
    from tried t cross join choice h
    left join summed b on b.pledge_flow_id = t.pledge_flow_id and b.number = t.number and b.is_before
    left join summed a on a.pledge_flow_id = t.pledge_flow_id and a.number = t.number and not a.is_before
),
-- tonnes as asked, or value where the release gives too few tonnes; the moved windows follow the chosen ones
basis_of as (
    select pledge_flow_id,
           case when measure = 'production' then 'quantity'
                when basis = 'quantity' and not coalesce(b.years_t >= need_before and a.years_t >= need_after, false)
                     and coalesce(b.years_usd >= need_before and a.years_usd >= need_after, false) then 'value'
                else basis end as basis_used
    from side where number = 0
),
judged as (
    select s.*, c.basis_used, if(basis_used = 'value', h.least_value_usd, h.least_quantity_t) as base,
           if(basis_used = 'value', case when b.years_usd >= need_before then b.mean_usd end,
              case when b.years_t >= need_before then b.mean_t end) as before_mean,
           if(basis_used = 'value', case when a.years_usd >= need_after then a.mean_usd end,
              case when a.years_t >= need_after then a.mean_t end) as after_mean
    from side s join basis_of c using (pledge_flow_id) cross join choice h
),
ruled as (
    select *, metric.pledge_verdict(before_mean, after_mean, base, h.least_change) as rule_verdict,
           metric.pledge_verdict_reason(before_mean, after_mean, base, h.least_change) as rule_reason
    from judged cross join choice h
),
moved as (
    select pledge_flow_id, count(*) as moves_tried,
           list(distinct rule_verdict order by rule_verdict) as moved_verdicts
    from ruled where number > 0 and before_mean is not null and after_mean is not null group by pledge_flow_id
),
verdict as (
    select s.*, r.before_first, r.before_last, r.after_first, r.after_last, r.basis_used, r.before_mean, r.after_mean, r.b, r.a,
           m.moves_tried, m.moved_verdicts, s.data_last_year - s.first_after + 1 < h.data_years as is_early, h.data_years,
           case when not s.measurable then 'not_measurable' when is_early then 'too_early' else r.rule_verdict end as verdict,
           case when not s.measurable then s.reason_code when is_early then 'TOO_FEW_YEARS_AFTER' else r.rule_reason end as verdict_reason,
           verdict in ('rising', 'flat', 'falling', 'no_recorded_trade') as is_judged
    from span s cross join choice h
    left join ruled r on r.pledge_flow_id = s.pledge_flow_id and r.number = 0
    left join moved m on m.pledge_flow_id = s.pledge_flow_id
)
select pledge_flow_id, record_type, record_id, mineral_id, stage, exporter_iso3, importer_iso3, measure, series_id,
       production_mineral_id, production_source_id, direction, from_date, from_precision, from_basis, basis_used,
       if(before_first <= before_last, before_first, null) as before_first_year, if(before_first <= before_last, before_last, null) as before_last_year,
       if(after_first <= after_last, after_first, null) as after_first_year, if(after_first <= after_last, after_last, null) as after_last_year,
       data_first_year, data_last_year, if(measurable, first_after + data_years - 1, null) as needs_data_until_year,
       if(basis_used = 'value', b.years_usd, b.years_t) as known_years_before, if(basis_used = 'value', a.years_usd, a.years_t) as known_years_after,
       b.mean_usd as mean_before_usd, a.mean_usd as mean_after_usd, b.mean_t as mean_before_t, a.mean_t as mean_after_t,
       before_mean as mean_before, after_mean as mean_after, metric.share(after_mean - before_mean, before_mean) as change,
       if(basis_used = 'value', b.share_usd, b.share_t) as share_before, if(basis_used = 'value', a.share_usd, a.share_t) as share_after,
       case when importer_iso3 <> 'CHN' then if(basis_used = 'value', b.china_usd, b.china_t) end as china_share_before,
       case when importer_iso3 <> 'CHN' then if(basis_used = 'value', a.china_usd, a.china_t) end as china_share_after,
       verdict, verdict_reason,
       case when is_judged then coalesce(len(list_filter(moved_verdicts, lambda x: x <> verdict)) > 0, false) end as sensitive,
       case when is_judged then coalesce(moves_tried, 0) end as moves_tried,
       case when is_judged then moved_verdicts end as moved_verdicts,
       case when is_judged and direction = 'up' then verdict = 'rising'
            when is_judged then verdict = 'falling' or verdict_reason = 'NOTHING_AFTER' end as in_direction,
       list_sort(list_distinct(figure_source_ids || [source_id])) as source_ids
from verdict
order by pledge_flow_id;
comment on macro table metric.pledge_verdicts is 'One row per pledge: the flow before and after with the windows asked for, shares, and the verdict. before_years, after_years: length of the windows, years; gap_years: years left out after the start; basis: quantity or value; china: mainland or plus; min_change: 0-1; min_value_usd, min_quantity_t: minimum base a year; min_data_years: full years of data after the start below which it is too early. What is not given is taken from ref.threshold (verdict_before_years and the like).';

create or replace macro metric.pledge_series(pledge) as table
select y.pledge_flow_id, y.year, y.value_usd, y.quantity_t,
       metric.share(y.value_usd, y.total_value_usd) as value_share, metric.share(y.quantity_t, y.total_quantity_t) as quantity_share,
       metric.share(y.china_value_usd, y.total_value_usd) as china_value_share,
       metric.share(y.china_quantity_t, y.total_quantity_t) as china_quantity_share,
       metric.share(y.china_plus_value_usd, y.total_value_usd) as china_plus_value_share,
       metric.share(y.china_plus_quantity_t, y.total_quantity_t) as china_plus_quantity_share,
       y.status, y.completeness, y.source_ids
from mart.pledge_flow_year y where y.pledge_flow_id = pledge order by y.year;
comment on macro table metric.pledge_series is 'Every year of the flow of one pledge (its pledge_flow_id): US dollars, tonnes, share in the importer''s total (in the world for production), China''s share, 0-1.';

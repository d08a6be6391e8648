-- Is it a trend: slope, significance, and the year in which it would meet a target. Arguments are two lists of the same
-- length without NULL, years rising; the table macros in mart/trend.sql prepare them.

create or replace macro metric.pair_slopes(years, vals) as
    flatten(list_transform(range(1, len(years)), lambda i: list_transform(range(i + 1, len(years) + 1), lambda j:
        (cast(vals[j] as double) - vals[i]) / nullif(cast(years[j] as double) - years[i], 0))));
comment on macro metric.pair_slopes is 'Slopes between all pairs of points.';

create or replace macro metric.theil_sen(years, vals) as list_aggregate(metric.pair_slopes(years, vals), 'median');
comment on macro metric.theil_sen is 'Theil-Sen slope: median of the slopes between all pairs of points, per year. NULL under two points.';

create or replace macro metric.theil_sen_intercept(years, vals, slope) as
    list_aggregate(cast(vals as double[]), 'median') - slope * list_aggregate(cast(years as double[]), 'median');
comment on macro metric.theil_sen_intercept is 'Intercept of the trend line: median(values) - slope x median(years).';

-- Mann-Kendall: the count S of rises minus falls over all pairs, and how rarely chance alone gives so large a count.
create or replace macro metric.mann_kendall_s(vals) as
    cast(list_sum(flatten(list_transform(range(1, len(vals)), lambda i: list_transform(range(i + 1, len(vals) + 1), lambda j:
        sign(cast(vals[j] as double) - vals[i]))))) as integer);
comment on macro metric.mann_kendall_s is 'Mann-Kendall S: rises minus falls over all pairs of points.';

create or replace macro metric.spread_term(n) as n * (n - 1) * (2 * n + 5) / 18.0;
comment on macro metric.spread_term is 'n (n - 1) (2n + 5) / 18: variance of S for n different values, and what a group of n equal values takes from it.';

create or replace macro metric.mann_kendall_variance(vals) as
    metric.spread_term(len(vals)) - coalesce(list_sum(list_transform(list_distinct(vals), lambda v:
        metric.spread_term(len(list_filter(vals, lambda w: w = v))))), 0);
comment on macro metric.mann_kendall_variance is 'Variance of S without a trend, with the tie correction.';

-- Abramowitz and Stegun 26.2.17; error below 1e-7.
create or replace macro metric.normal_tail(z) as
    exp(-z * z / 2) / sqrt(2 * pi())
    * (0.319381530 * pow(1 + 0.2316419 * z, -1) - 0.356563782 * pow(1 + 0.2316419 * z, -2) + 1.781477937 * pow(1 + 0.2316419 * z, -3)
       - 1.821255978 * pow(1 + 0.2316419 * z, -4) + 1.330274429 * pow(1 + 0.2316419 * z, -5));
comment on macro metric.normal_tail is 'Probability that a standard normal variable exceeds z (z at least 0).';

-- Orders of n different values with at most 0, 1, 2 ... falls among the pairs; one list for each n from 3 to 10.
create or replace macro metric.orders_up_to(n, falls) as
    ([[1, 3],
      [1, 4, 9],
      [1, 5, 14, 29, 49],
      [1, 6, 20, 49, 98, 169, 259, 360],
      [1, 7, 27, 76, 174, 343, 602, 961, 1416, 1947, 2520],
      [1, 8, 35, 111, 285, 628, 1230, 2191, 3606, 5546, 8039, 11056, 14506, 18242],
      [1, 9, 44, 155, 440, 1068, 2298, 4489, 8095, 13640, 21671, 32692, 47087, 65044, 86494, 111078, 138151, 166826],
      [1, 10, 54, 209, 649, 1717, 4015, 8504, 16599, 30239, 51909, 84592, 131635, 196524, 282578, 392588, 528441, 690778,
       878737, 1089826, 1319957, 1563651, 1814400]])[n - 2][falls + 1];
comment on macro metric.orders_up_to is 'How many of the n! orders of n different values have at most this many falls; n from 3 to 10, up to half of all pairs.';

create or replace macro metric.kendall_p(points, different, s, variance) as
    case when points < 3 or coalesce(variance, 0) <= 0 then null
         when s = 0 then 1
         when points <= 10 and different = points then
             2.0 * metric.orders_up_to(points, cast(points * (points - 1) / 2 - abs(s) as integer) // 2) / factorial(cast(points as integer))
         else 2 * metric.normal_tail((abs(s) - 1) / sqrt(variance)) end;
comment on macro metric.kendall_p is 'Two-sided p of S: exact for 3 to 10 different values; otherwise the normal approximation with continuity correction.';

-- list_unique counts the different values.
create or replace macro metric.mann_kendall_p(vals) as
    metric.kendall_p(len(vals), list_unique(vals), metric.mann_kendall_s(vals), metric.mann_kendall_variance(vals));
comment on macro metric.mann_kendall_p is 'Two-sided p of the Mann-Kendall test: exact for 3 to 10 different values; otherwise (more points, or equal values) the normal approximation with tie and continuity correction. NULL under three points or where all values are equal.';

-- Sen's interval: the slopes at ranks (N -+ 1.645 sqrt(variance of S)) / 2 of the N sorted slopes.
create or replace macro metric.theil_sen_low(years, vals) as
    (list_sort(metric.pair_slopes(years, vals)))[greatest(1, cast(round((len(vals) * (len(vals) - 1) / 2
        - 1.6448536269514722 * sqrt(metric.mann_kendall_variance(vals))) / 2) as integer))];
comment on macro metric.theil_sen_low is 'Lower end of the 90 % interval of the Theil-Sen slope (Sen 1968).';

create or replace macro metric.theil_sen_high(years, vals) as
    (list_sort(metric.pair_slopes(years, vals)))[least(len(vals) * (len(vals) - 1) // 2, 1 + cast(round((len(vals) * (len(vals) - 1) / 2
        + 1.6448536269514722 * sqrt(metric.mann_kendall_variance(vals))) / 2) as integer))];
comment on macro metric.theil_sen_high is 'Upper end of the 90 % interval of the Theil-Sen slope (Sen 1968).';

create or replace macro metric.trend_state(points, slope, p) as
    case when coalesce(points, 0) < metric.threshold('trend_points') then 'too few points'
         when p < metric.threshold('trend_p') and slope <> 0 then case when slope < 0 then 'falling' else 'rising' end
         else 'no detectable trend' end;
comment on macro metric.trend_state is 'falling or rising where Mann-Kendall p is below 0.1 over at least five points; else no detectable trend, or too few points.';

-- Arithmetic, not a forecast: the year in which the line would come down to the target.
create or replace macro metric.years_to_target(level, slope, target) as
    case when slope < 0 and (cast(target as double) - level) / nullif(slope, 0) <= metric.threshold('target_horizon_years') + 1e-9
         then greatest(0, (cast(target as double) - level) / nullif(slope, 0)) end;
comment on macro metric.years_to_target is 'Years until a falling line meets the target: (target - level) / slope; NULL where it does not fall, or not within 30 years.';

create or replace macro metric.target_year(last_year, level, slope, target) as
    last_year + metric.years_to_target(level, slope, target);
comment on macro metric.target_year is 'Year in which a line at this level in last_year would come down to the target, if it went on; NULL beyond 30 years.';

create or replace macro metric.logit(share) as case when share > 0 and share < 1 then ln(cast(share as double) / (1 - share)) end;
comment on macro metric.logit is 'ln(share / (1 - share)); NULL at 0 and 1.';

create or replace macro metric.logits(vals) as list_transform(vals, lambda v: metric.logit(v));
comment on macro metric.logits is 'The logit of every value.';

-- The share cannot fall below 0: on the logit scale the fall slows down. Starts at the last value seen.
create or replace macro metric.target_year_logit(years, vals, target) as
    case when list_min(vals) > 0 and list_max(vals) < 1 then
        metric.target_year(years[-1], metric.logit(vals[-1]), metric.theil_sen(years, metric.logits(vals)), metric.logit(target)) end;
comment on macro metric.target_year_logit is 'The same on the logit scale, from the last value; NULL where a value is 0 or 1.';

create or replace macro metric.target_state(state, slope, last_share, target, year_met) as
    case when target is null or last_share is null then null
         when state = 'too few points' then state
         when last_share <= target then 'met'
         when state = 'no detectable trend' then state
         when slope >= 0 then 'moving away'
         when year_met is null then 'beyond 30 years'
         else 'on the way' end;
comment on macro metric.target_state is 'met, on the way, beyond 30 years, moving away, no detectable trend or too few points.';

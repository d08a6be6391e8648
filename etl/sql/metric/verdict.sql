-- Did the flow that a record points to change? The rule, printed here and nowhere else. It compares two spans of years
-- and says nothing about why.

-- Windows: full calendar years. The year in which the effect could begin belongs to neither, unless it is known to have
-- begun on 1 January.
create or replace macro metric.first_full_year(from_date, from_precision) as
    year(from_date) + case when from_precision <> 'year' and month(from_date) = 1 and day(from_date) = 1 then 0 else 1 end;
comment on macro metric.first_full_year is 'First full calendar year on or after a date; where only the year is known, the year after it.';

-- A year without a recorded flow counts as nothing only where the release holds every flow of the importer.
create or replace macro metric.pledge_amount(amount, status) as
    case status when 'recorded' then amount when 'none_recorded' then 0.0 end;
comment on macro metric.pledge_amount is 'What a year adds to a window: the recorded amount, 0 where nothing is recorded in a full release, NULL where it is not known.';

create or replace macro metric.pledge_years_needed(window_years) as least(metric.threshold_years('verdict_known_years'), window_years);
comment on macro metric.pledge_years_needed is 'Years with a known amount that a window must hold: two, or one in a window of one year.';

create or replace macro metric.pledge_verdict(before_mean, after_mean, min_base, min_change) as
    case
        when before_mean is null or after_mean is null then 'not_measurable'
        when after_mean = 0 then 'no_recorded_trade'
        when greatest(before_mean, after_mean) < min_base then 'not_measurable'
        when after_mean - before_mean >= min_change * greatest(before_mean, min_base) then 'rising'
        when before_mean - after_mean >= min_change * greatest(before_mean, min_base) then 'falling'
        else 'flat'
    end;
comment on macro metric.pledge_verdict is 'Verdict from two yearly means: rising or falling where they differ by min_change or more of the mean before (at least of min_base), else flat; no_recorded_trade where the mean after is 0; not_measurable where a mean is missing or both are under min_base.';

create or replace macro metric.pledge_verdict_reason(before_mean, after_mean, min_base, min_change) as
    case
        when before_mean is null then 'TOO_FEW_YEARS_BEFORE'
        when after_mean is null then 'YEARS_AFTER_UNKNOWN'
        when after_mean = 0 and before_mean = 0 then 'NOTHING_BEFORE_OR_AFTER'
        when after_mean = 0 then 'NOTHING_AFTER'
        when greatest(before_mean, after_mean) < min_base then 'BELOW_MINIMUM_BASE'
        when before_mean < min_base and after_mean - before_mean >= min_change * min_base then 'NEW_FLOW'
        when abs(after_mean - before_mean) >= min_change * greatest(before_mean, min_base) then 'CHANGE_OF_MINIMUM_OR_MORE'
        else 'CHANGE_UNDER_MINIMUM'
    end;
comment on macro metric.pledge_verdict_reason is 'Which line of the rule gave the verdict; texts are in meta.verdict_rule.';

create table meta.verdict_rule (
    kind     varchar not null check (kind in ('verdict', 'reason')),
    rule_id  varchar not null,
    label_en varchar not null,
    label_ja varchar not null,
    rule     varchar not null,
    primary key (kind, rule_id)
);
comment on table meta.verdict_rule is 'The printed rule of metric.pledge_verdicts: every verdict and every reason in words.';
comment on column meta.verdict_rule.kind is 'verdict or reason.';
comment on column meta.verdict_rule.rule_id is 'As in the columns verdict and verdict_reason.';
comment on column meta.verdict_rule.label_en is 'English label.';
comment on column meta.verdict_rule.label_ja is 'Japanese label.';
comment on column meta.verdict_rule.rule is 'When it is given. The percentages and amounts are parameters; those named are the defaults.';

insert into meta.verdict_rule values
    ('verdict', 'rising', 'Rising', '増加', 'The yearly mean after is above the mean before by 20 % or more of the mean before (at least of USD 100,000 or 1 tonne).'),
    ('verdict', 'falling', 'Falling', '減少', 'The yearly mean after is below the mean before by 20 % or more of the mean before (at least of USD 100,000 or 1 tonne).'),
    ('verdict', 'flat', 'Flat', '横ばい', 'The two means differ by less than that.'),
    ('verdict', 'no_recorded_trade', 'No recorded trade', '取引記録なし', 'The release could show the flow and holds nothing in the years after.'),
    ('verdict', 'too_early', 'Too early', '時期尚早', 'Fewer than two full calendar years of data after the date from which an effect could begin.'),
    ('verdict', 'not_measurable', 'Not measurable', '測定不能', 'No code shows the flow, or too few years are known, or both means are under the minimum base.'),
    ('reason', 'CODE_NOT_IN_EXTRACT', 'Code not in the data', 'コード未収録', 'No committed release holds the customs code.'),
    ('reason', 'BASKET_CODE', 'One code for several metals', '複数金属の共通コード', 'The customs code holds several metals and cannot tell this one.'),
    ('reason', 'WIDER_CODE', 'Code is wider than the good', '品目より広いコード', 'The customs code holds many other goods.'),
    ('reason', 'TOO_FEW_YEARS_AFTER', 'Too few years after', '事後年数不足', 'The data end before two full calendar years have passed.'),
    ('reason', 'TOO_FEW_YEARS_BEFORE', 'Too few years before', '事前年数不足', 'The data begin too late: fewer than two known years before.'),
    ('reason', 'YEARS_AFTER_UNKNOWN', 'Years after not known', '事後の値が不明', 'The years after are in the data, but fewer than two of them are known: the release lists largest partners only, or gives no tonnes.'),
    ('reason', 'NOTHING_BEFORE_OR_AFTER', 'Nothing recorded before or after', '前後とも記録なし', 'Nothing is recorded in either window.'),
    ('reason', 'NOTHING_AFTER', 'Nothing recorded after', '事後の記録なし', 'Something is recorded before, nothing after.'),
    ('reason', 'BELOW_MINIMUM_BASE', 'Too small to judge', '規模過小', 'Both means are under USD 100,000 a year, or under 1 tonne a year.'),
    ('reason', 'NEW_FLOW', 'Grew from next to nothing', 'ほぼ皆無からの増加', 'The mean before is under the minimum base, the mean after is not.'),
    ('reason', 'CHANGE_OF_MINIMUM_OR_MORE', 'Change of the minimum or more', '基準以上の変化', 'The means differ by 20 % or more.'),
    ('reason', 'CHANGE_UNDER_MINIMUM', 'Change under the minimum', '基準未満の変化', 'The means differ by less than 20 %.');

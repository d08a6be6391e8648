-- The verdicts with the printed defaults, and what a promised amount is a share of: published figures where nothing can
-- be measured, else the imports of the last year before an effect could begin.

create table mart.pledge_verdict as select * from metric.pledge_verdicts();
comment on table mart.pledge_verdict is 'metric.pledge_verdicts with its defaults: three years before, three after, tonnes, mainland China, 20 %, USD 100,000 or 1 tonne a year, two full years of data.';
comment on column mart.pledge_verdict.pledge_flow_id is 'Row of register.pledge_flow.';
comment on column mart.pledge_verdict.record_type is 'Table of the record.';
comment on column mart.pledge_verdict.record_id is 'Record of the register.';
comment on column mart.pledge_verdict.mineral_id is 'Mineral.';
comment on column mart.pledge_verdict.stage is 'ore, refined or product.';
comment on column mart.pledge_verdict.exporter_iso3 is 'Seller, or the country of the plant.';
comment on column mart.pledge_verdict.importer_iso3 is 'Buyer; WLD for production.';
comment on column mart.pledge_verdict.measure is 'trade, production or none.';
comment on column mart.pledge_verdict.series_id is 'Trade series; NULL for production and none.';
comment on column mart.pledge_verdict.production_mineral_id is 'Mineral whose production is read; NULL for trade and none.';
comment on column mart.pledge_verdict.production_source_id is 'Release that production is read from.';
comment on column mart.pledge_verdict.direction is 'up or down: where the flow should go.';
comment on column mart.pledge_verdict.from_date is 'First day on which an effect can be expected; its year is in neither window unless it is 1 January.';
comment on column mart.pledge_verdict.from_precision is 'How exact from_date is: day, month, year.';
comment on column mart.pledge_verdict.from_basis is 'What from_date is: signed, announced, start, planned_start, in_force.';
comment on column mart.pledge_verdict.basis_used is 'quantity or value: what the verdict rests on. Value where tonnes were asked for and the release gives too few.';
comment on column mart.pledge_verdict.before_first_year is 'First year of the window before; NULL where the data hold none of it.';
comment on column mart.pledge_verdict.before_last_year is 'Last year of the window before.';
comment on column mart.pledge_verdict.after_first_year is 'First year of the window after; NULL where the data hold none of it.';
comment on column mart.pledge_verdict.after_last_year is 'Last year of the window after.';
comment on column mart.pledge_verdict.data_first_year is 'First year of the release.';
comment on column mart.pledge_verdict.data_last_year is 'Last year of the release.';
comment on column mart.pledge_verdict.needs_data_until_year is 'Year that the data must reach before a verdict is given.';
comment on column mart.pledge_verdict.known_years_before is 'Years of the window before whose amount is known (nothing recorded in a full release counts as known).';
comment on column mart.pledge_verdict.known_years_after is 'Years of the window after whose amount is known.';
comment on column mart.pledge_verdict.mean_before_usd is 'Yearly mean before, US dollars.';
comment on column mart.pledge_verdict.mean_after_usd is 'Yearly mean after, US dollars.';
comment on column mart.pledge_verdict.mean_before_t is 'Yearly mean before, tonnes.';
comment on column mart.pledge_verdict.mean_after_t is 'Yearly mean after, tonnes.';
comment on column mart.pledge_verdict.mean_before is 'The mean before that the verdict rests on, in basis_used; NULL where too few years are known.';
comment on column mart.pledge_verdict.mean_after is 'The mean after that the verdict rests on, in basis_used.';
comment on column mart.pledge_verdict.change is 'mean_after / mean_before - 1; NULL where the mean before is 0 or unknown.';
comment on column mart.pledge_verdict.share_before is 'Share of the flow in all imports of the importer (world production) in the window before, 0-1, in basis_used.';
comment on column mart.pledge_verdict.share_after is 'The same in the window after.';
comment on column mart.pledge_verdict.china_share_before is 'Share of China in all imports of the importer (world production) in the window before, 0-1, in basis_used; NULL where China is the importer.';
comment on column mart.pledge_verdict.china_share_after is 'The same in the window after.';
comment on column mart.pledge_verdict.verdict is 'rising, flat, falling, no_recorded_trade, too_early, not_measurable: see meta.verdict_rule.';
comment on column mart.pledge_verdict.verdict_reason is 'Which line of the rule gave it: see meta.verdict_rule.';
comment on column mart.pledge_verdict.sensitive is 'True where the verdict is another one if one edge of a window moves by a year; NULL where there is no verdict to test.';
comment on column mart.pledge_verdict.moves_tried is 'Moved windows that could be tried, up to eight.';
comment on column mart.pledge_verdict.moved_verdicts is 'Verdicts that the moved windows gave.';
comment on column mart.pledge_verdict.in_direction is 'True where the flow went where the record points; says nothing about why. NULL where there is no verdict.';
comment on column mart.pledge_verdict.source_ids is 'Releases of the figures and of the register.';

create table mart.pledge_scale as
with policy as (
    select p.pledge_flow_id, if(y.metric = 'imports from China', 'imports', replace(y.metric, ' ', '_')) as yardstick,
           if(y.metric = 'imports from China', 'CHN', null) as from_iso3, y.date_from as period_start, y.date_to as period_end,
           case when y.unit in ('t', 't/yr') then y.value_low end as yardstick_t,
           case when y.unit = '%' then y.value_low / 100 end as published_share,
           null as qualifier, y.confidence, y.policy_id as record_id, y.statement, y.publisher, y.source_url, [y.source_id] as source_ids
    from (select *, unnest(yardstick_ids) as policy_id from register.pledge_flow) p
    join register.policy y using (policy_id)
),
printed as (
    select p.pledge_flow_id, 'imports' as yardstick, c.from_iso3, c.period_start, c.period_end, c.value as yardstick_t, null as published_share,
           c.qualifier, c.confidence, null as record_id, null as statement, c.publisher, c.source_url, [c.source_id] as source_ids
    from register.pledge_flow p
    join core.published_point c on c.mineral_id = p.mineral_id and c.to_iso3 = p.importer_iso3 and c.from_iso3 in ('WLD', 'CHN')
    where p.measure = 'none' and c.topic = 'japan_imports' and c.unit = 't' and c.value > 0 and year(c.period_start) = year(c.period_end)
      and c.period_end - c.period_start >= 364
),
traded as (
    select p.pledge_flow_id, 'imports' as yardstick, 'WLD' as from_iso3, make_date(y.year, 1, 1) as period_start,
           make_date(y.year, 12, 31) as period_end, y.total_quantity_t as yardstick_t, null as published_share, null as qualifier,
           'high' as confidence, null as record_id, t.label_en as statement, s.producer as publisher, s.url as source_url, y.source_ids
    from register.pledge_flow p
    join mart.pledge_flow_year y using (pledge_flow_id)
    join ref.trade_series t using (series_id)
    join meta.source s on s.source_id = y.source_ids[1]
    where p.measure = 'trade' and y.year < year(p.from_date)
    qualify y.year = max(y.year) over (partition by p.pledge_flow_id)
),
yardstick as (
    select * from policy union all by name select * from printed union all by name select * from traded
)
select y.pledge_flow_id, y.yardstick, y.from_iso3, y.period_start, y.period_end, p.pledged_t_per_year, y.yardstick_t,
       coalesce(y.published_share, metric.share(p.pledged_t_per_year, y.yardstick_t)) as share,
       y.published_share is not null as share_is_published, y.qualifier, y.confidence, y.record_id, y.statement, y.publisher, y.source_url,
       list_sort(list_distinct(y.source_ids || [p.source_id])) as source_ids
from yardstick y join register.pledge_flow p using (pledge_flow_id)
where p.pledged_t_per_year is not null and (y.yardstick_t is not null or y.published_share is not null)
order by y.pledge_flow_id, y.yardstick, y.from_iso3 desc, y.period_start, y.confidence, y.publisher;
comment on table mart.pledge_scale is 'How large a promised amount is: its share in published or measured imports and use of the buyer. Gross tonnes of the series where measured.';
comment on column mart.pledge_scale.pledge_flow_id is 'Row of register.pledge_flow.';
comment on column mart.pledge_scale.yardstick is 'imports, consumption or share_of_consumption.';
comment on column mart.pledge_scale.from_iso3 is 'For imports: from whom (WLD: all).';
comment on column mart.pledge_scale.period_start is 'First day of the period of the yardstick.';
comment on column mart.pledge_scale.period_end is 'Last day of that period.';
comment on column mart.pledge_scale.pledged_t_per_year is 'The promised amount, tonnes a year.';
comment on column mart.pledge_scale.yardstick_t is 'Imports or use, tonnes a year; NULL where only a share is published.';
comment on column mart.pledge_scale.share is 'Promised amount / yardstick, or the share as published, 0-1.';
comment on column mart.pledge_scale.share_is_published is 'True where the share itself is published; false where it is computed here.';
comment on column mart.pledge_scale.qualifier is 'Such as about, more than.';
comment on column mart.pledge_scale.confidence is 'high, medium or low, for the yardstick.';
comment on column mart.pledge_scale.record_id is 'Policy record that the yardstick is from, if any.';
comment on column mart.pledge_scale.statement is 'What the yardstick says, in our words.';
comment on column mart.pledge_scale.publisher is 'Publisher of the yardstick.';
comment on column mart.pledge_scale.source_url is 'Address of the yardstick.';
comment on column mart.pledge_scale.source_ids is 'Releases.';

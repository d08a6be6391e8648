-- The printed rule: verdicts and the reasons behind them.
select r.*, row_number() over () as place, metric.sources_of('register') as source_ids from meta.verdict_rule r order by kind desc, place

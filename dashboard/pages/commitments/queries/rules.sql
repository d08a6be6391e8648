-- The printed rule: verdicts and the reasons behind them.
select r.*, row_number() over () as place, (select list(source_id) from meta.source where source_id like 'register%') as source_ids from meta.verdict_rule r order by kind desc, place

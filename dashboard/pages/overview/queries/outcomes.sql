-- What became of the flows to Japan that records of the five Central Asian states point to, counted by verdict; and how
-- many of those judged date from the Tokyo Declaration or after.
select
    count(*) as flows,
    count(*) filter (v.verdict = 'rising') as rising,
    count(*) filter (v.verdict = 'flat') as flat,
    count(*) filter (v.verdict = 'falling') as falling,
    count(*) filter (v.verdict = 'no_recorded_trade') as no_recorded_trade,
    count(*) filter (v.verdict = 'too_early') as too_early,
    count(*) filter (v.verdict = 'not_measurable') as not_measurable,
    count(*) filter (
        v.verdict not in ('too_early', 'not_measurable')
        and v.from_date >= (select date_from from register.commitment where commitment_id = 'C01')
    ) as judged_since
from mart.pledge_verdict v
where v.importer_iso3 = 'JPN' and v.exporter_iso3 in (select iso3 from metric.members('CENTRAL_ASIA'))
having count(*) > 0

-- Every pledge with its flow before and after, in the windows asked for, and the verdict of the printed rule.
select
    v.*,
    r.title as record_title,
    r.statement,
    p.pledged,
    p.pledged_t_per_year as pledged_t,
    p.progress,
    p.reason as reason_for_mapping,
    p.blind_spot,
    p.measurable,
    p.source_url,
    p.publisher,
    m.name_en as mineral_name_en,
    m.name_ja as mineral_name_ja,
    x.name_en as exporter_name_en,
    x.name_ja as exporter_name_ja,
    i.name_en as importer_name_en,
    i.name_ja as importer_name_ja,
    a.label_en as verdict_name_en,
    a.label_ja as verdict_name_ja,
    b.label_en as reason_name_en,
    b.label_ja as reason_name_ja,
    b.rule as reason_rule,
    s.hs_codes,
    p.importer_iso3 = 'JPN' and x.iso3 in (select iso3 from metric.members('CENTRAL_ASIA')) as is_of_the_summit_region
from metric.pledge_verdicts(
    before_years := $before, after_years := $after, gap_years := $gap, basis := $basis, china := $china, min_change := $change / 100
) v
join register.pledge_flow p using (pledge_flow_id)
join register.record r on r.record_id = v.record_id
join ref.mineral m on m.mineral_id = v.mineral_id
join ref.country x on x.iso3 = v.exporter_iso3
join ref.country i on i.iso3 = v.importer_iso3
join meta.verdict_rule a on a.kind = 'verdict' and a.rule_id = v.verdict
join meta.verdict_rule b on b.kind = 'reason' and b.rule_id = v.verdict_reason
left join metric.codes_in_words() s on s.series_id = v.series_id
order by is_of_the_summit_region desc, v.from_date desc, v.pledge_flow_id

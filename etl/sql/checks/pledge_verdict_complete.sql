-- severity: error
-- about: a pledge without a verdict, with a verdict or reason that the printed rule does not know, or without a source
select v.pledge_flow_id, v.verdict, v.verdict_reason, v.source_ids
from register.pledge_flow p
left join mart.pledge_verdict v using (pledge_flow_id)
left join meta.verdict_rule a on a.kind = 'verdict' and a.rule_id = v.verdict
left join meta.verdict_rule b on b.kind = 'reason' and b.rule_id = v.verdict_reason
where a.rule_id is null or b.rule_id is null or coalesce(len(v.source_ids), 0) = 0

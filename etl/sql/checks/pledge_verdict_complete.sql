-- severity: error
-- about: a pledge without a verdict, with one that the printed rule does not know, without a source, or with an impossible figure
select p.pledge_flow_id, v.verdict, v.verdict_reason, v.mean_before, v.mean_after, v.change, v.share_before, v.share_after, v.source_ids
from register.pledge_flow p
left join mart.pledge_verdict v using (pledge_flow_id)
left join meta.verdict_rule a on a.kind = 'verdict' and a.rule_id = v.verdict
left join meta.verdict_rule b on b.kind = 'reason' and b.rule_id = v.verdict_reason
where a.rule_id is null or b.rule_id is null or coalesce(len(v.source_ids), 0) = 0
   or list_bool_or([isinf(x) or isnan(x) for x in [v.mean_before, v.mean_after, v.change] if x is not null])
   or list_bool_or([x not between 0 and 1 + 1e-9 for x in [v.share_before, v.share_after, v.china_share_before, v.china_share_after] if x is not null])

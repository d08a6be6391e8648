-- severity: error
-- about: a register record without a source or a publisher
select 'claim' as record_type, claim_id as record_id from register.claim where source_url is null or publisher is null
union all select 'commitment', commitment_id from register.commitment where source_url is null or publisher is null
union all select 'project', project_id from register.project where source_url is null or publisher is null
union all select 'event', event_id from register.event where source_url is null or publisher is null
union all select 'peer_commitment', peer_commitment_id from register.peer_commitment where source_url is null or publisher is null
union all select 'policy', policy_id from register.policy where source_url is null or publisher is null
union all select 'context', context_id from register.context where source_url is null or publisher is null
union all select 'disagreement', disagreement_id from register.disagreement where source_url is null or publisher is null

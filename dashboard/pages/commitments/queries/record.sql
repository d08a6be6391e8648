-- One record of the register with all that is recorded about it, whatever its kind.
with record as (
    select 'claim' as record_type, claim_id as record_id, * exclude (claim_id) from register.claim
    union all by name
    select 'commitment' as record_type, commitment_id as record_id, * exclude (commitment_id) from register.commitment
    union all by name
    select 'project' as record_type, project_id as record_id, * exclude (project_id) from register.project
    union all by name
    select 'event' as record_type, event_id as record_id, * exclude (event_id) from register.event
    union all by name
    select 'peer_commitment' as record_type, peer_commitment_id as record_id, * exclude (peer_commitment_id) from register.peer_commitment
    union all by name
    select 'policy' as record_type, policy_id as record_id, * exclude (policy_id) from register.policy
    union all by name
    select 'context' as record_type, context_id as record_id, * exclude (context_id) from register.context
    union all by name
    select 'disagreement' as record_type, disagreement_id as record_id, topic as statement, * exclude (disagreement_id, topic)
    from register.disagreement
)
select *, [source_id] as source_ids from record where record_id = $record

-- The state of every export control on a day, from its dates. What the sources do not say is unknown, since the day on
-- which it stopped being known.

create or replace macro metric.register_checked_on() as
    (select max(accessed_on) from meta.source where source_family = 'register');
comment on macro metric.register_checked_on is 'Day on which the policy register was last checked.';

-- Last day of a printed day, month or year.
create or replace macro metric.last_day_of(first_day, date_precision) as
    cast(case date_precision when 'day' then first_day
                             when 'month' then first_day + interval 1 month - interval 1 day
                             else first_day + interval 1 year - interval 1 day end as date);
comment on macro metric.last_day_of is 'Last day of the day, month or year that begins on first_day.';

create or replace macro metric.event_state(on_date) as table
with dated as (
    select e.*, cast(on_date as date) as asked, metric.register_checked_on() as checked_on,
           measure_type not in ('trade dispute', 'ruling', 'protest', 'general licences (claimed)') as is_measure,
           measure_type like '%(reported)%' as is_reported_only,
           metric.last_day_of(announced_from, announced_precision) as announced_to,
           metric.last_day_of(effective_from, effective_precision) as effective_to
    from register.event e
),
-- in force since: the effective date; the announcement where the register says in force and prints no date
began as (
    select *, case when state = 'in_force' then coalesce(effective_from, announced_from) else effective_from end as begins_on,
           -- the last day on which the sources still vouch for the measure, where they give no end and do not call it in force
           case when is_reported_only then announced_from - 1
                when state not in ('unknown', 'ended', 'replaced') or ends_on is not null or suspended_to is not null then null
                when effective_from is null then announced_to
                when effective_from <= announced_to then greatest(effective_to, announced_to)
                else effective_from - 1 end as vouched_until
    from dated
),
judged as (
    select *,
        case
            when asked between suspended_from and suspended_to then 'suspended'
            when asked > suspended_to then 'unknown'
            when asked > ends_on and (state = 'unknown' or measure_type = 'suspension') then 'unknown'
            when asked > ends_on then 'ended'
            when not is_measure and asked < checked_on then 'announced'
            when not is_measure then state
            when state in ('ended', 'replaced') and vouched_until is not null and asked >= checked_on then 'ended'
            when asked > vouched_until then 'unknown'
            when asked >= begins_on and (suspended_from is null or begins_on < suspended_from) then 'in_force'
            else 'announced'
        end as state_on_date
    from began
),
since as (
    select *,
        case state_on_date
            when 'suspended' then suspended_from
            when 'unknown' then coalesce(case when asked > suspended_to then suspended_to + 1 end,
                                         case when asked > ends_on then ends_on + 1 end, vouched_until + 1)
            when 'ended' then case when asked > ends_on then ends_on + 1 when not is_measure then announced_from end
            when 'in_force' then greatest(begins_on, announced_from)
            else announced_from
        end as since_date,
        case state_on_date
            when 'suspended' then suspended_to
            when 'in_force' then case when suspended_from > asked then suspended_from - 1 else ends_on end
            when 'announced' then case when is_measure then coalesce(case when suspended_from > asked then suspended_from - 1 end, begins_on - 1) end
        end as until_date
    from judged where announced_from <= asked
)
select event_id, unnest(if(len(mineral_ids) = 0, [null], mineral_ids)) as mineral_id, state_on_date as state, since_date as since,
       case when since_date = announced_from then announced_precision
            when since_date = effective_from then effective_precision else 'day' end as since_precision,
       until_date as until, measure_type, is_measure, statement, announcement_no, legal_instrument, issuer, issuer_iso3s,
       target_countries, target_iso3s, hs_codes, hs6s, hs4s, hs_basis, announced_from, announced_precision, effective_from,
       effective_precision, suspended_from, suspended_to, ends_on, state as reviewed_state, state_note, checked_on,
       asked > checked_on as is_after_check, source_url, publisher, confidence, [source_id] as source_ids
from since
order by announced_from, event_id, mineral_id;
comment on macro table metric.event_state is 'Every export control announced by a day, one row per mineral (mineral_id NULL where none is named), with its state on that day: announced, in_force, suspended, ended, unknown. since: first day of that state, NULL where the end date is not recorded; until: last day of it as far as announced; is_measure false: a step such as a ruling or a protest; is_after_check: the day asked for is later than the last check of the register.';

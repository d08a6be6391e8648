-- severity: error
-- about: an export control whose state on the day of the last check, taken from its dates, is not the state that was reviewed
select distinct event_id, state, reviewed_state, since, checked_on
from metric.event_state(metric.register_checked_on())
where state <> case reviewed_state when 'replaced' then 'ended' else reviewed_state end

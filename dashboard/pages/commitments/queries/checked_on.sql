-- The day on which the register was last checked, and the first day that its export controls reach back to.
select metric.register_checked_on() as checked_on, min(announced_from) as first_day from register.event

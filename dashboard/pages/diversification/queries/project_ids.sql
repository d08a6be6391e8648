-- All projects of the register: what the filter of planned projects may hold, whichever mineral is shown.
select project_id from register.project order by project_id

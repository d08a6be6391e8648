-- severity: error
-- about: a pledge whose effect is dated before its record
select p.source_row, p.pledge_flow_id, p.record_id, p.from_date, r.date_from
from register.pledge_flow p join register.record r using (record_type, record_id)
where p.from_date < r.date_from and not (p.from_precision = 'year' and year(p.from_date) = year(r.date_from))

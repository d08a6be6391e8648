-- What publishers print one by one: production, reserves, shares, prices, and figures of reports.

create or replace macro metric.production_rows() as table
select p.*, [p.source_id] as source_ids from core.production p;
comment on macro table metric.production_rows is 'Production and capacity (measure) of countries, as each edition of each publisher has them.';

create or replace macro metric.reserve_rows() as table
select p.*, [p.source_id] as source_ids from core.reserve p;
comment on macro table metric.reserve_rows is 'Reserves of countries, as each edition has them.';

create or replace macro metric.supply_share_rows() as table
select p.*, [p.source_id] as source_ids from core.supply_share p;
comment on macro table metric.supply_share_rows is 'Shares of countries in world supply (scope global) or in what the EU uses (eu_sourcing), as the EU study has them.';

create or replace macro metric.price_rows() as table
select p.*, [p.source_id] as source_ids from core.price p;
comment on macro table metric.price_rows is 'Published prices: of a month, or of a year (month NULL).';

create or replace macro metric.published_rows(kind) as table
select kind as kind, p.mineral_id, p.iso3, p.year, p.what, p.value_text, p.value, p.unit, p.status, p.edition,
       p.source_file, p.source_row, p.source_id, o.sha256, p.source_ids
from (
    select t.form as what, t.* from metric.production_rows() t where t.measure = kind
    union all by name
    select t.form as what, t.* from metric.reserve_rows() t where kind = 'reserve'
    union all by name
    select t.scope || ', ' || t.stage as what, t.* from metric.supply_share_rows() t where kind = 'supply_share'
    union all by name
    select t.form || coalesce(', ' || t.market, '') as what, t.* from metric.price_rows() t where kind = 'price'
) p
join meta.source o using (source_id);
comment on macro table metric.published_rows is 'The published rows of one kind in one shape, each with its file, line and hash: production, capacity, reserve, supply_share or price; what: what is counted, in words.';

create or replace macro metric.published_points(mineral) as table
select p.*, [p.source_id] as source_ids
from core.published_point p
where p.mineral_id in (select mineral_id from metric.mineral_parts(mineral) union select mineral_id from metric.basket_metals(mineral));
comment on macro table metric.published_points is 'Figures printed in reports and the press about a mineral, its parts, or the metals of a basket.';

create or replace macro metric.projected_years() as table
select distinct p.source_id, p.year from core.production p where p.status = 'projected';
comment on macro table metric.projected_years is 'Years for which a release of production holds projections.';

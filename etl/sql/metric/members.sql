-- What an identifier stands for: a country or group for its members, a series for its customs codes, a mineral for the
-- minerals that are counted or told with it.

create or replace macro metric.members_of(ids) as table
select g.group_id as id, g.iso3 from ref.country_group g where g.group_id in (select unnest(ids))
union all
select c.iso3, c.iso3 from ref.country c
where c.iso3 in (select unnest(ids)) and c.iso3 not in (select group_id from ref.country_group);
comment on macro table metric.members_of is 'The countries (iso3) that each identifier of a list stands for: the members of a group of ref.country_group, such as EU27, or the country itself. No row for an unknown identifier.';

create or replace macro metric.members(id) as table
select m.iso3 from metric.members_of([id]) m;
comment on macro table metric.members is 'The countries (iso3) that one identifier stands for; see metric.members_of.';

create or replace macro metric.includes_china(id, china) as
    (select coalesce(bool_or(metric.is_china(m.iso3, china)), false) from metric.members_of([id]) m);
comment on macro metric.includes_china is 'True where the country is China, or the group holds it; with china = plus also for Hong Kong and Macao.';

create or replace macro metric.codes_in_words() as table
select h.series_id,
       string_agg(h.hs6, '; ' order by h.hs6) as hs_codes,
       string_agg(h.hs6, '; ' order by h.hs6) filter (h.in_extract) as hs_codes_held,
       string_agg(h.hs6, '; ' order by h.hs6) filter (not h.in_extract) as hs_codes_missing,
       list(h.hs6 || ' ' || h.form || ' (' || h.purity || if(h.in_extract, ')', ', not in the releases)') order by h.hs6) as codes_listed
from ref.hs_code h
group by h.series_id;
comment on macro table metric.codes_in_words is 'The customs codes of every trade series as text: all, those that a release holds, those that none holds, and each with its form and purity.';

create or replace macro metric.baskets_in_words() as table
select t.basket_id as series_id,
       string_agg(m.name_en, ', ' order by m.name_en) as members_en,
       string_agg(m.name_ja, '、' order by m.name_en) as members_ja
from ref.trade_series t
join ref.mineral m using (mineral_id)
where t.basket_id <> t.series_id and t.is_default
group by t.basket_id;
comment on macro table metric.baskets_in_words is 'The names of the metals that share the customs code of a basket series.';

create or replace macro metric.mineral_parts(mineral) as table
select m.mineral_id from ref.mineral m where m.mineral_id = mineral or m.parent_id = mineral;
comment on macro table metric.mineral_parts is 'The mineral and its parts, such as neodymium for rare earths.';

create or replace macro metric.mineral_relatives(mineral) as table
select p.mineral_id from metric.mineral_parts(mineral) p
union
select m.parent_id from ref.mineral m where m.mineral_id = mineral and m.parent_id is not null;
comment on macro table metric.mineral_relatives is 'The mineral, its parts and the group it belongs to: whatever names one of them is also about the mineral.';

create or replace macro metric.basket_metals(mineral) as table
select t.mineral_id from ref.trade_series t join ref.trade_series b on b.series_id = t.basket_id where b.mineral_id = mineral;
comment on macro table metric.basket_metals is 'The metals whose customs code a basket is; no row for a mineral that is no basket.';

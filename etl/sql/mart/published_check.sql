-- Our figures beside published ones. Nothing is tuned: what differs says why.
create table meta.published_check as
with wanted as (
    select *, coalesce(try_cast(split_part(period, '-', 1) as integer), year) as from_year,
           case when period like '%-%' then try_cast(split_part(period, '-', 2) as integer) else year end as to_year
    from meta.published_value
),
code as (
    select w.check_id, w.hs6, w.hs_edition from wanted w where w.hs6 is not null
    union
    select w.check_id, c.hs6, c.hs_edition from wanted w join ref.hs_code c using (series_id) where w.hs6 is null and c.in_extract
),
import_row as (
    select w.check_id, w.kind, w.partner_iso3, f.exporter_iso3, case when w.basis = 'quantity' then f.quantity_t else f.value_usd end as amount
    from wanted w
    join code c using (check_id)
    join core.trade_flow f on f.hs6 = c.hs6 and f.hs_edition = c.hs_edition and f.year between w.from_year and w.to_year
     and (f.importer_iso3 = w.iso3
          or (w.iso3 = 'EU27' and f.importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
              and f.exporter_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')))
    where w.kind like 'import_%' or w.kind = 'us_import_source'
),
candidate as (
    select check_id, 100 * metric.share(coalesce(sum(amount) filter (exporter_iso3 = partner_iso3), 0), sum(amount)) as value
    from import_row where kind <> 'import_quantity_t' group by check_id
    union all
    select check_id, sum(amount) from import_row where kind = 'import_quantity_t' group by check_id
    union all
    select w.check_id, 100 * c.world_share
    from wanted w join mart.world_supply_country c
      on c.mineral_id = w.mineral_id and c.stage = w.stage and c.year = w.year and c.source_id = w.our_source_id and c.iso3 = w.iso3
    where w.kind like 'world_share_%'
    union all
    select w.check_id, p.value
    from wanted w join core.production p
      on p.mineral_id = w.mineral_id and p.stage = w.stage and p.year = w.year and p.source_id = w.our_source_id and p.iso3 = w.iso3
     and p.measure = 'production'
    where w.kind = 'production'
    union all
    select w.check_id, case w.kind when 'world_hhi' then s.hhi when 'cr3' then 100 * s.top3_share end
    from wanted w join mart.world_supply s
      on s.mineral_id = w.mineral_id and s.stage = w.stage and s.year = w.year and s.source_id = w.our_source_id
    where w.kind in ('world_hhi', 'cr3')
    union all
    select w.check_id, 100 * s.value
    from wanted w join core.supply_share s
      on s.mineral_id = w.mineral_id and s.stage = w.stage and s.iso3 = w.iso3 and s.source_id = w.our_source_id and s.scope = 'global'
    where w.kind = 'eu_global_share'
    union all
    select w.check_id, case when k.unit = 'percent' then k.value else 100 * k.value end
    from wanted w join core.criticality k
      on k.mineral_id = w.mineral_id and k.indicator = 'eol_recycling_input_rate' and k.source_id = w.our_source_id
    where w.kind = 'eol_rir'
    union all
    select w.check_id, 100 * r.value
    from wanted w join core.import_reliance r
      on r.mineral_id = w.mineral_id and r.iso3 = w.iso3 and r.year = w.year and r.source_id = w.our_source_id
    where w.kind = 'net_import_reliance_usgs'
),
ours as (
    select check_id, max(value) as value from candidate group by check_id
)
select w.check_id, w.metric, w.mineral_id, w.iso3, w.partner_iso3, w.year, w.stage, w.kind, w.our_source_id, w.published_value,
       o.value as our_value, w.unit, o.value - w.published_value as difference, w.tolerance,
       case when w.kind = 'none' then 'no counterpart' when o.value is null then 'missing'
            when abs(o.value - w.published_value) <= w.tolerance then 'agrees' else 'differs' end as verdict,
       w.reason, w.note, w.publisher, w.url
from wanted w left join ours o using (check_id)
order by w.check_id;
comment on table meta.published_check is 'Our figures beside published ones, with the distance and the reason for it.';
comment on column meta.published_check.check_id is 'Identifier (meta.published_value).';
comment on column meta.published_check.metric is 'What the publisher calls it.';
comment on column meta.published_check.kind is 'Which of our figures it is compared with; none: there is no counterpart in this file.';
comment on column meta.published_check.our_source_id is 'Release that our figure comes from.';
comment on column meta.published_check.published_value is 'The published figure, in unit.';
comment on column meta.published_check.our_value is 'Our figure, in unit.';
comment on column meta.published_check.unit is 'Unit of the values; a percent is 0-100.';
comment on column meta.published_check.difference is 'Our figure less the published one, in unit.';
comment on column meta.published_check.tolerance is 'Distance up to which the two count as the same, in unit.';
comment on column meta.published_check.reason is 'Why ours differs, or why there is no counterpart.';
comment on column meta.published_check.note is 'What the publisher counts.';
comment on column meta.published_check.verdict is 'agrees (within tolerance), differs (reason says why), no counterpart, missing.';

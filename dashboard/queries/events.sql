-- Export controls and steps about them that name the mineral, one of its parts, or the group it belongs to. At most four
-- are drawn on a chart: one a calendar year, restrictions before disputes, those of China and those aimed at the
-- importer or at all destinations first. The list has all of them.
with related as (
    select mineral_id from metric.mineral_relatives($mineral)
    union
    -- A basket stands for every metal whose customs code it is.
    select mineral_id from metric.basket_metals($mineral)
),
event as (
    select
        e.*,
        coalesce(e.effective_from, e.announced_from) as starts_on,
        -- Where a suspension or an end is known the band stops there; otherwise it runs while the measure is in force.
        case
            when e.state = 'announced' then null
            when e.suspended_from is not null then e.suspended_from
            when e.ends_on is not null then e.ends_on
            when e.state in ('in_force', 'suspended') then metric.register_checked_on()
        end as band_ends_on,
        regexp_matches(e.measure_type, 'licen|ban|quota|halt|pause|suspension$|refused|limit') and e.measure_type <> 'suspension' as is_restriction
    from register.event e
    where len(list_intersect(e.mineral_ids, (select list(mineral_id) from related))) > 0
),
scored as (
    select
        *,
        is_restriction::integer * 4
        + list_contains(target_iso3s, $importer)::integer * 2
        + list_contains(issuer_iso3s, 'CHN')::integer * 2
        + (list_contains(target_iso3s, 'WLD') or list_contains(target_iso3s, $importer))::integer
        + (confidence = 'high')::integer as score
    from event
),
of_year as (
    select *, row_number() over (partition by year(starts_on) order by score desc, starts_on, event_id) as place_in_year from scored
),
placed as (
    select *, row_number() over (order by place_in_year, score desc, starts_on desc, event_id) as place from of_year
)
select
    event_id,
    starts_on,
    announced_from as announced_on,
    effective_from as effective_on,
    band_ends_on,
    suspended_from,
    suspended_to,
    ends_on,
    state,
    state_note,
    measure_type,
    statement,
    issuer,
    issuer_iso3s,
    target_countries,
    target_iso3s,
    announcement_no,
    hs_codes,
    hs_basis,
    mineral_ids,
    place_in_year = 1 and place <= 4 as on_chart,
    source_url,
    publisher,
    confidence,
    source_file,
    source_row,
    [source_id] as source_ids
from placed
order by starts_on, event_id

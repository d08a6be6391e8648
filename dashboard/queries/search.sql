-- What the search finds beside pages and words: minerals, their parts, countries, groups, records, definitions, sources.
-- Codes stand beside the identifier; aliases are further names. A label that a table prints with a remark is no name.
with alias as (
    select 'mineral' as kind, mineral_id as entry_id, label from ref.mineral_alias where mineral_id is not null
    union
    select 'country', iso3, label from ref.country_alias
),
-- Among equally good hits the country that trades more comes first, groups before all.
flow as (
    select importer_iso3 as entry_id, value_usd from mart.supplier_share
    union all
    select exporter_iso3, value_usd from mart.supplier_share
),
traded as (
    select entry_id, sum(value_usd) as value_usd from flow group by entry_id
),
other as (
    select kind, entry_id, list(label order by label) as aliases
    from alias
    where regexp_full_match(label, '[\p{L}.'' -]+')
    group by kind, entry_id
),
entry as (
    select 'mineral' as kind, mineral_id as entry_id, name_en, name_ja, parent_id, symbol as hint, [symbol] as codes
    from ref.mineral
    union all by name
    select 'country' as kind, iso3 as entry_id, name_en, name_ja, [iso2] as codes
    from ref.country
    union all by name
    select distinct 'country' as kind, group_id as entry_id, true as is_group, name_en, name_ja, [] as codes
    from ref.country_group
    union all by name
    select 'record' as kind, record_id as entry_id, coalesce(title, statement) as name_en, name_en as name_ja, record_id as hint, [] as codes
    from register.record
    union all by name
    select 'record' as kind, disagreement_id as entry_id, topic as name_en, name_en as name_ja, disagreement_id as hint, [] as codes
    from register.disagreement
    union all by name
    select 'definition' as kind, definition_id as entry_id, label_en as name_en, label_ja as name_ja, [] as codes
    from ref.definition
    union all by name
    select 'source' as kind, source_id as entry_id, title as name_en, title as name_ja, edition as hint, [producer] as codes
    from meta.source
)
select
    kind,
    entry_id,
    any_value(name_en) as entry_name_en,
    any_value(name_ja) as entry_name_ja,
    any_value(parent_id) as parent_id,
    any_value(hint) as hint,
    list_filter(any_value(codes), lambda code: code is not null) as codes,
    coalesce(any_value(aliases), []) as aliases
from entry
left join other using (kind, entry_id)
left join traded using (entry_id)
group by kind, entry_id
order by
    kind, bool_or(is_group) desc nulls last, case when kind = 'country' then max(value_usd) end desc nulls last,
    case when kind = 'record' then entry_id else entry_name_en end, entry_id

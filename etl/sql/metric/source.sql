-- Which releases belong together. Whose figure is read first is meta.source.rank.

create or replace macro metric.sources_of(family) as (
    select coalesce(list(source_id order by source_id), []) from meta.source where source_family = family
);
comment on macro metric.sources_of is 'Releases of a family (meta.source.source_family) as a sorted list, such as those of our own lists: reference, register. Empty where there is no such family.';

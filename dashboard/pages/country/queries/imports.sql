-- One country or group in one year as an importer: every default series, the share and value that come from China, and
-- how concentrated the suppliers are. Trade inside a group is left out; shares are taken from sums. Grade and
-- definitions exist for single importers and the EU, not for other groups.
with member as (
    select iso3 from ref.country_group where group_id = $country
    union all
    select iso3 from ref.country where iso3 = $country and iso3 not in (select group_id from ref.country_group)
),
series as (
    select t.*, m.name_en as mineral_name_en, m.name_ja as mineral_name_ja
    from ref.trade_series t
    join ref.mineral m using (mineral_id)
    where t.is_default and not (t.purity = 'BASKET' and t.basket_id <> t.series_id)
),
flow as (
    select
        p.series_id,
        p.year,
        p.exporter_iso3,
        sum(p.value_usd) as value_usd,
        sum(p.quantity_t) as quantity_t,
        if($basis = 'value', sum(p.value_usd), sum(p.quantity_t)) as amount,
        any_value(p.source_ids) as source_ids
    from mart.supplier_share p
    semi join member i on i.iso3 = p.importer_iso3
    anti join member e on e.iso3 = p.exporter_iso3
    where p.year between $year - 9 and $year
    group by p.series_id, p.year, p.exporter_iso3
),
yearly as (
    select
        f.series_id,
        f.year,
        sum(f.value_usd) as value_usd,
        sum(f.quantity_t) as quantity_t,
        count(*) as supplier_count,
        coalesce(sum(f.value_usd) filter (metric.is_china(f.exporter_iso3, $china)), 0) as china_value_usd,
        metric.share(coalesce(sum(f.amount) filter (metric.is_china(f.exporter_iso3, $china)), 0), sum(f.amount)) as china_share,
        metric.hhi_from_sums(sum(f.amount * f.amount), sum(f.amount)) as hhi,
        arg_max(f.exporter_iso3, (f.amount, f.exporter_iso3)) filter (c.kind <> 'residual' and f.amount is not null) as top_supplier_iso3,
        metric.share(max(f.amount) filter (c.kind <> 'residual'), sum(f.amount)) as top_supplier_share,
        any_value(f.source_ids) as source_ids
    from flow f
    join ref.country c on c.iso3 = f.exporter_iso3
    group by f.series_id, f.year
),
judged as (
    select
        y.*,
        metric.is_low_base(
            y.value_usd, y.quantity_t,
            count(*) over (partition by y.series_id order by y.year range between 4 preceding and current row),
            least(5, y.year - s.first_year + 1)
        ) as low_base
    from yearly y
    join series s using (series_id)
),
measured as (
    select *, max(china_share) filter (year = $year - 5 and not low_base) over (partition by series_id) as china_share_before
    from judged
    qualify year = $year
),
flag as (
    select series_id, count(*) filter (flagged) as definitions_met, count(flagged) as definitions_judged
    from metric.dependency_flags($basis, $china)
    where importer_iso3 = $country and year = $year
    group by series_id
),
reference as (
    select list(source_id order by source_id) as source_ids from meta.source where source_id like 'reference%'
)
select
    s.series_id,
    s.mineral_id,
    s.mineral_name_en,
    s.mineral_name_ja,
    s.stage,
    s.hs_edition,
    s.label_en as codes_in_words,
    s.purity,
    $country as country_id,
    $year as year,
    $basis as basis,
    $china as china,
    case
        when s.purity = 'BASKET' then 'BASKET_CODE'
        when not s.in_extract then 'CODE_NOT_IN_EXTRACT'
        when now.series_id is null then coalesce(d.reason, if($year < s.first_year, 'YEAR_NOT_IN_RELEASE', 'NO_TRADE_REPORTED'))
        when now.low_base then 'BELOW_THRESHOLD'
        when now.top_supplier_share is null then 'QUANTITY_NOT_IN_EXTRACT'
        else 'RANKED'
    end as status,
    if(own.china, null, now.china_share) as china_share,
    if(own.china, null, now.china_share_before) as china_share_before,
    if(own.china, null, (now.china_share - now.china_share_before) * 100) as china_change_points,
    if(s.purity = 'BASKET', null, now.hhi) as hhi,
    if(s.purity = 'BASKET', null, metric.effective_suppliers(now.hhi)) as equivalent_suppliers,
    now.supplier_count,
    now.top_supplier_iso3,
    top.name_en as top_supplier_name_en,
    top.name_ja as top_supplier_name_ja,
    now.top_supplier_share,
    now.value_usd,
    now.quantity_t,
    if(own.china, null, now.china_value_usd) as china_value_usd,
    f.definitions_met,
    f.definitions_judged,
    d.quality_grade,
    d.grade_reasons,
    coalesce(now.source_ids, r.source_ids) as source_ids
from series s
cross join reference r
cross join (select 'CHN' in (select iso3 from member) as china) own
left join measured now on now.series_id = s.series_id
left join mart.import_dependence d on d.importer_iso3 = $country and d.series_id = s.series_id and d.year = $year
left join flag f on f.series_id = s.series_id
left join ref.country top on top.iso3 = now.top_supplier_iso3
order by s.mineral_name_en, s.stage

-- Who replaced whom between two years: one row per supplier, and the same in one row.

-- Amounts of every supplier in two windows. pooled: each window is the three years that end in the year given.
create or replace macro metric.supplier_windows(importer, series, from_year, to_year, pooled) as table
with flow as (
    select r.exporter_iso3, r.value_usd, r.quantity_t, r.source_id,
           r.year between from_year - (case when pooled then 2 else 0 end) and from_year as is_from,
           r.year between to_year - (case when pooled then 2 else 0 end) and to_year as is_to
    from metric.trade_rows(importer, series, least(from_year, to_year) - 2, greatest(from_year, to_year)) r
    where not exists (select 1 from ref.trade_series s where s.series_id = series and s.basket_id <> s.series_id)
)
select f.exporter_iso3,
       coalesce(sum(f.value_usd) filter (f.is_from), 0) as value_from_usd,
       coalesce(sum(f.value_usd) filter (f.is_to), 0) as value_to_usd,
       coalesce(sum(f.value_usd) filter (f.is_from and f.quantity_t is not null), 0) as known_value_from_usd,
       coalesce(sum(f.value_usd) filter (f.is_to and f.quantity_t is not null), 0) as known_value_to_usd,
       case when value_from_usd = 0 then 0 else sum(f.quantity_t) filter (f.is_from) end as quantity_from_t,
       case when value_to_usd = 0 then 0 else sum(f.quantity_t) filter (f.is_to) end as quantity_to_t,
       list_sort(list_distinct(list(f.source_id))) as source_ids
from flow f
where f.is_from or f.is_to
group by f.exporter_iso3;
comment on macro table metric.supplier_windows is 'Value and tonnes of every supplier of an importer in two years, or in the three years that end in each; tonnes NULL where none are known, 0 where nothing was bought.';

create or replace macro metric.share_change(importer, series, from_year, to_year, basis, china, pooled) as table
with amount as (
    select w.*, metric.is_china(w.exporter_iso3, china) as is_china,
           case when basis = 'quantity' then w.quantity_from_t else w.value_from_usd end as amount_from,
           case when basis = 'quantity' then w.quantity_to_t else w.value_to_usd end as amount_to,
           metric.share(w.known_value_from_usd, w.value_from_usd) as quantity_coverage_from,
           metric.share(w.known_value_to_usd, w.value_to_usd) as quantity_coverage_to,
           case when w.quantity_from_t is null or w.quantity_to_t is null then 'QUANTITY_UNKNOWN'
                when least(quantity_coverage_from, quantity_coverage_to) < metric.threshold('known_quantity') then 'QUANTITY_PARTLY_UNKNOWN'
                when not (metric.priced(w.known_value_from_usd, w.quantity_from_t)
                          and metric.priced(w.known_value_to_usd, w.quantity_to_t)) then 'QUANTITY_ZERO' end as price_reason
    from metric.supplier_windows(importer, series, from_year, to_year, pooled) w
),
total as (
    select coalesce(sum(a.amount_from) filter (a.is_china), 0) as china_from, coalesce(sum(a.amount_to) filter (a.is_china), 0) as china_to,
           coalesce(sum(a.amount_from) filter (not a.is_china), 0) as others_from, coalesce(sum(a.amount_to) filter (not a.is_china), 0) as others_to,
           sum(a.quantity_from_t) filter (a.price_reason is null) as priced_from_t,
           sum(a.quantity_to_t) filter (a.price_reason is null) as priced_to_t
    from amount a
),
shared as (
    select a.*, t.*,
           metric.share(a.amount_from, t.china_from + t.others_from) as share_from,
           metric.share(a.amount_to, t.china_to + t.others_to) as share_to,
           metric.share(coalesce(a.amount_from, 0), t.china_from + t.others_from) as known_share_from,
           metric.share(coalesce(a.amount_to, 0), t.china_to + t.others_to) as known_share_to
    from amount a cross join total t
)
select s.exporter_iso3, s.is_china, s.amount_from, s.amount_to, s.share_from, s.share_to,
       100 * (s.known_share_to - s.known_share_from) as change_points,
       case when not s.is_china then 100 * (s.known_share_from - s.known_share_to) end as contribution_points,
       100 * metric.shapley_part(s.is_china, coalesce(s.amount_to, 0) - coalesce(s.amount_from, 0),
                                 s.china_from, s.others_from, s.china_to, s.others_to) as shapley_points,
       case when p.purity <> 'BASKET' then metric.hhi_contribution(s.known_share_from, s.known_share_to) end as hhi_contribution,
       s.value_from_usd, s.value_to_usd, s.quantity_from_t, s.quantity_to_t,
       metric.share(s.known_value_from_usd, s.quantity_from_t) as unit_value_from_usd_per_t,
       metric.share(s.known_value_to_usd, s.quantity_to_t) as unit_value_to_usd_per_t,
       s.known_value_to_usd - s.known_value_from_usd as known_value_change_usd,
       case when s.price_reason is null then
           metric.lmdi_price(s.known_value_from_usd, s.quantity_from_t, s.known_value_to_usd, s.quantity_to_t) end as price_effect_usd,
       case when s.price_reason is null then
           metric.lmdi_volume(s.known_value_from_usd, s.quantity_from_t, s.known_value_to_usd, s.quantity_to_t) end as volume_effect_usd,
       case when s.price_reason is null then
           metric.lmdi_scale(s.known_value_from_usd, s.quantity_from_t, s.known_value_to_usd, s.quantity_to_t,
                             s.priced_from_t, s.priced_to_t) end as scale_effect_usd,
       volume_effect_usd - scale_effect_usd as mix_effect_usd,
       case when s.price_reason is null then
           metric.bennet_price(s.known_value_from_usd, s.quantity_from_t, s.known_value_to_usd, s.quantity_to_t) end as bennet_price_usd,
       case when s.price_reason is null then
           metric.bennet_volume(s.known_value_from_usd, s.quantity_from_t, s.known_value_to_usd, s.quantity_to_t) end as bennet_volume_usd,
       s.quantity_coverage_from, s.quantity_coverage_to,
       case when s.value_from_usd = 0 then 'entry' when s.value_to_usd = 0 then 'exit' else 'stays' end as presence,
       case when s.china_from + s.others_from = 0 or s.china_to + s.others_to = 0 then
                 case when basis = 'quantity' then 'QUANTITY_NOT_IN_EXTRACT' else 'NO_TRADE_REPORTED' end
            when s.amount_from is null or s.amount_to is null then 'QUANTITY_UNKNOWN' end as reason,
       s.price_reason, s.source_ids
from shared s cross join (select purity from ref.trade_series where series_id = series) p
order by abs(change_points) desc nulls last, s.exporter_iso3;
comment on macro table metric.share_change is 'One row per supplier of an importer: shares (0-1) in two years or three-year windows (pooled), and what the supplier adds to the change. basis value or quantity, china mainland or plus. change_points: change of its own share, sums to 0. contribution_points: what its change took from (-) or left to (+) China''s share; NULL for China; sums to China''s change. shapley_points: the same from amounts, China included; sums to China''s change. hhi_contribution sums to the change of HHI (no value for BASKET codes). price, volume (= scale + mix) effects: LMDI, US dollars, where 95 % of the value has known tonnes in both years; entry and exit are volume. reason QUANTITY_UNKNOWN: its tonnes are not known, so it counts as 0 in the known tonnes.';

-- The same in one row. Without trade in one of the windows every split is NULL and reason says why.
create or replace macro metric.china_share_split(importer, series, from_year, to_year, basis, china, pooled) as table
with supplier as (
    select c.* from metric.share_change(importer, series, from_year, to_year, basis, china, pooled) c
),
total as (
    select coalesce(sum(s.amount_from) filter (s.is_china), 0) as china_from, coalesce(sum(s.amount_to) filter (s.is_china), 0) as china_to,
           coalesce(sum(s.amount_from) filter (not s.is_china), 0) as others_from, coalesce(sum(s.amount_to) filter (not s.is_china), 0) as others_to,
           china_from + others_from as total_from, china_to + others_to as total_to,
           case when count(s.hhi_contribution) > 0 then metric.hhi(list(s.share_from) filter (s.share_from is not null)) end as hhi_from,
           case when count(s.hhi_contribution) > 0 then metric.hhi(list(s.share_to) filter (s.share_to is not null)) end as hhi_to,
           sum(s.value_from_usd) as value_from_usd, sum(s.value_to_usd) as value_to_usd,
           sum(s.price_effect_usd) as price_effect_usd, sum(s.volume_effect_usd) as volume_effect_usd,
           sum(s.scale_effect_usd) as scale_effect_usd, sum(s.mix_effect_usd) as mix_effect_usd,
           sum(s.value_from_usd * s.quantity_coverage_from) as known_from_usd, sum(s.value_to_usd * s.quantity_coverage_to) as known_to_usd,
           list_sort(list_distinct(flatten(list(s.source_ids)))) as source_ids
    from supplier s
),
year_of as (
    select list_sort(list_distinct(list(d.reason) filter (d.reason is not null))) as reasons,
           list_sort(list_distinct(list(d.completeness) filter (d.completeness is not null))) as completeness,
           max(d.quality_grade) as quality_grade, count(d.value_usd) as years
    from mart.import_dependence d
    where d.importer_iso3 = importer and d.series_id = series
      and (d.year between from_year - (case when pooled then 2 else 0 end) and from_year
           or d.year between to_year - (case when pooled then 2 else 0 end) and to_year)
),
judged as (
    select t.*, y.quality_grade, t.total_from > 0 and t.total_to > 0 as has_both,
           list_filter([
               case when pooled and to_year - from_year between 0 and 2 then 'WINDOWS_OVERLAP' end,
               case when pooled and y.years < 2 * 3 and to_year - from_year > 2 then 'WINDOW_INCOMPLETE' end,
               case when list_contains(y.reasons, 'BELOW_THRESHOLD') then 'BELOW_THRESHOLD' end,
               case when list_contains(y.reasons, 'BASKET_CODE') then 'BASKET_CODE' end,
               case when list_contains(y.completeness, 'top6') then 'LARGEST_PARTNERS_ONLY' end,
               case when least(metric.share(t.known_from_usd, t.value_from_usd), metric.share(t.known_to_usd, t.value_to_usd)) < metric.threshold('known_quantity')
                    then 'QUANTITY_PARTLY_UNKNOWN' end
           ], lambda n: n is not null) as notes,
           case when t.total_from > 0 and t.total_to > 0 then null
                when t.value_from_usd > 0 and t.value_to_usd > 0 then 'QUANTITY_NOT_IN_EXTRACT'
                when z.outside then 'YEAR_NOT_IN_RELEASE'
                else coalesce(list_filter(y.reasons, lambda r: r <> 'BELOW_THRESHOLD')[1], 'NO_TRADE_REPORTED') end as reason
    from total t cross join year_of y
    cross join (select coalesce(bool_or(from_year < s.first_year or to_year > s.last_year), false) as outside
                from ref.trade_series s where s.series_id = series) z
)
select importer as importer_iso3, series as series_id, from_year as year_from, to_year as year_to, basis as basis_id, china as china_id,
       case when j.total_from > 0 then j.china_from end as china_from, case when j.total_from > 0 then j.others_from end as others_from,
       case when j.total_to > 0 then j.china_to end as china_to, case when j.total_to > 0 then j.others_to end as others_to,
       nullif(j.total_from, 0) as total_from, nullif(j.total_to, 0) as total_to,
       metric.share(j.china_from, j.total_from) as share_from, metric.share(j.china_to, j.total_to) as share_to,
       100 * (share_to - share_from) as change_points,
       100 * metric.shapley_china(j.china_from, j.others_from, j.china_to, j.others_to) as phi_china_points,
       100 * metric.shapley_others(j.china_from, j.others_from, j.china_to, j.others_to) as phi_others_points,
       case when j.has_both then metric.lmdi_growth(j.china_from, j.total_from, j.china_to, j.total_to) end as lmdi_growth,
       case when j.has_both then metric.lmdi_substitution(j.china_from, j.total_from, j.china_to, j.total_to) end as lmdi_substitution,
       j.hhi_from, j.hhi_to, j.hhi_to - j.hhi_from as hhi_change,
       j.value_from_usd, j.value_to_usd, j.value_to_usd - j.value_from_usd as value_change_usd,
       j.price_effect_usd, j.volume_effect_usd, j.scale_effect_usd, j.mix_effect_usd,
       value_change_usd - coalesce(j.price_effect_usd, 0) - coalesce(j.volume_effect_usd, 0) as unsplit_usd,
       metric.share(coalesce(j.known_from_usd, 0), j.value_from_usd) as quantity_coverage_from,
       metric.share(coalesce(j.known_to_usd, 0), j.value_to_usd) as quantity_coverage_to,
       j.quality_grade, j.notes, j.reason, j.source_ids
from judged j;
comment on macro table metric.china_share_split is 'The change of China''s share in one row. phi_china_points + phi_others_points = change_points (Shapley: China sold less or more; the others sold less or more). lmdi_growth + lmdi_substitution = change of China''s amount (USD or tonnes). price + volume (= scale + mix) effects + unsplit_usd (tonnes unknown) = value_change_usd. NULL with a reason where one of the windows has no trade; notes: WINDOWS_OVERLAP, WINDOW_INCOMPLETE, BELOW_THRESHOLD, BASKET_CODE, LARGEST_PARTNERS_ONLY, QUANTITY_PARTLY_UNKNOWN.';

-- How much an importer depends on whom, as a reader asks for it: by value or by tonnes, China with or without Hong Kong
-- and Macao.
--
-- China as importer. It has no share in its own imports: china_share is NULL for China, with china = plus also for Hong
-- Kong and Macao, and for a group that holds one of them (the marts say so). Its rows are ranked by the largest single
-- supplier instead: status is RANKED where that share is known. Where the share of China itself is asked for, the reason
-- is IMPORTER_IS_CHINA.

create or replace macro metric.china_status(importer_is_china, status) as
    case when importer_is_china and status not in ('IN_BASKET', 'CODE_NOT_IN_EXTRACT', 'YEAR_NOT_IN_RELEASE')
         then 'IMPORTER_IS_CHINA' else status end;
comment on macro metric.china_status is 'RANKED, or why there is no share of China: IMPORTER_IS_CHINA where the importer is China itself, otherwise as status of metric.dependence.';

create or replace macro metric.compared_figure(figure, low_base, china_share, hhi, top_supplier_share, definitions_met) as
    case when low_base then null
         when figure = 'hhi' then hhi
         when figure = 'top' then top_supplier_share
         when figure = 'definitions' then definitions_met
         else china_share end;
comment on macro metric.compared_figure is 'The figure that importers are compared by: china (its share), top (share of the largest supplier), hhi or definitions (number met); NULL where the trade is too small to rank.';

create or replace macro metric.compared_status(figure, amount, reason, china_reason) as
    case when amount is not null then 'MEASURED'
         else coalesce(nullif(case when figure = 'china' then china_reason else reason end, 'RANKED'), 'QUANTITY_NOT_IN_EXTRACT') end;
comment on macro metric.compared_status is 'MEASURED, or why metric.compared_figure (here: amount) is NULL.';

create or replace macro metric.importer_is_china(importer, china, china_share_of_value, value_usd) as
    metric.is_china(importer, china) or coalesce(value_usd > 0 and china_share_of_value is null, false);
comment on macro metric.importer_is_china is 'True where an importer has no share of China because it is China, or a group that holds it: the marts leave that share empty.';

create or replace macro metric.china_reason(importer_is_china, reason) as
    case when importer_is_china then 'IMPORTER_IS_CHINA' else reason end;
comment on macro metric.china_reason is 'Why there is no share of China, or why it is set apart: IMPORTER_IS_CHINA, otherwise the reason of the row.';

create or replace macro metric.chosen_dependence(marts, basis, china) as table
select d.importer_iso3, d.series_id, d.mineral_id, d.stage, d.year,
       metric.importer_is_china(d.importer_iso3, china, metric.by_china(china, d.china_value_share, d.china_plus_value_share), d.value_usd)
           as importer_is_china,
       metric.chosen_share(basis, china, d.china_value_share, d.china_quantity_share,
                           d.china_plus_value_share, d.china_plus_quantity_share) as china_share,
       d.value_usd * metric.by_china(china, d.china_value_share, d.china_plus_value_share) as china_value_usd,
       metric.by_basis(basis, d.hhi_value, d.hhi_quantity) as hhi,
       metric.by_basis(basis, d.effective_suppliers, d.effective_suppliers_quantity) as equivalent_suppliers,
       d.supplier_count,
       metric.by_basis(basis, d.top_supplier_iso3, d.top_supplier_quantity_iso3) as top_supplier_iso3,
       metric.by_basis(basis, d.top_supplier_value_share, d.top_supplier_quantity_share) as top_supplier_share,
       d.value_usd, d.quantity_t, d.quantity_coverage, d.unallocated_value_share, d.low_base, d.completeness,
       coalesce(d.reason, metric.by_basis(basis, null, d.quantity_reason)) as reason,
       d.quality_grade, d.grade_reasons, d.source_ids
from query_table(marts, true) d;
comment on macro table metric.chosen_dependence is 'The rows of a list of marts (mart.import_dependence, mart.group_dependence) as the reader chose: basis value or quantity, china mainland or plus. reason: why a figure is missing or set apart. For China as importer china_share is NULL (importer_is_china).';

create or replace macro metric.importer_dependence(basis, china) as table
from metric.chosen_dependence(['mart.import_dependence'], basis, china);
comment on macro table metric.importer_dependence is 'mart.import_dependence as the reader chose (metric.chosen_dependence): one row for every country and the EU, series and year of the release.';

create or replace macro metric.group_dependence(basis, china) as table
from metric.chosen_dependence(['mart.import_dependence', 'mart.group_dependence'], basis, china);
comment on macro table metric.group_dependence is 'The same with the country groups of mart.group_dependence, where they bought anything. Coverage in tonnes, completeness, grade and definitions are not given for groups other than the EU.';

create or replace macro metric.dependence(importers, basis, china, first_year, last_year) as table
with measured as (
    select d.* from metric.group_dependence(basis, china) d
    where d.importer_iso3 in (select unnest(importers)) and d.year between first_year - 5 and last_year
),
flag as (
    select m.* from mart.definitions_met m
    where m.basis = basis and m.china = china
      and m.importer_iso3 in (select unnest(importers)) and m.year between first_year and last_year
),
reference as (
    select metric.sources_of('reference') as source_ids
),
framed as (
    select i.importer_iso3, s.series_id, s.mineral_id, s.stage, y.year, s.is_default,
           coalesce(n.importer_is_china, metric.is_china(i.importer_iso3, china)) as importer_is_china,
           n.china_share, b.china_share as china_share_before, n.china_value_usd, n.hhi, n.equivalent_suppliers, n.supplier_count,
           n.top_supplier_iso3, n.top_supplier_share, n.value_usd, n.quantity_t, n.quantity_coverage, n.unallocated_value_share,
           n.low_base, n.completeness,
           f.definitions_met, f.definitions_judged, f.definitions_met_ids,
           case when s.purity = 'BASKET' then case when s.basket_id <> s.series_id then 'IN_BASKET' else 'BASKET_CODE' end
                when not s.in_extract then 'CODE_NOT_IN_EXTRACT'
                when n.year is null then case when y.year between s.first_year and s.last_year then 'NO_TRADE_REPORTED' else 'YEAR_NOT_IN_RELEASE' end
                when n.reason is not null then n.reason
                when case when n.importer_is_china then n.top_supplier_share else n.china_share end is null then 'QUANTITY_NOT_IN_EXTRACT'
                else 'RANKED' end as status,
           n.quality_grade, n.grade_reasons, coalesce(n.source_ids, r.source_ids) as source_ids
    from (select unnest(importers) as importer_iso3) i
    cross join (select cast(unnest(range(first_year, last_year + 1)) as integer) as year) y
    cross join ref.trade_series s
    cross join reference r
    left join measured n on n.importer_iso3 = i.importer_iso3 and n.series_id = s.series_id and n.year = y.year
    left join measured b on b.importer_iso3 = i.importer_iso3 and b.series_id = s.series_id and b.year = y.year - 5 and not b.low_base
    left join flag f on f.importer_iso3 = i.importer_iso3 and f.series_id = s.series_id and f.year = y.year
)
select f.*, 100 * (f.china_share - f.china_share_before) as china_change_points, metric.china_status(f.importer_is_china, f.status) as china_status
from framed f;
comment on macro table metric.dependence is 'A reader''s row: one for every importer asked for (a list of countries, EU27 or groups of ref.country_group), every trade series (is_default: the one shown first) and every year, whether the release has it or not. China''s share now and five years before (NULL where too small to rank), change in points, concentration, largest supplier, definitions met of those that can be judged, grade, and status: RANKED, or why the row cannot be ranked. basis value or quantity, china mainland or plus. China as importer: china_share NULL, china_status IMPORTER_IS_CHINA, ranked by its largest supplier. Coverage in tonnes, completeness, grade and definitions are not given for groups other than the EU.';

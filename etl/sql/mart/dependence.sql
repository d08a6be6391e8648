-- One row for every importer, series and year of the release: a figure, or the reason why there is none.

create or replace temp table release_year as
select distinct hs_edition, year, min(completeness) over (partition by hs_edition, year) as completeness from core.trade_flow;

create or replace temp table importer_year as
select distinct f.importer_iso3, s.hs_edition, f.year from series_flow f join ref.trade_series s using (series_id);

create or replace temp table dependence_base as
with panel as (
    select i.importer_iso3, s.series_id, y.year, y.completeness, p.importer_iso3 is not null as in_release
    from ref.trade_series s
    join release_year y using (hs_edition)
    cross join (select distinct importer_iso3 from importer_year) i
    left join importer_year p on p.importer_iso3 = i.importer_iso3 and p.hs_edition = s.hs_edition and p.year = y.year
),
measured as (
    select f.importer_iso3, f.series_id, f.year, sum(f.value_usd) as value_usd, sum(f.quantity_t) as quantity_t,
           metric.share(sum(f.value_with_quantity_usd), sum(f.value_usd)) as quantity_coverage,
           count(*) as supplier_count,
           coalesce(sum(f.value_usd) filter (f.exporter_iso3 = 'CHN'), 0) as china_usd,
           coalesce(sum(f.quantity_t) filter (f.exporter_iso3 = 'CHN'), 0) as china_t,
           coalesce(sum(f.value_usd) filter (metric.is_china(f.exporter_iso3, 'plus')), 0) as china_plus_usd,
           coalesce(sum(f.quantity_t) filter (metric.is_china(f.exporter_iso3, 'plus')), 0) as china_plus_t,
           coalesce(sum(f.value_usd) filter (c.kind = 'residual'), 0) as unallocated_usd,
           sum(f.value_usd * f.value_usd) as squares_usd, sum(f.quantity_t * f.quantity_t) as squares_t,
           sum(f.value_usd * f.value_usd) filter (c.kind <> 'residual') as known_squares_usd,
           list_sum(max(f.value_usd, 3) filter (c.kind <> 'residual')) as top3_usd,
           arg_max(f.exporter_iso3, (f.value_usd, f.exporter_iso3)) filter (c.kind <> 'residual') as top_supplier_iso3,
           max(f.value_usd) filter (c.kind <> 'residual') as top_usd,
           arg_max(f.exporter_iso3, (f.quantity_t, f.exporter_iso3))
               filter (c.kind <> 'residual' and f.quantity_t is not null) as top_supplier_quantity_iso3,
           max(f.quantity_t) filter (c.kind <> 'residual') as top_t,
           [min(f.source_id)] as source_ids
    from series_flow f join ref.country c on c.iso3 = f.exporter_iso3
    group by f.importer_iso3, f.series_id, f.year
)
select p.importer_iso3, p.series_id, p.year, p.completeness, p.in_release, m.* exclude (importer_iso3, series_id, year),
       count(m.value_usd) over recent as years_with_trade, count(*) over recent as years_seen,
       sum(m.value_usd) over pool as value_3y, sum(m.china_usd) over pool as china_3y,
       sum(m.quantity_t) over pool as quantity_3y, sum(m.china_t) over pool as china_t_3y
from panel p left join measured m using (importer_iso3, series_id, year)
window recent as (partition by p.importer_iso3, p.series_id order by p.year range between (metric.threshold_years('low_base_window_years') - 1) preceding and current row),
       pool as (partition by p.importer_iso3, p.series_id order by p.year range between 2 preceding and current row);

-- The same codes in both editions: how far apart China's share is, by value.
create or replace temp table edition_gap as
with codes as (
    select series_id, mineral_id, stage, hs_edition, list(hs6 order by hs6) as hs6s
    from ref.hs_code where in_extract group by series_id, mineral_id, stage, hs_edition
),
pair as (
    select a.series_id as hs92_id, b.series_id as hs17_id from codes a join codes b using (mineral_id, stage, hs6s)
    where a.hs_edition = 'HS92' and b.hs_edition = 'HS17'
),
gap as (
    select p.hs92_id, p.hs17_id, a.importer_iso3, a.year,
           abs(metric.share(a.china_usd, a.value_usd) - metric.share(b.china_usd, b.value_usd)) as edition_gap
    from pair p
    join dependence_base a on a.series_id = p.hs92_id
    join dependence_base b on b.series_id = p.hs17_id and b.importer_iso3 = a.importer_iso3 and b.year = a.year
)
select hs92_id as series_id, importer_iso3, year, edition_gap from gap
union all select hs17_id, importer_iso3, year, edition_gap from gap;

-- China has no share in its own imports, nor, where they are counted with it, have Hong Kong and Macao.
create table mart.import_dependence as
with graded as (
    select b.* replace (case when not metric.is_china(b.importer_iso3, 'mainland') then b.china_usd end as china_usd,
                        case when not metric.is_china(b.importer_iso3, 'mainland') then b.china_t end as china_t,
                        case when not metric.is_china(b.importer_iso3, 'mainland') then b.china_3y end as china_3y,
                        case when not metric.is_china(b.importer_iso3, 'mainland') then b.china_t_3y end as china_t_3y,
                        case when not metric.is_china(b.importer_iso3, 'plus') then b.china_plus_usd end as china_plus_usd,
                        case when not metric.is_china(b.importer_iso3, 'plus') then b.china_plus_t end as china_plus_t),
           s.mineral_id, s.stage, s.purity, s.in_extract, s.basket_id, g.edition_gap,
           metric.is_low_base(b.value_usd, b.quantity_t, b.years_with_trade, b.years_seen) as low_base
    from dependence_base b
    join ref.trade_series s using (series_id)
    left join edition_gap g using (series_id, importer_iso3, year)
)
select
    importer_iso3, series_id, mineral_id, stage, year, value_usd, quantity_t,
    metric.share(china_usd, value_usd) as china_value_share,
    metric.share(china_t, quantity_t) as china_quantity_share,
    metric.share(china_plus_usd, value_usd) as china_plus_value_share,
    metric.share(china_plus_t, quantity_t) as china_plus_quantity_share,
    metric.share(china_3y, value_3y) as china_value_share_3y,
    metric.share(china_t_3y, quantity_3y) as china_quantity_share_3y,
    case when purity <> 'BASKET' then metric.hhi_from_sums(squares_usd, value_usd) end as hhi_value,
    case when purity <> 'BASKET' then metric.hhi_from_sums(squares_t, quantity_t) end as hhi_quantity,
    metric.effective_suppliers(hhi_value) as effective_suppliers,
    metric.effective_suppliers(hhi_quantity) as effective_suppliers_quantity,
    metric.share(top3_usd, value_usd) as cr3_value,
    supplier_count, top_supplier_iso3, metric.share(top_usd, value_usd) as top_supplier_value_share,
    top_supplier_quantity_iso3,
    metric.share(top_t, quantity_t) as top_supplier_quantity_share,
    quantity_coverage, metric.share(unallocated_usd, value_usd) as unallocated_value_share,
    case when purity <> 'BASKET' then metric.hhi_from_sums(known_squares_usd, value_usd) end as hhi_value_low,
    case when purity <> 'BASKET'
         then metric.hhi_high_from_sums(known_squares_usd, top_usd, value_usd - unallocated_usd, unallocated_usd) end as hhi_value_high,
    metric.share_low(china_usd, value_usd - unallocated_usd, unallocated_usd) as china_value_share_low,
    metric.share_high(china_usd, value_usd - unallocated_usd, unallocated_usd) as china_value_share_high,
    case when value_usd is not null then completeness end as completeness,
    low_base, edition_gap,
    case
        when basket_id <> series_id then 'BASKET_CODE'
        when not in_extract then 'CODE_NOT_IN_EXTRACT'
        when value_usd is null and not in_release then 'COUNTRY_NOT_IN_RELEASE'
        when value_usd is null then 'NO_TRADE_REPORTED'
        when purity = 'BASKET' then 'BASKET_CODE'
        when low_base then 'BELOW_THRESHOLD'
    end as reason,
    case when value_usd is not null and quantity_t is null then 'QUANTITY_NOT_IN_EXTRACT' end as quantity_reason,
    case when value_usd is not null then metric.quality_grade(purity, quantity_coverage, completeness, low_base, edition_gap) end as quality_grade,
    case when value_usd is not null then metric.grade_reasons(purity, quantity_coverage, completeness, low_base, edition_gap) end as grade_reasons,
    source_ids
from graded
order by importer_iso3, series_id, year;
comment on table mart.import_dependence is 'An importer, series and year: how much it buys, from how few, and how much of it from China. NULL figures carry a reason.';
comment on column mart.import_dependence.value_usd is 'Imports, US dollars.';
comment on column mart.import_dependence.quantity_t is 'Imports with a known quantity, tonnes.';
comment on column mart.import_dependence.china_value_share is 'Share of mainland China in the value, 0-1; NULL where there is no trade and for China as importer.';
comment on column mart.import_dependence.china_quantity_share is 'Share of mainland China in the known tonnes, 0-1; NULL for China as importer.';
comment on column mart.import_dependence.china_plus_value_share is 'Share of China with Hong Kong and Macao in the value, 0-1; NULL where one of them is the importer.';
comment on column mart.import_dependence.china_plus_quantity_share is 'Share of China with Hong Kong and Macao in the known tonnes, 0-1; NULL where one of them is the importer.';
comment on column mart.import_dependence.china_value_share_3y is 'Share of mainland China in the value of this and the two years before, 0-1.';
comment on column mart.import_dependence.china_quantity_share_3y is 'Share of mainland China in the known tonnes of this and the two years before, 0-1.';
comment on column mart.import_dependence.hhi_value is 'HHI of suppliers by value, 0-1; NULL for BASKET codes.';
comment on column mart.import_dependence.hhi_quantity is 'HHI of suppliers by tonnes, 0-1; NULL for BASKET codes.';
comment on column mart.import_dependence.effective_suppliers is 'Number of equal suppliers with the same HHI, by value.';
comment on column mart.import_dependence.effective_suppliers_quantity is 'Number of equal suppliers with the same HHI, by tonnes.';
comment on column mart.import_dependence.cr3_value is 'Share of the three largest suppliers in the value, 0-1; areas that are no country do not rank.';
comment on column mart.import_dependence.supplier_count is 'Suppliers with any trade, areas that are no country included.';
comment on column mart.import_dependence.top_supplier_iso3 is 'Largest supplier by value (ref.country).';
comment on column mart.import_dependence.top_supplier_value_share is 'Its share in the value, 0-1.';
comment on column mart.import_dependence.top_supplier_quantity_iso3 is 'Largest supplier by tonnes (ref.country).';
comment on column mart.import_dependence.top_supplier_quantity_share is 'Its share in the known tonnes, 0-1.';
comment on column mart.import_dependence.hhi_value_low is 'Lower bound of hhi_value, 0-1: unallocated trade spread over many small suppliers.';
comment on column mart.import_dependence.hhi_value_high is 'Upper bound of hhi_value, 0-1: unallocated trade given to the largest supplier.';
comment on column mart.import_dependence.china_value_share_low is 'Lower bound of china_value_share, 0-1: none of the unallocated trade is from China.';
comment on column mart.import_dependence.china_value_share_high is 'Upper bound of china_value_share, 0-1: all of the unallocated trade is from China.';
comment on column mart.import_dependence.completeness is 'full: every flow of that year; top6: the largest suppliers only; NULL where there is no trade.';
comment on column mart.import_dependence.quantity_coverage is 'Share of the value whose tonnes are known, 0-1.';
comment on column mart.import_dependence.unallocated_value_share is 'Share of the value from areas that are no country, 0-1.';
comment on column mart.import_dependence.low_base is 'Too small to rank (metric.is_low_base).';
comment on column mart.import_dependence.edition_gap is 'Distance of China value shares between HS92 and HS17 where both hold the same codes, 0-1.';
comment on column mart.import_dependence.reason is 'Why a figure is missing or set apart: NO_TRADE_REPORTED, COUNTRY_NOT_IN_RELEASE, CODE_NOT_IN_EXTRACT, BASKET_CODE, BELOW_THRESHOLD.';
comment on column mart.import_dependence.quantity_reason is 'Why tonnes are missing although a value is there.';
comment on column mart.import_dependence.quality_grade is 'A to D (metric.quality_grade).';
comment on column mart.import_dependence.grade_reasons is 'The rules that lowered the grade.';

-- The rows that a figure was made of.
create or replace macro metric.trade_rows(importer, series, from_year, to_year) as table
select f.* from core.trade_flow f
join ref.hs_code c on c.hs6 = f.hs6 and c.hs_edition = f.hs_edition
where c.series_id = series and c.in_extract and f.year between from_year and to_year and f.importer_iso3 <> f.exporter_iso3
  and (f.importer_iso3 = importer
       or (importer = 'EU27'
           and f.importer_iso3 in (select iso3 from ref.country_group where group_id = 'EU27')
           and f.exporter_iso3 not in (select iso3 from ref.country_group where group_id = 'EU27')))
order by f.year, f.value_usd desc;
comment on macro table metric.trade_rows is 'The core.trade_flow rows behind a row of mart.import_dependence or mart.supplier_share.';

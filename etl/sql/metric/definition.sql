-- One macro for each named definition of dependence: metric.definition_<definition_id>(...) gives value, which is what
-- the definition compares, and flagged. Its parameters are columns of metric.dependence_measure, by name, and threshold,
-- that of its row in ref.definition. The build finds the macros by their names and unites them in
-- metric.dependency_flags (etl/definitions.py); nothing else lists them.

create or replace macro metric.dependence_measure(basis, china) as table
select d.importer_iso3, d.series_id, d.mineral_id, d.stage, d.year, d.value_usd, d.source_ids,
       metric.chosen_share(basis, china, d.china_value_share, d.china_quantity_share,
                           d.china_plus_value_share, d.china_plus_quantity_share) as china_share,
       metric.by_basis(basis, d.top_supplier_value_share, d.top_supplier_quantity_share) as top_share,
       d.top_supplier_value_share, d.top_supplier_value_share * d.value_usd as top_supplier_usd,
       g.years_met as geodep_years_met
from mart.import_dependence d
join ref.trade_series s using (series_id)
left join mart.geodep g using (importer_iso3, series_id, year)
where d.value_usd is not null and s.purity <> 'BASKET';
comment on macro table metric.dependence_measure is 'What the definitions of dependence compare: every importer, series and year with trade, baskets left out. basis value or quantity, china mainland or plus.';

create or replace macro metric.definition_china50(china_share, threshold) as
    {'value': china_share, 'flagged': china_share > threshold};
comment on macro metric.definition_china50 is 'The share of China in the imports, above the threshold.';

create or replace macro metric.definition_crma65(top_share, threshold) as
    {'value': top_share, 'flagged': top_share > threshold};
comment on macro metric.definition_crma65 is 'The share of the largest supplier, above the threshold.';

create or replace macro metric.definition_geodep(geodep_years_met, threshold) as
    {'value': geodep_years_met, 'flagged': geodep_years_met >= threshold};
comment on macro metric.definition_geodep is 'Years in which the three criteria of GeoDep held, at the threshold or above; by value only.';

create or replace macro metric.definition_single80(top_supplier_value_share, top_supplier_usd, threshold) as
    {'value': top_supplier_value_share,
     'flagged': top_supplier_value_share >= threshold and top_supplier_usd >= metric.threshold('single80_value_usd')};
comment on macro metric.definition_single80 is 'The share of the largest supplier, at the threshold or above, in a flow that is large enough; by value only.';

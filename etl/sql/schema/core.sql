-- What the publishers say, one row per published figure, each with the row it was taken from.
create schema if not exists core;

create table core.trade_flow (
    year          integer not null,
    exporter_iso3 varchar not null,
    importer_iso3 varchar not null,
    hs6           varchar not null,
    hs_edition    varchar not null,
    value_usd     double not null,
    quantity_t    double,
    completeness  varchar not null,
    source_id     varchar not null,
    source_file   varchar not null,
    source_row    integer not null
);
comment on table core.trade_flow is 'A bilateral flow of one customs code in one year, as reconciled by CEPII in one HS edition.';
comment on column core.trade_flow.year is 'Calendar year.';
comment on column core.trade_flow.exporter_iso3 is 'Exporter.';
comment on column core.trade_flow.importer_iso3 is 'Importer.';
comment on column core.trade_flow.hs6 is 'Six-digit code in hs_edition.';
comment on column core.trade_flow.hs_edition is 'HS92 or HS17. The same flow may differ between editions: never add or splice them.';
comment on column core.trade_flow.value_usd is 'Value, US dollars, FOB as estimated by CEPII.';
comment on column core.trade_flow.quantity_t is 'Gross mass, tonnes; NULL where the release gives none.';
comment on column core.trade_flow.completeness is 'full: every flow of that year; top6: largest suppliers and customers only.';
comment on column core.trade_flow.source_id is 'Release.';
comment on column core.trade_flow.source_file is 'File of the release.';
comment on column core.trade_flow.source_row is 'Line in that file (the header is line 1).';

create table core.production (
    mineral_id   varchar not null,
    iso3         varchar not null,
    year         integer not null,
    stage        varchar not null,
    measure      varchar not null check (measure in ('production', 'capacity')),
    form         varchar not null,
    weight_basis varchar not null check (weight_basis in ('gross', 'content', 'metal', 'oxide', 'other', 'not stated')),
    value        double,
    value_low    double,
    value_high   double,
    value_text   varchar,
    unit         varchar not null,
    value_t      double,
    status       varchar not null,
    edition      varchar not null,
    note         varchar,
    source_id    varchar not null,
    source_file  varchar not null,
    source_row   integer not null
);
comment on table core.production is 'Production or capacity of a country in a year, as one edition of one publisher has it; WLD rows are the published world totals, OTH rows its other countries.';
comment on column core.production.mineral_id is 'Mineral.';
comment on column core.production.iso3 is 'Country, or WLD (published world total) or OTH (other countries).';
comment on column core.production.year is 'Year.';
comment on column core.production.stage is 'ore (mining), refined (smelter, refinery, primary metal) or product.';
comment on column core.production.measure is 'production or capacity.';
comment on column core.production.form is 'What is counted, such as mine production, ilmenite, refinery production.';
comment on column core.production.weight_basis is 'gross weight, content of the element, metal, oxide, other; decides what it may be divided by.';
comment on column core.production.value is 'Value in unit; NULL where the publisher gives a range, a bound or none (see status).';
comment on column core.production.value_low is 'Lower end, in unit.';
comment on column core.production.value_high is 'Upper end, in unit.';
comment on column core.production.value_text is 'The cell as published.';
comment on column core.production.unit is 'Unit as published.';
comment on column core.production.value_t is 'Value in tonnes; NULL where the unit is not a mass.';
comment on column core.production.status is 'reported, estimated, projected, zero, range, below, above, withheld, not_available, blank.';
comment on column core.production.edition is 'Edition; each edition revises the years before.';
comment on column core.production.note is 'Note of the publisher, shortened.';
comment on column core.production.source_id is 'Release.';
comment on column core.production.source_file is 'File of the release.';
comment on column core.production.source_row is 'Line in that file.';

create table core.reserve (
    mineral_id varchar not null, iso3 varchar not null, year integer not null, stage varchar not null, form varchar not null,
    weight_basis varchar not null, value double, value_low double, value_high double, value_text varchar, unit varchar not null,
    value_t double, status varchar not null, edition varchar not null, note varchar,
    source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.reserve is 'Reserves of a country as one edition has them; columns as in core.production.';
comment on column core.reserve.value is 'Reserves in unit; NULL where the publisher gives a range, a bound or none.';
comment on column core.reserve.value_t is 'Reserves in tonnes.';

create table core.supply_share (
    mineral_id varchar not null, iso3 varchar not null, year integer not null, period varchar not null, stage varchar not null,
    scope varchar not null check (scope in ('global', 'eu_sourcing')), value double, value_text varchar, unit varchar not null,
    trade_parameter double, status varchar not null, edition varchar not null,
    source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.supply_share is 'Share of a country in world supply or in EU sourcing as published by the EU study.';
comment on column core.supply_share.year is 'Last year of the period.';
comment on column core.supply_share.period is 'Years that the average covers.';
comment on column core.supply_share.scope is 'global: world supply; eu_sourcing: what the EU uses, domestic supply included.';
comment on column core.supply_share.value is 'Share, 0-1; NULL where published as a bound.';
comment on column core.supply_share.trade_parameter is 'Trade parameter t of the EU method: above 1 for export restrictions, 0.8 for EU countries.';

create table core.criticality (
    mineral_id varchar not null, iso3 varchar not null, year integer not null, stage varchar, indicator varchar not null,
    value double, value_text varchar, unit varchar not null, status varchar not null, edition varchar not null,
    source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.criticality is 'Scores and parameters of the EU criticality studies: supply risk, economic importance, recycling input rate, substitution.';
comment on column core.criticality.year is 'Year of the study.';
comment on column core.criticality.iso3 is 'EU27 for the scores; the exporting country for a trade parameter.';
comment on column core.criticality.stage is 'ore or refined; NULL where the study scores the material as a whole.';
comment on column core.criticality.unit is 'score, index or share (0-1).';
comment on column core.criticality.indicator is 'supply_risk, economic_importance, eol_recycling_input_rate, substitution_index_sr, substitution_index_ei, trade_parameter (of the country), trade_parameter_eu (of a supplier to the EU).';
comment on column core.criticality.value is 'Value in unit; NULL where not assessed or not readable.';

create table core.governance (
    iso3 varchar not null, year integer not null, indicator varchar not null, value double, standard_error double, unit varchar not null,
    edition varchar not null, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.governance is 'Worldwide Governance Indicators: estimate from about -2.5 (weak) to 2.5 (strong).';
comment on column core.governance.indicator is 'va, pv, ge, rq, rl, cc: voice, political stability, effectiveness, regulation, law, corruption control.';
comment on column core.governance.value is 'Estimate; NULL where not published.';
comment on column core.governance.standard_error is 'Standard error of the estimate.';

create table core.price (
    mineral_id varchar not null, year integer not null, month integer, form varchar not null, market varchar, value double, value_low double,
    value_high double, value_text varchar, unit varchar not null, status varchar not null, edition varchar not null,
    note varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.price is 'Published prices: World Bank monthly, USGS yearly. Unit values of trade are not prices and are not here.';
comment on column core.price.month is '1-12; NULL for a yearly figure.';
comment on column core.price.form is 'What is priced.';
comment on column core.price.market is 'Exchange or market place, as published; NULL where none is named.';
comment on column core.price.unit is 'Currency and mass, as published, such as dollars per pound; not converted.';
comment on column core.price.year is 'Calendar year, or year of the month.';
comment on column core.price.value is 'Price in unit; NULL where the publisher gives a range or none.';

create table core.import_reliance (
    mineral_id varchar not null, iso3 varchar not null, year integer not null, stage varchar, form varchar not null, value double,
    value_low double, value_high double, value_text varchar, unit varchar not null, status varchar not null, edition varchar not null,
    note varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.import_reliance is 'Net import reliance as published: USGS for the United States, the EU study for the EU.';
comment on column core.import_reliance.value is 'Share of consumption, 0-1; NULL for bounds such as >95 and for net exporters (status net_exporter).';
comment on column core.import_reliance.value_low is 'Lower bound, 0-1.';
comment on column core.import_reliance.value_high is 'Upper bound, 0-1.';

create table core.published_point (
    topic varchar not null, mineral_id varchar not null, label varchar not null, from_iso3 varchar, to_iso3 varchar, period_start date not null,
    period_end date not null, value double, value_high double, unit varchar not null, basis varchar not null, qualifier varchar,
    confidence varchar not null, note varchar, source_url varchar not null, publisher varchar not null, published_date varchar,
    locator varchar, source_id varchar not null, source_file varchar not null, source_row integer not null
);
comment on table core.published_point is 'A figure printed in a report or the press, where no customs extract has it: points with gaps, never to be joined to BACI.';
comment on column core.published_point.topic is 'china_exports, japan_imports, price, magnet_exports.';
comment on column core.published_point.label is 'What is counted, in the words of the source, shortened.';
comment on column core.published_point.value is 'Value in unit; the lower end where a range is printed.';
comment on column core.published_point.value_high is 'Upper end of a printed range.';
comment on column core.published_point.basis is 'reported, reported_rounded, implied, computed, share_only.';
comment on column core.published_point.qualifier is 'Such as about, more than.';
comment on column core.published_point.from_iso3 is 'Seller (ref.country); NULL where the source names none.';
comment on column core.published_point.to_iso3 is 'Buyer (ref.country); NULL where the source names none.';
comment on column core.published_point.period_start is 'First day of the period that the figure covers.';
comment on column core.published_point.period_end is 'Last day of the period that the figure covers.';
comment on column core.published_point.unit is 'Unit as printed: kg, t, USD/kg, %, % change on year and others.';
comment on column core.published_point.note is 'What a reader must know, in our words.';
comment on column core.published_point.published_date is 'Date of publication as printed; month or year alone where no more is known.';
comment on column core.published_point.locator is 'Words or place to find the figure on the page.';

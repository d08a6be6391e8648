-- Hand-kept lists (data/reference): the only place where a name becomes an identifier.
create schema if not exists ref;

create table ref.country (
    iso3    varchar primary key,
    iso2    varchar,
    m49     integer,
    name_en varchar not null,
    name_ja varchar not null,
    kind    varchar not null check (kind in ('country', 'territory', 'historical', 'residual', 'bloc', 'world')),
    note    varchar
);
comment on table ref.country is 'Countries, territories and the areas that publishers use in their place.';
comment on column ref.country.iso3 is 'ISO 3166-1 alpha-3, or the area code that stands for it (S19, EU27, WLD, OTH).';
comment on column ref.country.iso2 is 'ISO 3166-1 alpha-2, where there is one.';
comment on column ref.country.m49 is 'Numeric code as used by CEPII BACI, where there is one.';
comment on column ref.country.name_en is 'English name shown to readers.';
comment on column ref.country.name_ja is 'Japanese name shown to readers.';
comment on column ref.country.kind is 'country, territory, historical, residual (unallocated), bloc or world.';
comment on column ref.country.note is 'What a reader should know about it.';

create table ref.country_alias (label varchar primary key, iso3 varchar not null);
comment on table ref.country_alias is 'Every spelling of a country that occurs in a source, and the country it means.';
comment on column ref.country_alias.label is 'Spelling, trimmed.';
comment on column ref.country_alias.iso3 is 'The country it means.';

create table ref.country_group (group_id varchar, iso3 varchar, name_en varchar not null, name_ja varchar not null, primary key (group_id, iso3));
comment on table ref.country_group is 'Membership of country groups.';
comment on column ref.country_group.group_id is 'CHINA_PLUS, CENTRAL_ASIA, EU27, G7, QUAD and others.';
comment on column ref.country_group.iso3 is 'Member.';
comment on column ref.country_group.name_en is 'English name of the group.';
comment on column ref.country_group.name_ja is 'Japanese name of the group.';

create table ref.mineral (
    mineral_id varchar primary key,
    name_en    varchar not null,
    name_ja    varchar not null,
    symbol     varchar,
    kind       varchar not null check (kind in ('mineral', 'element', 'group', 'basket', 'context')),
    parent_id  varchar,
    on_list_jp boolean,
    on_list_eu boolean,
    on_list_us boolean,
    note       varchar
);
comment on table ref.mineral is 'Minerals, and the wider or narrower names that sources use.';
comment on column ref.mineral.mineral_id is 'Identifier used in links.';
comment on column ref.mineral.name_en is 'English name.';
comment on column ref.mineral.name_ja is 'Japanese name.';
comment on column ref.mineral.symbol is 'Chemical symbol, where there is one.';
comment on column ref.mineral.kind is 'mineral (has its own page), element (part of a mineral, such as neodymium), group (such as critical minerals), basket (one customs code for several metals), context (named in the register, outside the scope of the statistics).';
comment on column ref.mineral.parent_id is 'The mineral or group it belongs to.';
comment on column ref.mineral.on_list_jp is 'On the Japanese list: JOGMEC stockpile list of 34 and uranium, added under the Economic Security Promotion Act.';
comment on column ref.mineral.on_list_eu is 'On the EU list of 2023 (34 critical raw materials).';
comment on column ref.mineral.on_list_us is 'On the US list of 2025.';
comment on column ref.mineral.note is 'What a reader should know about it.';

create table ref.mineral_alias (label varchar primary key, mineral_id varchar);
comment on table ref.mineral_alias is 'Every spelling of a mineral that occurs in a source; mineral_id NULL: known and deliberately not covered.';
comment on column ref.mineral_alias.label is 'Spelling, trimmed, lower case.';
comment on column ref.mineral_alias.mineral_id is 'The mineral it means; NULL where it is outside the scope.';

create table ref.unit (unit varchar primary key, tonnes_per_unit double, note varchar);
comment on table ref.unit is 'Units of mass that occur in sources.';
comment on column ref.unit.unit is 'Unit as published.';
comment on column ref.unit.tonnes_per_unit is 'Tonnes in one unit; NULL where the unit is not a mass.';
comment on column ref.unit.note is 'Remark.';

create table ref.trade_series (
    series_id   varchar primary key,
    mineral_id  varchar not null,
    stage       varchar not null check (stage in ('ore', 'refined', 'product')),
    hs_edition  varchar not null check (hs_edition in ('HS92', 'HS17')),
    label_en    varchar not null,
    is_default  boolean not null,
    purity      varchar not null check (purity in ('EXACT', 'DOMINANT', 'PROXY', 'BASKET')),
    in_extract  boolean not null,
    basket_id   varchar,
    production_form varchar,
    first_year  integer,
    last_year   integer,
    note        varchar
);
comment on table ref.trade_series is 'The customs codes of one mineral, one stage and one HS edition: what a trade figure is about.';
comment on column ref.trade_series.series_id is 'Identifier, such as tungsten-refined-hs92.';
comment on column ref.trade_series.mineral_id is 'Mineral.';
comment on column ref.trade_series.stage is 'ore, refined or product.';
comment on column ref.trade_series.hs_edition is 'HS92 or HS17; a series never mixes them.';
comment on column ref.trade_series.label_en is 'The codes in words.';
comment on column ref.trade_series.is_default is 'The series shown first for this mineral and stage.';
comment on column ref.trade_series.purity is 'The weakest purity of its codes: EXACT, DOMINANT, PROXY, BASKET.';
comment on column ref.trade_series.in_extract is 'False where no committed release holds any of its codes.';
comment on column ref.trade_series.basket_id is 'For a BASKET code: the series that shows the basket as a whole.';
comment on column ref.trade_series.production_form is 'The form of core.production that counts what these codes count, for import reliance; NULL where none does.';
comment on column ref.trade_series.first_year is 'First year in the release.';
comment on column ref.trade_series.last_year is 'Last year in the release.';
comment on column ref.trade_series.note is 'What the codes hide or leave out.';

create table ref.hs_code (
    mineral_id varchar not null,
    hs6        varchar not null,
    hs_edition varchar not null,
    stage      varchar not null,
    form       varchar not null,
    purity     varchar not null,
    series_id  varchar not null,
    in_extract boolean not null,
    note       varchar,
    primary key (series_id, hs6)
);
comment on table ref.hs_code is 'A six-digit customs code of a mineral at a stage.';
comment on column ref.hs_code.mineral_id is 'Mineral.';
comment on column ref.hs_code.hs6 is 'Six-digit code.';
comment on column ref.hs_code.hs_edition is 'HS92 or HS17.';
comment on column ref.hs_code.stage is 'ore, refined or product.';
comment on column ref.hs_code.form is 'What the code covers.';
comment on column ref.hs_code.purity is 'EXACT, DOMINANT (mostly this mineral), PROXY (stands for it), BASKET (several metals).';
comment on column ref.hs_code.series_id is 'Series that it belongs to.';
comment on column ref.hs_code.in_extract is 'False where the code exists but no committed release holds it.';
comment on column ref.hs_code.note is 'What it hides or leaves out.';

create table ref.definition (
    definition_id varchar primary key,
    label_en      varchar not null,
    label_ja      varchar not null,
    rule          varchar not null,
    threshold     double not null,
    unit          varchar not null,
    reference     varchar not null,
    caveat        varchar not null
);
comment on table ref.definition is 'Named definitions of dependence; the reader chooses.';
comment on column ref.definition.definition_id is 'Identifier; the rule itself is the macro metric.definition_<definition_id>.';
comment on column ref.definition.label_en is 'English label.';
comment on column ref.definition.label_ja is 'Japanese label.';
comment on column ref.definition.rule is 'The rule in words.';
comment on column ref.definition.threshold is 'The cut-off that value is compared with.';
comment on column ref.definition.unit is 'Unit of the threshold and of the value.';
comment on column ref.definition.reference is 'Whose definition it is.';
comment on column ref.definition.caveat is 'What it does not say.';

create table ref.threshold (
    threshold_id varchar primary key,
    value        double not null,
    unit         varchar not null,
    meaning_en   varchar not null,
    meaning_ja   varchar not null
);
comment on table ref.threshold is 'Every limit that a rule of this file uses, beside the thresholds of the named definitions (ref.definition).';
comment on column ref.threshold.threshold_id is 'Identifier, as metric.threshold takes it.';
comment on column ref.threshold.value is 'The limit, in unit.';
comment on column ref.threshold.unit is 'Unit of the value.';
comment on column ref.threshold.meaning_en is 'What it decides, in English.';
comment on column ref.threshold.meaning_ja is 'What it decides, in Japanese.';

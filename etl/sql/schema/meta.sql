-- What this file is, where its numbers come from, what they mean and how they were checked.
create schema if not exists meta;

create table meta.source (
    source_id    varchar primary key,
    producer     varchar not null,
    title        varchar not null,
    short        varchar not null,
    edition      varchar not null,
    citation     varchar not null,
    url          varchar not null,
    licence      varchar not null,
    may_ship     boolean not null,
    accessed_on  date not null,
    source_family varchar not null,
    rank         integer not null,
    sha256       varchar not null,
    period       varchar,
    next_release varchar,
    note         varchar
);
comment on table meta.source is 'One row per source release. Every figure names one in source_id.';
comment on column meta.source.source_id is 'Identifier of the release, used by every core and register row.';
comment on column meta.source.producer is 'Who publishes it.';
comment on column meta.source.title is 'Title of the publication.';
comment on column meta.source.short is 'Short name with the edition, for a line of sources: at most 32 characters, no two alike.';
comment on column meta.source.edition is 'Edition or version of the release.';
comment on column meta.source.citation is 'How to cite it.';
comment on column meta.source.url is 'Where the publisher describes or offers it.';
comment on column meta.source.licence is 'Terms of use as stated by the publisher.';
comment on column meta.source.may_ship is 'True where the licence lets this project pass the figures on.';
comment on column meta.source.accessed_on is 'Day on which the release was taken.';
comment on column meta.source.source_family is 'The releases that follow each other, such as usgs_mcs; ours are register and reference.';
comment on column meta.source.rank is 'Precedence of the family: where two state the same figure, the lower rank is read; within a family, the newest edition.';
comment on column meta.source.sha256 is 'SHA-256 of the file of this release, or over the hashes of its files in path order.';
comment on column meta.source.period is 'Years or months that the release covers.';
comment on column meta.source.next_release is 'When the publisher is expected to replace it (as the publisher announces or as past practice suggests).';
comment on column meta.source.note is 'What a reader must know before using it.';

create table meta.slice (
    slice_path    varchar primary key,
    source_id     varchar not null,
    core_table    varchar not null,
    sha256        varchar not null,
    rows          bigint not null,
    previous_rows bigint
);
comment on table meta.slice is 'One row per committed data file that this build was made of.';
comment on column meta.slice.slice_path is 'Path below data/.';
comment on column meta.slice.source_id is 'Release it was taken from.';
comment on column meta.slice.core_table is 'Table it feeds.';
comment on column meta.slice.sha256 is 'SHA-256 of the file.';
comment on column meta.slice.rows is 'Rows in the file.';
comment on column meta.slice.previous_rows is 'Rows in the slice that it replaced; NULL at first import.';

create table meta.metric (
    metric_id varchar primary key,
    label_en  varchar not null,
    label_ja  varchar not null,
    unit      varchar not null,
    meaning   varchar not null,
    formula   varchar not null,
    direction varchar not null,
    caveat    varchar not null,
    reference varchar not null
);
comment on table meta.metric is 'One row per metric: what it means and how it is computed.';
comment on column meta.metric.metric_id is 'Identifier; macros carry the same name in schema metric.';
comment on column meta.metric.label_en is 'English label.';
comment on column meta.metric.label_ja is 'Japanese label.';
comment on column meta.metric.unit is 'Unit of the value.';
comment on column meta.metric.meaning is 'What it says, in a sentence.';
comment on column meta.metric.formula is 'The formula.';
comment on column meta.metric.direction is 'Whether a higher value means more or less dependence.';
comment on column meta.metric.caveat is 'What it does not say.';
comment on column meta.metric.reference is 'Where the definition comes from.';

create table meta.build (
    build_id       varchar primary key,
    built_at       timestamp not null,
    data_version   varchar not null,
    code_version   varchar not null,
    duckdb_version varchar not null
);
comment on table meta.build is 'One row: this build.';
comment on column meta.build.build_id is 'Identifier of the file: time of the build and data version.';
comment on column meta.build.built_at is 'When it was built (UTC).';
comment on column meta.build.data_version is 'Short hash over everything that makes a number (slices, lists, register, corrections, SQL and Python of the build, DuckDB): same version, same numbers but for the last digit of sums, which are added in parallel.';
comment on column meta.build.code_version is 'Version of the etl package.';
comment on column meta.build.duckdb_version is 'DuckDB that wrote the file.';

create table meta.check_result (
    check_name varchar primary key,
    severity   varchar not null,
    about      varchar not null,
    failures   bigint not null,
    sample     varchar
);
comment on table meta.check_result is 'One row per check of this build.';
comment on column meta.check_result.check_name is 'Name of the file in etl/sql/checks.';
comment on column meta.check_result.severity is 'error stops a build, warning is shown, info is printed.';
comment on column meta.check_result.about is 'What the check looks for.';
comment on column meta.check_result.failures is 'Bad rows found.';
comment on column meta.check_result.sample is 'Up to five bad rows as JSON.';

create table meta.published_value (
    check_id        varchar primary key,
    metric          varchar not null,
    mineral_id      varchar,
    iso3            varchar,
    partner_iso3    varchar,
    year            integer,
    period          varchar,
    stage           varchar,
    series_id       varchar,
    hs6             varchar,
    hs_edition      varchar,
    kind            varchar not null,
    basis           varchar,
    our_source_id   varchar,
    published_value double not null,
    unit            varchar not null,
    tolerance       double,
    publisher       varchar not null,
    url             varchar not null,
    note            varchar,
    reason          varchar
);
comment on table meta.published_value is 'Figures that others have published, to hold ours against.';
comment on column meta.published_value.check_id is 'Identifier.';
comment on column meta.published_value.metric is 'What the publisher calls it.';
comment on column meta.published_value.mineral_id is 'Mineral (ref.mineral); a group where the figure is about several.';
comment on column meta.published_value.iso3 is 'Country that the figure is about: the importer or the producer.';
comment on column meta.published_value.partner_iso3 is 'Supplier, for a share in imports.';
comment on column meta.published_value.basis is 'value or quantity, for a share in imports.';
comment on column meta.published_value.unit is 'Unit of published_value and tolerance; a percent is 0-100.';
comment on column meta.published_value.kind is 'Which of our figures it is compared with; none: there is no counterpart in this file.';
comment on column meta.published_value.our_source_id is 'Release that our figure comes from.';
comment on column meta.published_value.published_value is 'The published figure, in unit.';
comment on column meta.published_value.tolerance is 'Distance up to which the two count as the same, in unit.';
comment on column meta.published_value.note is 'What the publisher counts.';
comment on column meta.published_value.reason is 'Why ours differs, or why there is no counterpart.';

create table meta.changelog (
    entry   integer primary key,
    day     date not null,
    changes varchar not null
);
comment on table meta.changelog is 'One row per entry of data/CHANGELOG.md: what changed in the numbers, newest first.';
comment on column meta.changelog.entry is 'Place in the file, from 1.';
comment on column meta.changelog.day is 'Day of the data release.';
comment on column meta.changelog.changes is 'What changed, in words.';

create table meta.column (
    column_name varchar primary key,
    label_en    varchar not null,
    label_ja    varchar not null,
    unit        varchar,
    meaning_en  varchar not null,
    meaning_ja  varchar not null,
    format      varchar not null check (format in ('share', 'points', 'million_usd', 'usd', 'tonnes', 'index', 'count', 'year',
                                                   'date', 'text', 'list', 'grade', 'flag', 'raw'))
);
comment on table meta.column is 'A column of a mart or of a frame that the dashboard shows: heading, unit and meaning in both languages.';
comment on column meta.column.column_name is 'Name of the column; <year> stands for any year.';
comment on column meta.column.label_en is 'Short heading, English.';
comment on column meta.column.label_ja is 'Short heading, Japanese.';
comment on column meta.column.unit is 'Unit of the value in the file; NULL where it has none or where another column of the row names it.';
comment on column meta.column.meaning_en is 'What the column says, English; what is special to a table is said in the comment of its column.';
comment on column meta.column.meaning_ja is 'What the column says, Japanese.';
comment on column meta.column.format is 'How it is shown: share, points, million_usd (USD in the file), usd, tonnes, index, count, year, date, text, list, grade, flag or raw.';

-- Every limit that a rule uses is a row of ref.threshold; those of the named definitions stand in ref.definition.
create schema if not exists metric;

create or replace macro metric.threshold(id) as
    coalesce((select t.value from ref.threshold t where t.threshold_id = id), error('There is no threshold ' || id || ' in ref.threshold.'));
comment on macro metric.threshold is 'Value of a limit (ref.threshold), by its name; an unknown name is an error.';

create or replace macro metric.threshold_years(id) as cast(metric.threshold(id) as integer);
comment on macro metric.threshold_years is 'A limit that is a whole number of years (ref.threshold), by its name.';

-- What should move if a record of the register takes effect: kept by hand in data/register/pledge_flows.csv.
create table register.pledge_flow (
    pledge_flow_id varchar primary key,
    record_type varchar not null check (record_type in ('claim', 'commitment', 'project', 'event', 'peer_commitment', 'policy')),
    record_id varchar not null, series_id varchar, production_mineral_id varchar, production_source_id varchar,
    exporter_iso3 varchar not null, importer_iso3 varchar not null, mineral_id varchar not null,
    stage varchar not null check (stage in ('ore', 'refined', 'product')),
    measure varchar not null check (measure in ('trade', 'production', 'none')),
    reason_code varchar check (reason_code in ('CODE_NOT_IN_EXTRACT', 'BASKET_CODE', 'WIDER_CODE')),
    direction varchar not null check (direction in ('up', 'down')), from_date date not null,
    from_precision varchar not null check (from_precision in ('day', 'month', 'year')),
    from_basis varchar not null check (from_basis in ('signed', 'announced', 'start', 'planned_start', 'in_force')),
    pledged varchar, pledged_t_per_year double check (pledged_t_per_year > 0), yardstick_ids varchar[] not null,
    progress varchar, reason varchar not null, measurable boolean not null, blind_spot varchar not null,
    source_url varchar not null, publisher varchar not null,
    source_id varchar not null, source_file varchar not null, source_row integer not null,
    check (measurable = (measure <> 'none')), check (measurable = (reason_code is null)),
    check (measure <> 'trade' or series_id is not null),
    check (measure <> 'production' or (production_mineral_id is not null and production_source_id is not null)),
    check (exporter_iso3 <> importer_iso3)
);
comment on table register.pledge_flow is 'Which flow should move if a pledge, project or control takes effect, and whether the data can show it.';
comment on column register.pledge_flow.pledge_flow_id is 'Identifier, PF01 and on.';
comment on column register.pledge_flow.record_type is 'Table of the record.';
comment on column register.pledge_flow.record_id is 'Record that the flow should follow from.';
comment on column register.pledge_flow.series_id is 'Trade series to watch; NULL where no trade figure fits.';
comment on column register.pledge_flow.production_mineral_id is 'For measure production: the mineral whose output in exporter_iso3 is watched.';
comment on column register.pledge_flow.production_source_id is 'For measure production: the one release that is read; editions are never spliced.';
comment on column register.pledge_flow.exporter_iso3 is 'Seller, or the country of the plant.';
comment on column register.pledge_flow.importer_iso3 is 'Buyer; WLD where output and not a sale is watched.';
comment on column register.pledge_flow.mineral_id is 'Mineral.';
comment on column register.pledge_flow.stage is 'ore, refined or product.';
comment on column register.pledge_flow.measure is 'trade, production, or none where nothing can be measured.';
comment on column register.pledge_flow.reason_code is 'For measure none: CODE_NOT_IN_EXTRACT (no committed release holds the code), BASKET_CODE (one code for several metals), WIDER_CODE (one code for many other goods).';
comment on column register.pledge_flow.direction is 'up or down: where the flow should go.';
comment on column register.pledge_flow.from_date is 'First day on which an effect can be expected.';
comment on column register.pledge_flow.from_precision is 'How exact from_date is: day, month, year.';
comment on column register.pledge_flow.from_basis is 'What from_date is: signed, announced, start (of supply or of the plant), planned_start, in_force (of a control).';
comment on column register.pledge_flow.pledged is 'What was promised, in short; NULL where the record names no amount.';
comment on column register.pledge_flow.pledged_t_per_year is 'The promised amount, tonnes a year, where the record names one for this buyer.';
comment on column register.pledge_flow.yardstick_ids is 'Policy records with published figures to hold the promised amount against.';
comment on column register.pledge_flow.progress is 'What is known of the progress on the day the register was last checked.';
comment on column register.pledge_flow.reason is 'Why this flow, or why it cannot be measured.';
comment on column register.pledge_flow.measurable is 'True where the file holds a figure that can answer.';
comment on column register.pledge_flow.blind_spot is 'What the figure cannot show.';

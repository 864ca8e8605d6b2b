-- A parcel that was divided or joined to others keeps its row, so that history and old extracts can be read; it lies on the
-- ground no longer. The bar of a household that returned land stands until its last day.
alter table register.parcel
    add column retired_on date;

create index parcel_retired on register.parcel (code) where retired_on is not null;

create table register.parcel_lineage
(
    parcel      text   not null,
    successor   text   not null,
    kind        text   not null,
    since       date   not null,
    entered_seq bigint not null,
    constraint "parcel-succeeded-twice" primary key (parcel, successor)
);

create index parcel_lineage_by_successor on register.parcel_lineage (successor);

create table register.parcel_correction
(
    parcel      text   not null,
    entry       text   not null,
    before      text,
    after       text,
    evidence    text,
    case_number text   not null,
    since       date   not null,
    entered_seq bigint not null,
    constraint "entry-corrected-twice" primary key (entered_seq)
);

create index parcel_correction_by_parcel on register.parcel_correction (parcel);

alter table register.household
    add column barred_until date;

grant select on register.parcel_lineage, register.parcel_correction to rr_app;

-- Who settled in town, person by person. The table stands apart: no table of rights refers to it, and it refers to nothing but
-- the household that the person belongs to. A report waits until it is checked; one that was wrong altogether is withdrawn.
create table register.settlement
(
    id               uuid    not null,
    person           uuid    not null,
    household        text    not null,
    settled_on       date    not null,
    from_division    text    not null,
    to_division      text    not null,
    residence_permit boolean not null,
    criteria         text[]  not null,
    source           text    not null,
    documents        text[]  not null,
    reporter         text    not null,
    reported_on      date    not null,
    checker          text,
    checked_on       date,
    corrected_on     date,
    withdrawn_on     date,
    entered_seq      bigint  not null,
    changed_seq      bigint  not null,
    constraint "settlement-already-stands (id)" primary key (id),
    constraint "household-not-registered (settlement)" foreign key (household) references register.household,
    constraint "no-settlement-criterion-is-met" check (cardinality(criteria) > 0)
);

create unique index "settlement-already-stands" on register.settlement (person) where withdrawn_on is null;
create index settlement_by_household on register.settlement (household);

grant select on register.settlement to rr_app;

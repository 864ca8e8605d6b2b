-- What holds a right still says who entered it, whether a suit stands behind it, when it lapsed, and what it gave way to.
alter table register.encumbrance
    add column entered_by text,
    add column suit_on    date,
    add column lapsed_on  date;

update register.encumbrance e
set entered_by = f.data -> 'provenance' ->> 'actor'
from ledger.mt_events f
where f.type = 'encumbrance-entered'
  and e.id = (f.data ->> 'encumbrance')::uuid;

create table register.hold_yield
(
    encumbrance uuid   not null,
    yields_to   text   not null,
    document    text   not null,
    given_on    date   not null,
    entered_seq bigint not null,
    constraint "encumbrance-not-entered (yield)" foreign key (encumbrance) references register.encumbrance
);

create index hold_yield_by_encumbrance on register.hold_yield (encumbrance);
create index encumbrance_parcel_by_parcel on register.encumbrance_parcel (parcel);

create table register.dispute
(
    id          uuid    not null,
    right_code  text    not null,
    collective  text    not null,
    claimant    text    not null,
    matter      text    not null,
    known_on    date    not null,
    oral        boolean not null,
    words       text    not null,
    opened_on   date    not null,
    opened_by   text    not null,
    stage       text    not null,
    stage_on    date    not null,
    extended    boolean not null,
    entered_seq bigint  not null,
    constraint "dispute-already-opened" primary key (id),
    constraint "right-not-registered (dispute)" foreign key (right_code) references register.contract_right,
    constraint "household-not-registered (dispute)" foreign key (claimant) references register.household
);

create index dispute_by_right on register.dispute (right_code);
create index dispute_by_collective on register.dispute (collective);

create table register.dispute_step
(
    dispute     uuid   not null,
    entered_seq bigint not null,
    step        text   not null,
    stage       text   not null,
    counts_from date   not null,
    document    text   not null,
    actor       text   not null,
    done_on     date   not null,
    constraint "dispute-not-opened" foreign key (dispute) references register.dispute
);

create index dispute_step_by_dispute on register.dispute_step (dispute);

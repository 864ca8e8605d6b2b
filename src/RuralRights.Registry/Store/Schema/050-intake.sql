-- Deliveries in quarantine: what they are, how far they are, what was found. Nothing here is history; a delivery may be
-- inspected again. Keys and messages that bear identity numbers are masked before they come here.
create schema intake;

create table intake.delivery
(
    sha256             text        not null,
    county             text        not null,
    name               text        not null,
    year               integer     not null,
    path               text        not null,
    brought_by         text        not null,
    case_number        text,
    state              text        not null,
    step               text,
    done               bigint      not null default 0,
    total              bigint      not null default 0,
    seconds_left       double precision,
    households         bigint      not null default 0,
    parcels            bigint      not null default 0,
    errors             bigint      not null default 0,
    warnings           bigint      not null default 0,
    entered            bigint      not null default 0,
    present            bigint      not null default 0,
    held               bigint      not null default 0,
    refused            bigint      not null default 0,
    facts              bigint      not null default 0,
    trouble            text,
    received_at        timestamptz not null default clock_timestamp(),
    inspected_at       timestamptz,
    entered_at         timestamptz,
    changed_at         timestamptz not null default clock_timestamp(),
    constraint "delivery-in-quarantine" primary key (sha256),
    constraint "delivery-state" check (state in ('received', 'inspecting', 'inspected', 'entering', 'entered', 'failed'))
);

create table intake.finding
(
    delivery text    not null,
    number   integer not null,
    rule     text    not null,
    severity text    not null,
    layer    text    not null,
    key      text    not null,
    field    text,
    chinese  text    not null,
    english  text    not null,
    row      bigint,
    file     text,
    wkt      text,
    crs      text,
    constraint "finding-number" primary key (delivery, number),
    constraint "finding-of-a-delivery" foreign key (delivery) references intake.delivery on delete cascade
);

create index finding_by_rule on intake.finding (delivery, rule, number);
create index finding_by_severity on intake.finding (delivery, severity, number);

-- Contractors that were not entered, and why: held by inspection, or refused by a rule of the register.
create table intake.kept_back
(
    delivery  text   not null,
    household text   not null,
    refused   boolean not null,
    rules     text[] not null,
    about     text,
    constraint "kept-back-once" primary key (delivery, household),
    constraint "kept-back-of-a-delivery" foreign key (delivery) references intake.delivery on delete cascade
);

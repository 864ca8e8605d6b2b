-- Working off what inspection holds back. Corrections are a layer over the delivery and are kept for ever; what they say lies
-- sealed in the vault under correction/<delivery>/<item>/<revision>, here is only who, when, and the hash of it. An item is a
-- contractor by its delivered code, or a parcel that no contractor holds.
alter table intake.delivery add column holds_everything boolean not null default false;

create table intake.correction
(
    delivery text        not null,
    item     text        not null,
    revision integer     not null,
    by_whom  text        not null,
    changes  integer     not null,
    sha256   text        not null,
    at       timestamptz not null,
    constraint "corrected-meanwhile" primary key (delivery, item, revision),
    constraint "correction-of-a-delivery" foreign key (delivery) references intake.delivery,
    constraint "correction-has-a-hash" check (sha256 ~ '^[0-9a-f]{64}$')
);

create trigger refuse_rewriting
    before update or delete or truncate
    on intake.correction
    for each statement
execute function ledger.refuse_rewriting();

alter table intake.correction enable always trigger refuse_rewriting;

-- Numbers of added rows, above every row of a file.
create sequence intake.added_row as bigint start with 1000000001;

-- What the last inspection said of each item. Made anew by every inspection, so nothing here is history.
create table intake.work
(
    delivery   text        not null,
    item       text        not null,
    codes      text[]      not null,
    together   text[]      not null,
    errors     integer     not null,
    warnings   integer     not null,
    held_by    text[]      not null,
    is_empty   boolean     not null default false,
    checked_at timestamptz not null default clock_timestamp(),
    constraint "work-item-once" primary key (delivery, item),
    constraint "work-of-a-delivery" foreign key (delivery) references intake.delivery on delete cascade
);

create index work_by_findings on intake.work (delivery, errors, item);

create table intake.work_finding
(
    delivery text    not null,
    item     text    not null,
    number   integer not null,
    rule     text    not null,
    severity text    not null,
    layer    text    not null,
    key      text    not null,
    field    text,
    chinese  text    not null,
    english  text    not null,
    row      bigint,
    wkt      text,
    crs      text,
    constraint "work-finding-number" primary key (delivery, item, number),
    constraint "work-finding-of-an-item" foreign key (delivery, item) references intake.work on delete cascade
);

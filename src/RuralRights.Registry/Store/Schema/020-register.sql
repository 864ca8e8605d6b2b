-- The register as tables, derived from the facts of the ledger by register.enter() and by nothing else.
-- A constraint is named for the rule that it upholds; what stands in brackets only tells equal rules apart.

create table register.setting
(
    key         text   not null,
    value       text   not null,
    valid_from  date   not null,
    source      text   not null,
    entered_seq bigint not null,
    constraint "setting-already-made" primary key (key, valid_from)
);

create table register.delivery
(
    sha256      text        not null,
    county      text        not null,
    year        integer     not null,
    households  bigint      not null,
    parcels     bigint      not null,
    errors      bigint      not null,
    warnings    bigint      not null,
    received_on date        not null,
    entered_seq bigint      not null,
    constraint "delivery-already-received" primary key (sha256)
);

create table register.collective
(
    code        text   not null,
    name        text   not null,
    level       text   not null,
    county      text   not null,
    entered_seq bigint not null,
    constraint "code-already-registered (collective)" primary key (code)
);

create table register.household
(
    code           text   not null,
    collective     text   not null,
    kind           text   not null,
    representative uuid   not null,
    legal_day      date   not null,
    entered_seq    bigint not null,
    constraint "code-already-registered (household)" primary key (code),
    constraint "household and its collective" unique (code, collective),
    constraint "collective-not-registered (household)" foreign key (collective) references register.collective
);

create index household_by_collective on register.household (collective);
create index household_by_representative on register.household (representative);

create table register.household_member
(
    household text     not null,
    person    uuid     not null,
    relation  text     not null,
    co_holder boolean  not null,
    mark      text,
    position  smallint not null,
    constraint "person-listed-twice" primary key (household, person),
    constraint "household-not-registered (member)" foreign key (household) references register.household
);

create index household_member_by_person on register.household_member (person);

-- boundary keeps the coordinates of the survey, whose system stands in crs; map is the same shape in EPSG:4490.
create table register.parcel
(
    code            text                     not null,
    collective      text                     not null,
    name            text                     not null,
    crs             text                     not null,
    boundary        geometry                 not null,
    map             geometry(Geometry, 4490) not null,
    surveyed_area   numeric(15, 2)           not null,
    category        text                     not null,
    ownership       text,
    land_use        text,
    grade           text,
    purpose         text,
    basic_farmland  boolean                  not null,
    boundary_points text,
    legal_day       date                     not null,
    entered_seq     bigint                   not null,
    constraint "code-already-registered (parcel)" primary key (code),
    constraint "code-is-malformed (parcel)" check (code ~ '^[0-9]{19}$'),
    constraint "parcel and its collective" unique (code, collective),
    constraint "collective-not-registered (parcel)" foreign key (collective) references register.collective
);

create index parcel_by_map on register.parcel using gist (map);
create index parcel_by_collective on register.parcel (collective);

create table register.contract_right
(
    code             text   not null,
    household        text   not null,
    collective       text   not null,
    kind             text   not null,
    mode             text   not null,
    term_from        date   not null,
    term_to          date   not null,
    signed_on        date   not null,
    earlier_contract text,
    register_serial  text,
    registered_on    date,
    ended_on         date,
    entered_seq      bigint not null,
    constraint "code-already-registered (right)" primary key (code),
    constraint "code-is-malformed (right)" check (code ~ '^[0-9]{18}[JQ]$'),
    constraint "household-not-registered (right)" foreign key (household) references register.household,
    constraint "collective-not-registered (right)" foreign key (collective) references register.collective
);

create index contract_right_by_household on register.contract_right (household);
create index contract_right_by_serial on register.contract_right (register_serial);

-- A holder as a number: codes are compared a thousand times over when rights are entered, and numbers are compared sooner.
create function register.holder_number(holder text) returns bigint
    language sql
    immutable parallel safe
as
$$
select case holder when 'joint' then 0 else translate(holder, 'JQ', '12')::bigint end
$$;

-- Which right covers which parcel from when to when. Each kind of right has an exclusion of its own, so that one live right
-- of a kind stands on a parcel at a time. A parcel held whole is held under the code of its right, one held
-- in shares (确权确股) under the word joint, so that two rights exclude each other unless both are shares of one parcel.
-- member_collective is filled for family contracts only: their households must belong to the collective that owns the land.
create table register.holding
(
    right_code        text           not null,
    parcel            text           not null,
    household         text           not null,
    collective        text           not null,
    member_collective text,
    kind              text           not null default 'contract',
    holder_group      text           not null,
    share_part        bigint,
    share_whole       bigint,
    contract_area     numeric(15, 2) not null,
    earlier_area      numeric(15, 2),
    period            daterange      not null,
    started_seq       bigint         not null,
    ended_seq         bigint,
    constraint "parcel-listed-twice (holding)" primary key (right_code, parcel, started_seq),
    constraint "parcel-held-by-another" exclude using gist
        ((parcel::bigint) with =, period with &&, (register.holder_number(holder_group)) with <>) where (kind = 'contract')
        deferrable initially deferred,
    constraint "parcel-already-in-right" exclude using gist
        ((parcel::bigint) with =, (register.holder_number(right_code)) with =, period with &&)
        where (kind = 'contract' and holder_group = 'joint') deferrable initially deferred,
    constraint "right-not-registered (holding)" foreign key (right_code) references register.contract_right,
    constraint "transferee-is-outsider (holding)" foreign key (household, member_collective)
        references register.household (code, collective),
    constraint "parcel-of-another-collective (holding)" foreign key (parcel, collective)
        references register.parcel (code, collective),
    constraint "share-is-a-fraction" check ((share_part is null) = (share_whole is null)
        and (holder_group = 'joint') = (share_part is not null)
        and (share_part is null or share_part > 0 and share_part <= share_whole))
);

create index holding_by_parcel on register.holding (parcel);
create index holding_by_household on register.holding (household);

create table register.certificate
(
    id          uuid   not null,
    right_code  text   not null,
    serial      text   not null,
    token       text   not null,
    authority   text   not null,
    issued_on   date   not null,
    occasion    text   not null,
    reason      text,
    status      text   not null,
    status_on   date   not null,
    replaced_by uuid,
    entered_seq bigint not null,
    constraint "certificate-already-issued" primary key (id),
    constraint "serial-already-issued" unique (serial),
    constraint "token-already-used" unique (token),
    constraint "right-not-registered (certificate)" foreign key (right_code) references register.contract_right,
    constraint "right-has-a-current-certificate" exclude using btree (right_code with =) where (status = 'current')
        deferrable initially deferred
);

create index certificate_by_right on register.certificate (right_code);

create table register.lease
(
    code        text           not null,
    right_code  text           not null,
    lessee      text           not null,
    mode        text           not null,
    "from"      date           not null,
    "to"        date           not null,
    area        numeric(15, 2) not null,
    price       text,
    signed_on   date           not null,
    entered_seq bigint         not null,
    constraint "code-already-registered (lease)" primary key (code),
    constraint "right-not-registered (lease)" foreign key (right_code) references register.contract_right
);

create index lease_by_right on register.lease (right_code);

-- right_code is the right that now stands above the lease on this parcel; it changes when the parcel changes hands.
create table register.lease_parcel
(
    lease      text not null,
    parcel     text not null,
    right_code text not null,
    constraint "parcel-listed-twice (lease)" primary key (lease, parcel),
    constraint "lease-not-filed" foreign key (lease) references register.lease
);

create index lease_parcel_by_right on register.lease_parcel (right_code);

-- What holds parcels of a right still: a seizure, a mortgage, a dispute, the household's own lock.
create table register.encumbrance
(
    id          uuid   not null,
    right_code  text   not null,
    kind        text   not null,
    until       date,
    document    text   not null,
    entered_on  date   not null,
    lifted_on   date,
    entered_seq bigint not null,
    constraint "encumbrance-already-entered" primary key (id),
    constraint "right-not-registered (encumbrance)" foreign key (right_code) references register.contract_right
);

create index encumbrance_by_right on register.encumbrance (right_code);

create table register.encumbrance_parcel
(
    encumbrance uuid not null,
    parcel      text not null,
    constraint "parcel-listed-twice (encumbrance)" primary key (encumbrance, parcel),
    constraint "encumbrance-not-entered" foreign key (encumbrance) references register.encumbrance
);

create table register.listing
(
    id          uuid           not null,
    right_code  text           not null,
    household   text           not null,
    collective  text           not null,
    leases      text[]         not null,
    price       numeric(15, 2) not null,
    state       text           not null,
    opened_on   date           not null,
    taken_by    text,
    transfer    uuid,
    closed_on   date,
    entered_seq bigint         not null,
    constraint "listing-already-opened" primary key (id),
    constraint "right-not-registered (listing)" foreign key (right_code) references register.contract_right,
    constraint "transferee-is-outsider (listing)" foreign key (taken_by, collective)
        references register.household (code, collective)
);

create index listing_by_collective on register.listing (collective, state);
create index listing_by_right on register.listing (right_code);

create table register.listing_parcel
(
    listing    uuid    not null,
    parcel     text    not null,
    right_code text    not null,
    live       boolean not null,
    constraint "parcel-listed-twice (listing)" primary key (listing, parcel),
    constraint "listing-not-opened" foreign key (listing) references register.listing
);

create unique index "parcel-already-listed" on register.listing_parcel (parcel, right_code) where live;

create table register.transfer
(
    id             uuid           not null,
    listing        uuid           not null,
    right_code     text           not null,
    from_household text           not null,
    to_household   text           not null,
    collective     text           not null,
    contract_area  numeric(15, 2) not null,
    term_to        date           not null,
    leases         text[]         not null,
    price          numeric(15, 2) not null,
    terms          text           not null,
    state          text           not null,
    agreed_on      date           not null,
    issuer_answer  text,
    paid_on        date,
    registered_on  date,
    entered_seq    bigint         not null,
    constraint "transfer-already-agreed" primary key (id),
    constraint "listing-not-opened (transfer)" foreign key (listing) references register.listing,
    constraint "right-not-registered (transfer)" foreign key (right_code) references register.contract_right,
    constraint "transferee-is-outsider (transfer)" foreign key (to_household, collective)
        references register.household (code, collective)
);

create index transfer_by_listing on register.transfer (listing);
create index transfer_by_collective on register.transfer (collective, state);
create index transfer_by_to on register.transfer (to_household);
create index transfer_by_from on register.transfer (from_household);

create table register.transfer_parcel
(
    transfer uuid not null,
    parcel   text not null,
    constraint "parcel-listed-twice (transfer)" primary key (transfer, parcel),
    constraint "transfer-not-agreed (parcel)" foreign key (transfer) references register.transfer
);

create table register.transfer_consent
(
    transfer     uuid   not null,
    person       uuid   not null,
    terms        text   not null,
    given_on     date   not null,
    withdrawn_on date,
    given_seq    bigint not null,
    constraint "consent-already-given" primary key (transfer, person),
    constraint "transfer-not-agreed (consent)" foreign key (transfer) references register.transfer
);

create index transfer_consent_by_person on register.transfer_consent (person);

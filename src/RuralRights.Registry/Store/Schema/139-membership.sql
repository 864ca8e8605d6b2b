-- Rosters of the collectives. The table stands apart from households and rights: it names a household that claimed somebody, but
-- no table of rights names a membership, and where a person lives or settled is no matter here.
create table register.membership
(
    person         uuid   not null,
    collective     text   not null,
    household      text,
    ground         text   not null,
    since          date   not null,
    resolution     uuid,
    case_number    text   not null,
    ended_on       date,
    end_ground     text,
    end_resolution uuid,
    end_case       text,
    retained_until date,
    entered_seq    bigint not null,
    constraint "is-a-member (entered)" primary key (person, entered_seq),
    constraint "collective-not-registered (membership)" foreign key (collective) references register.collective,
    constraint "household-not-registered (membership)" foreign key (household) references register.household,
    constraint "end-is-outside-the-membership" check (ended_on >= since)
);

-- Nobody is a member of two collectives of the county.
create unique index "is-a-member-elsewhere" on register.membership (person) where ended_on is null;
create index membership_by_collective on register.membership (collective, since);

-- The members of a collective on a day.
create function register.members_on(collective text, day date) returns setof register.membership
    language sql
    stable
    set search_path = pg_catalog, public
as
$$
select *
from register.membership m
where m.collective = members_on.collective
  and m.since <= members_on.day
  and (m.ended_on is null or m.ended_on > members_on.day)
$$;

grant execute on function register.members_on to rr_app;

-- What the members' assembly decided. Whatever code forgets, no resolution stands that fewer than two thirds of all members agreed to.
create table register.resolution
(
    id               uuid    not null,
    collective       text    not null,
    called_on        date    not null,
    held_on          date    not null,
    voters           integer not null,
    without_capacity integer not null,
    present          integer not null,
    in_favour        integer not null,
    record           text    not null,
    recorded_by      text    not null,
    recorded_on      date    not null,
    entered_seq      bigint  not null,
    constraint "resolution-already-recorded" primary key (id),
    constraint "collective-not-registered (resolution)" foreign key (collective) references register.collective,
    constraint "votes-do-not-add-up" check (in_favour between 0 and present and present <= voters and voters > 0 and without_capacity >= 0),
    constraint "two-thirds-did-not-agree" check (in_favour::bigint * 3 >= voters::bigint * 2)
);

create index resolution_by_collective on register.resolution (collective, held_on);

create table register.resolution_case
(
    resolution  uuid     not null,
    case_number text     not null,
    position    smallint not null,
    constraint "case-listed-twice (resolution)" primary key (resolution, case_number),
    constraint "case-not-opened (resolution)" foreign key (case_number) references register.case_file
);

grant select on register.membership, register.resolution, register.resolution_case to rr_app;

-- The question that counties of a city ask each other before somebody is confirmed. A mark is a keyed hash of the identity number,
-- the same in every county of the city; the key is never in a database. The marks follow from the roster and the vault and can be
-- made anew at any time.
create schema city;

create table city.mark
(
    person uuid not null,
    key    text not null,
    mark   bytea,
    constraint "marked-once" primary key (person, key)
);

create index mark_to_find on city.mark (key, mark);

-- Every question that was answered here. Who was asked about is known only where the answer was yes.
create table city.question
(
    id       bigint generated always as identity primary key,
    asked_by text        not null,
    person   uuid,
    at       timestamptz not null default clock_timestamp()
);

create trigger refuse_rewriting
    before update or delete or truncate
    on city.question
    for each statement
execute function ledger.refuse_rewriting();

grant usage on schema city to rr_app;
grant select, insert, update on city.mark to rr_app;
grant select, insert on city.question to rr_app;

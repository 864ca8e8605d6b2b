-- Who holds which office where and when. A grant counts from the day a second person approved it; a revoked one keeps its
-- row, because acts were done under it.
create table register.office_grant
(
    id          uuid      not null,
    person      uuid      not null,
    role        text      not null,
    place       text      not null,
    period      daterange not null,
    proposed_by text      not null,
    proposed_on date      not null,
    approved_by text,
    approved_on date,
    declined_on date,
    revoked_on  date,
    entered_seq bigint    not null,
    constraint "grant-is-decided (made)" primary key (id),
    constraint "grant-concerns-yourself" check (right(proposed_by, 36) <> person::text and right(approved_by, 36) <> person::text),
    constraint "same-person-approves" check (proposed_by like 'office/%' or right(proposed_by, 36) <> right(approved_by, 36)),
    constraint "grant-is-decided" check (num_nonnulls(approved_on, declined_on) <= 1 and (approved_by is null) = (approved_on is null)),
    constraint "office-already-granted" exclude using gist (person with =, role with =, place with =, period with &&)
        where (declined_on is null and revoked_on is null),
    constraint "collective-has-its-chair" exclude using gist (place with =, period with &&)
        where (role = 'chair' and approved_on is not null and revoked_on is null)
);

create index office_grant_by_person on register.office_grant (person);
create index office_grant_waiting on register.office_grant (proposed_on) where approved_on is null and declined_on is null;

grant select on register.office_grant to rr_app;

-- The grants a person holds on a day.
create function register.offices_on(day date) returns setof register.office_grant
    language sql
    stable
    set search_path = pg_catalog, public
as
$$
select *
from register.office_grant g
where g.approved_on is not null
  and g.revoked_on is null
  and g.period @> day
$$;

grant execute on function register.offices_on to rr_app;

-- Who proved at a desk that a consent is their own: to exactly which terms, how, helped by whom, before whom.
create table register.proof
(
    id          uuid   not null,
    person      uuid   not null,
    terms       text   not null,
    means       text   not null,
    assistant   text   not null,
    witness     text,
    document    text,
    proven_on   date   not null,
    entered_seq bigint not null,
    constraint "proof-already-given" primary key (id),
    constraint "witness-is-no-third" check (right(assistant, 36) <> person::text and right(witness, 36) not in (person::text, right(assistant, 36))),
    constraint "signature-is-missing" check (means = 'code_at_desk' or witness is not null and document is not null)
);

create index proof_by_terms on register.proof (terms, person);

grant select on register.proof to rr_app;

-- Questions of counties on other servers carry a nonce, which a county uses once for ever, and which tells them from those asked on
-- this server. What was answered stands with them.
alter table city.question
    add column nonce        uuid,
    add column member_since date;

create unique index "city-question-was-asked" on city.question (asked_by, nonce) where nonce is not null;
create index question_by_asker on city.question (asked_by, at) where nonce is not null;

alter table city.question enable always trigger refuse_rewriting;

-- What this county asked, of whom, and what came back: the other side of the same log.
create table city.asking
(
    id           bigint generated always as identity,
    county       text        not null,
    person       uuid        not null,
    asked_by     text        not null,
    at           timestamptz not null,
    silence      text,
    rule         text,
    member_since date,
    constraint "asking-already-logged" primary key (id),
    constraint "silence-has-a-reason" check (silence in ('not-listed', 'unreachable', 'timed-out', 'refused', 'unproved')),
    constraint "silence-says-nothing" check (silence is null or member_since is null)
);

create index asking_by_county on city.asking (county, at desc);

create trigger refuse_rewriting
    before update or delete or truncate
    on city.asking
    for each statement
execute function ledger.refuse_rewriting();

alter table city.asking enable always trigger refuse_rewriting;

grant select, insert on city.asking to rr_app;

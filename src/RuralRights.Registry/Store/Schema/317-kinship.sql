-- Who declared whom a relative. It counts both ways, from the declaration until two people struck it out; what was struck out keeps
-- its row, because acts were done and refused under it.
create table register.kinship
(
    person        uuid   not null,
    relative      uuid   not null,
    declared_on   date   not null,
    questioned_by text,
    questioned_on date,
    words         text,
    struck_by     text,
    struck_on     date,
    entered_seq   bigint not null,
    constraint "relative-already-declared" primary key (person, relative),
    constraint "relative-is-yourself" check (person <> relative),
    constraint "relative-is-not-questioned" check (num_nulls(questioned_by, questioned_on, words) in (0, 3) and num_nulls(struck_by, struck_on) in (0, 2) and (struck_by is null or questioned_by is not null)),
    constraint "kinship-concerns-yourself" check (right(questioned_by, 36) not in (person::text, relative::text) and right(struck_by, 36) not in (person::text, relative::text)),
    constraint "same-person-strikes" check (right(questioned_by, 36) <> right(struck_by, 36))
);

create index kinship_by_relative on register.kinship (relative);
create index kinship_questioned on register.kinship (questioned_on) where questioned_on is not null and struck_on is null;

grant select on register.kinship to rr_app;

insert into register.kinship (person, relative, declared_on, entered_seq)
select k.person, k.relative, (k.provenance ->> 'legal_day')::date, f.seq_id
from ledger.mt_events f, jsonb_to_record(f.data) as k(person uuid, relative uuid, provenance jsonb)
where f.type = 'relative-declared';

drop index ledger.mt_events_relative;

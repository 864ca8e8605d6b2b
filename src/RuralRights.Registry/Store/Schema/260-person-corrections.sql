-- Names and identity numbers as cases would put them right. A draft never changes, and nothing of the person does until the
-- case is entered; what stood there before is kept with the number of the case.
alter table vault.person add column corrected integer not null default 0;

-- Two people never share a number: the law refuses it by the same name.
alter table vault.person rename constraint "identity-number-already-kept" to "identity-number-is-anothers";

-- The whole person as they would stand, sealed for the person. What was asked for is found again by a keyed hash, so that the
-- same form sent twice makes one draft.
create table vault.person_draft
(
    id         uuid        not null,
    person     uuid        not null,
    corrected  integer     not null,
    of_number  boolean     not null,
    corrects   boolean     not null,
    asked      bytea       not null,
    id_hash    bytea,
    name_runs  bigint[]    not null,
    master_key smallint    not null,
    wrapped    bytea       not null,
    sealed     bytea       not null,
    kept_at    timestamptz not null default clock_timestamp(),
    constraint "person-draft-already-kept" primary key (id),
    constraint "person-draft-asked-once" unique (asked),
    constraint "person-draft-of-a-person" foreign key (person) references vault.person
);

create table vault.person_before
(
    draft       uuid        not null,
    person      uuid        not null,
    corrected   integer     not null,
    case_number text        not null,
    id_hash     bytea,
    name_runs   bigint[]    not null,
    master_key  smallint    not null,
    wrapped     bytea       not null,
    sealed      bytea       not null,
    kept_at     timestamptz not null default clock_timestamp(),
    constraint "person-before-already-kept" primary key (draft),
    constraint "person-corrected-once" unique (person, corrected),
    constraint "person-before-of-a-draft" foreign key (draft) references vault.person_draft
);

-- The number of a person's row changes only when what stood there has been kept.
create or replace function vault.refuse_exchange() returns trigger
    language plpgsql
as
$$
begin
    if new.id = old.id and new.corrected = old.corrected + 1
        and exists (select from vault.person_before b where b.person = old.id and b.corrected = old.corrected) then
        return new;
    end if;
    raise exception 'a person of the vault keeps id and identity number' using errcode = '42501';
end
$$;

-- Puts a person right in the transaction that enters the case. Whoever was put right since the draft was written is not written over.
create function vault.correct_person(draft_asked uuid, in_case text) returns void
    language plpgsql
    security definer
    set search_path = pg_catalog, public
as
$$
begin
    perform from vault.person p join vault.person_draft d on d.person = p.id where d.id = draft_asked for update of p;

    insert into vault.person_before (draft, person, corrected, case_number, id_hash, name_runs, master_key, wrapped, sealed)
    select d.id, p.id, p.corrected, in_case, p.id_hash, p.name_runs, p.master_key, p.wrapped, p.sealed
    from vault.person_draft d
             join vault.person p on p.id = d.person and p.corrected = d.corrected
    where d.id = draft_asked;

    if not found then
        raise exception 'the person was put right since'
            using errcode = '23514', constraint = 'entry-has-changed', schema = 'vault', table = 'person';
    end if;

    update vault.person p
    set id_hash = d.id_hash, name_runs = d.name_runs, master_key = d.master_key, wrapped = d.wrapped, sealed = d.sealed, corrected = p.corrected + 1
    from vault.person_draft d
    where d.id = draft_asked
      and p.id = d.person;
end
$$;

revoke all on function vault.correct_person(uuid, text) from public;
grant execute on function vault.correct_person(uuid, text) to rr_app;
grant select, insert on vault.person_draft to rr_app;
grant select on vault.person_before to rr_app;

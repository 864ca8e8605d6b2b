-- People whom a case brings and of whom the register knows nothing else. As long as that is so, whoever opened the case writes
-- their name and identity number otherwise: that is another person of the vault under another id, and what was typed first is
-- erased in the transaction that writes the case anew.
create table vault.newcomer
(
    person  uuid        not null,
    kept_at timestamptz not null default clock_timestamp(),
    constraint "newcomer-already-kept" primary key (person),
    constraint "newcomer-is-a-person" foreign key (person) references vault.person
);

-- The cases that bring them.
create table vault.newcomer_case
(
    person      uuid not null,
    case_number text not null,
    constraint "newcomer-already-brought" primary key (person, case_number),
    constraint "brought-newcomer" foreign key (person) references vault.newcomer on delete cascade
);

-- True while nothing but this case, and cases that were given up, names the person.
create function vault.is_newcomer(somebody uuid, in_case text) returns boolean
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, public
as
$$
begin
    return exists (select from vault.newcomer n where n.person = somebody)
        and not exists (select
                        from vault.newcomer_case o
                                 join register.case_file c on c.number = o.case_number
                        where o.person = somebody
                          and o.case_number <> in_case
                          and c.state <> 'withdrawn')
        and not exists (select from vault.person_draft d where d.person = somebody)
        and not exists (select from register.household_member m where m.person = somebody)
        and not exists (select from register.homestead_holder h where h.person = somebody)
        and not exists (select from register.membership m where m.person = somebody)
        and not exists (select from register.guardianship g where g.ward = somebody or g.guardian = somebody);
end
$$;

-- Erases somebody whom no case brings any more. Whoever is known otherwise stays.
create function vault.forget_newcomer(forgotten uuid, in_case text) returns void
    language plpgsql
    security definer
    set search_path = pg_catalog, public
as
$$
begin
    -- A case that is being opened about the same person comes before or after, and is seen then.
    perform from vault.newcomer n where n.person = forgotten for update;
    if vault.is_newcomer(forgotten, in_case) then
        delete from vault.newcomer n where n.person = forgotten;
        delete from vault.person p where p.id = forgotten;
    end if;
end
$$;

revoke all on function vault.is_newcomer(uuid, text), vault.forget_newcomer(uuid, text) from public;
grant execute on function vault.is_newcomer(uuid, text), vault.forget_newcomer(uuid, text) to rr_app;
grant select, insert, delete on vault.newcomer to rr_app;
grant select, insert on vault.newcomer_case to rr_app;

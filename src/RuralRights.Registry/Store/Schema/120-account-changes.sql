-- Changes of who gets into an account: asked for by one administrator, approved or declined by another, and neither of them the
-- person. What is to be changed to lies sealed in the vault under account-change/{id}.
create table identity.account_change
(
    id         uuid        not null,
    kind       text        not null,
    account    uuid        not null,
    person     uuid        not null,
    asked_by   uuid        not null,
    asked_at   timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    approved   boolean,
    constraint "account-change-already-asked" primary key (id),
    constraint "account-change-has-a-kind" check (kind in ('open', 'phone', 'forget', 'external')),
    constraint "account-change-is-decided-whole" check (num_nulls(decided_by, decided_at, approved) in (0, 3)),
    constraint "account-is-your-own" check (asked_by <> person and decided_by is distinct from person),
    -- Who asked may take it back, and not approve it.
    constraint "same-person-changes-account" check (approved is not true or decided_by <> asked_by)
);

-- One at a time for a person, and one account.
create unique index "account-change-waits" on identity.account_change (person) where decided_at is null;
create unique index "person-has-an-account" on identity.account_change (person) where kind = 'open' and approved;

create function identity.refuse_second_decision() returns trigger
    language plpgsql
as
$$
begin
    if old.decided_at is not null then
        raise exception 'the change % of an account is decided', old.id
            using errcode = '23514', constraint = 'account-change-is-decided', schema = tg_table_schema, table = tg_table_name;
    end if;
    return new;
end
$$;

create trigger refuse_second_decision
    before update
    on identity.account_change
    for each row
execute function identity.refuse_second_decision();

grant select, insert, update on identity.account_change to rr_app;

-- Kinship as it was declared, questioned, struck out or upheld, in the order it was entered.
create or replace function register.enter_kinship() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    fact record;
begin
    if not (current_setting('rr.kinds')::text[] && array ['relative-declared', 'relative-questioned', 'relative-struck', 'relative-upheld']) then
        return null;
    end if;

    for fact in
        select f.type, f.seq_id, k.person, k.relative, k.words, k.provenance ->> 'actor' as actor, (k.provenance ->> 'legal_day')::date as day
        from facts f, jsonb_to_record(f.data) as k(person uuid, relative uuid, words text, provenance jsonb)
        where f.type in ('relative-declared', 'relative-questioned', 'relative-struck', 'relative-upheld')
        order by f.seq_id
    loop
        case fact.type
            when 'relative-declared' then
                insert into register.kinship (person, relative, declared_on, entered_seq)
                values (fact.person, fact.relative, fact.day, fact.seq_id);
            when 'relative-questioned' then
                update register.kinship k
                set questioned_by = fact.actor, questioned_on = fact.day, words = fact.words
                where k.person = fact.person and k.relative = fact.relative;
            when 'relative-struck' then
                update register.kinship k
                set struck_by = fact.actor, struck_on = fact.day
                where k.person = fact.person and k.relative = fact.relative;
            else
                update register.kinship k
                set questioned_by = null, questioned_on = null, words = null
                where k.person = fact.person and k.relative = fact.relative;
        end case;
    end loop;

    return null;
end
$$;

revoke all on function register.enter_kinship() from public;

create or replace trigger enter_kinship
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_kinship();

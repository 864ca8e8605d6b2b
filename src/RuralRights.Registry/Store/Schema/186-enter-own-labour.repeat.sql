-- Own labour. What waits is the last fact when that is a report; what stands is the last confirmation.
create or replace function register.enter_own_labour() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    fact record;
begin
    if not (current_setting('rr.kinds')::text[] && array ['own-labour-reported', 'own-labour-confirmed']) then
        return null;
    end if;

    for fact in
        select f.type, f.seq_id, r.person, r.household, r.lives_on_it, r.document, (r.provenance ->> 'legal_day')::date as day
        from facts f,
             jsonb_to_record(f.data) as r(person uuid, household text, lives_on_it boolean, document text, provenance jsonb)
        where f.type in ('own-labour-reported', 'own-labour-confirmed')
        order by f.seq_id
    loop
        if fact.type = 'own-labour-reported' then
            insert into register.own_labour as o (person, household, reported, reported_on, document, entered_seq)
            values (fact.person, fact.household, fact.lives_on_it, fact.day, fact.document, fact.seq_id)
            on conflict on constraint "code-already-registered (own labour)" do update
                set household = excluded.household, reported = excluded.reported, reported_on = excluded.reported_on,
                    document = excluded.document, entered_seq = excluded.entered_seq;
        else
            update register.own_labour
            set stands = fact.lives_on_it, since = fact.day, reported = null, reported_on = null, entered_seq = fact.seq_id
            where person = fact.person;
        end if;
    end loop;

    return null;
end
$$;

revoke all on function register.enter_own_labour() from public;

create or replace trigger enter_own_labour
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_own_labour();

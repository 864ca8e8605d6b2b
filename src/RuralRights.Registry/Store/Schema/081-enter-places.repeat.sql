-- Places of collectives.
create or replace function register.enter_places() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['collective-registered', 'collective-placed']) then
        return null;
    end if;

    insert into register.placement (collective, valid_from, village, township, entered_seq)
    select f.data ->> 'collective', '-infinity', left(f.data ->> 'collective', 12), left(f.data ->> 'collective', 9), f.seq_id
    from facts f
    where f.type = 'collective-registered';

    insert into register.placement (collective, valid_from, village, township, entered_seq)
    select p.collective, p."from", p.village, p.township, f.seq_id
    from facts f, jsonb_to_record(f.data) as p(collective text, village text, township text, "from" date)
    where f.type = 'collective-placed'
    on conflict on constraint "placement-already-made" do update
        set village = excluded.village, township = excluded.township, entered_seq = excluded.entered_seq;

    return null;
end
$$;

create or replace trigger enter_places
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_places();

-- Changes of households. Cases make them; deliveries enter households whole.
create or replace function register.enter_households() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not exists (select from facts where type = 'representative-changed') then
        return null;
    end if;

    update register.household h
    set representative = e.representative
    from (select distinct on (f.data ->> 'household') f.data ->> 'household' as code, (f.data ->> 'representative')::uuid as representative
          from facts f
          where f.type = 'representative-changed'
          order by f.data ->> 'household', f.seq_id desc) as e
    where h.code = e.code;

    return null;
end
$$;

create or replace trigger enter_households
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_households();

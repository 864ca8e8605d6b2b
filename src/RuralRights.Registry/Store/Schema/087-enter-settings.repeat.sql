-- Settings of collectives, and the holidays of each year.
create or replace function register.enter_settings() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['collective-setting-made', 'work-calendar-published']) then
        return null;
    end if;

    insert into register.collective_setting (collective, key, value, valid_from, source, entered_seq)
    select s.collective, s.key, s.value, s."from", s.source, f.seq_id
    from facts f, jsonb_to_record(f.data) as s(collective text, key text, value text, "from" date, source text)
    where f.type = 'collective-setting-made';

    insert into register.work_calendar (year, rest_days, work_days, source, entered_on, entered_seq)
    select (f.data ->> 'year')::integer,
           array(select d.day::date from jsonb_array_elements_text(f.data -> 'rest_days') with ordinality as d(day, at) order by d.at),
           array(select d.day::date from jsonb_array_elements_text(f.data -> 'work_days') with ordinality as d(day, at) order by d.at),
           f.data ->> 'source', (f.data -> 'provenance' ->> 'legal_day')::date, f.seq_id
    from facts f
    where f.type = 'work-calendar-published';

    return null;
end
$$;

create or replace trigger enter_settings
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_settings();

-- Steps whose time is over. Whatever moves the case on ends that; the last fact of each case says how it stands. This runs after
-- enter_cases, because triggers of one statement run in the order of their names.
create or replace function register.enter_overdue() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if current_setting('rr.kinds') !~ 'case-' then
        return null;
    end if;

    update register.case_file c
    set overdue_on = case e.type when 'case-step-overdue' then e.day end
    from (select distinct on (f.data ->> 'case') f.data ->> 'case' as number, f.type, (f.data -> 'provenance' ->> 'legal_day')::date as day
          from facts f
          where f.type in ('case-step-overdue', 'case-step-done', 'case-returned', 'case-entered', 'case-withdrawn')
          order by f.data ->> 'case', f.seq_id desc) as e
    where c.number = e.number;

    return null;
end
$$;

create or replace trigger enter_overdue
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_overdue();

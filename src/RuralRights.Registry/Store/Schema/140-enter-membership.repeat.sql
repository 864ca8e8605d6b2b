-- Memberships and resolutions. What ends is ended before what begins is made, so that whoever moves is never in two places or in none.
create or replace function register.enter_membership() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    kinds text[] := current_setting('rr.kinds')::text[];
begin
    if kinds::text !~ 'member|resolution-recorded' then
        return null;
    end if;

    -- One case at a time about one person's membership; the household is named in it and not held by it.
    if kinds && array ['membership-claimed', 'membership-end-proposed'] then
        delete from register.case_subject s
        using facts f
        where f.type in ('membership-claimed', 'membership-end-proposed')
          and s.case_number = f.data ->> 'case'
          and s.subject like 'membership/%';

        insert into register.case_subject (case_number, subject, position, live)
        select p.number, 'membership/' || p.person, 50, c.state = 'open' and c.entered_on is null
        from (select distinct on (f.data ->> 'case') f.data ->> 'case' as number, f.data -> 'asked' ->> 'person' as person
              from facts f
              where f.type in ('membership-claimed', 'membership-end-proposed')
              order by f.data ->> 'case', f.seq_id desc) as p
                 join register.case_file c on c.number = p.number;
    end if;

    if 'membership-ended' = any (kinds) then
        update register.membership m
        set ended_on       = e."on",
            end_ground     = e.ground,
            end_resolution = e.resolution,
            end_case       = e."case",
            retained_until = e.retained_until
        from (select distinct on (r.person) r.*, r.provenance ->> 'case' as "case", f.seq_id
              from facts f,
                   jsonb_to_record(f.data) as r(person uuid, ground text, "on" date, resolution uuid, retained_until date, provenance jsonb)
              where f.type = 'membership-ended'
              order by r.person, f.seq_id) as e
        where m.person = e.person
          and m.ended_on is null
          and m.entered_seq < e.seq_id;
    end if;

    if 'member-confirmed' = any (kinds) then
        insert into register.membership (person, collective, household, ground, since, resolution, case_number,
                                         ended_on, end_ground, end_resolution, end_case, retained_until, entered_seq)
        select c.person, c.collective, c.household, c.ground, c."from", c.resolution, c.provenance ->> 'case',
               e."on", e.ground, e.resolution, e.provenance ->> 'case', e.retained_until, f.seq_id
        from facts f
                 cross join lateral jsonb_to_record(f.data)
            as c(person uuid, collective text, household text, ground text, "from" date, resolution uuid, provenance jsonb)
                 left join lateral (select r.*
                                    from facts later,
                                         jsonb_to_record(later.data) as r(person uuid, ground text, "on" date, resolution uuid, retained_until date, provenance jsonb)
                                    where later.type = 'membership-ended' and r.person = c.person and later.seq_id > f.seq_id
                                    order by later.seq_id
                                    limit 1) as e on true
        where f.type = 'member-confirmed';
    end if;

    if 'resolution-recorded' = any (kinds) then
        insert into register.resolution (id, collective, called_on, held_on, voters, without_capacity, present, in_favour, record, recorded_by, recorded_on, entered_seq)
        select r.resolution, r.collective, r.called_on, r.held_on, r.voters, r.without_capacity, r.present, r.in_favour, r.record,
               r.provenance ->> 'actor', (r.provenance ->> 'legal_day')::date, f.seq_id
        from facts f,
             jsonb_to_record(f.data) as r(resolution uuid, collective text, called_on date, held_on date, voters integer, without_capacity integer,
                                          present integer, in_favour integer, record text, provenance jsonb)
        where f.type = 'resolution-recorded';

        insert into register.resolution_case (resolution, case_number, position)
        select (f.data ->> 'resolution')::uuid, c.number, c.position
        from facts f, jsonb_array_elements_text(f.data -> 'cases') with ordinality as c(number, position)
        where f.type = 'resolution-recorded';
    end if;

    return null;
end
$$;

create or replace trigger enter_membership
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_membership();

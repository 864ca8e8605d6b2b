-- Homesteads, their holders, houses and certificates.
create or replace function register.enter_homesteads() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    kinds     text[] := current_setting('rr.kinds')::text[];
    part      record;
    begins    text;
    passed    record;
    inherited record;
    corrected record;
    held      register.homestead_right;
begin
    if not kinds && array ['homestead-registered', 'homestead-certified', 'homestead-passed', 'homestead-inherited', 'homestead-returned', 'homestead-ended-with-house', 'homestead-entry-corrected', 'homestead-resurveyed', 'homestead-holder-died'] then
        return null;
    end if;

    -- Contenders for one household queue at its row, or each would wait for the other.
    perform
    from register.household h
    where h.code in (select f.data ->> 'household' from facts f where f.type = 'homestead-registered' union select f.data ->> 'to' from facts f where f.type in ('homestead-passed', 'homestead-inherited'))
    order by h.code
        for no key update;

    -- One statement may bring much of a homestead's life. What alters a standing entry begins a part; within one nothing else does.
    for part in
        select min(f.seq_id) as first, max(f.seq_id) as last
        from (select seq_id, count(*) filter (where type in ('homestead-passed', 'homestead-inherited', 'homestead-returned', 'homestead-ended-with-house', 'homestead-entry-corrected', 'homestead-resurveyed', 'homestead-holder-died')) over (order by seq_id) as number
              from facts
              where type in ('homestead-registered', 'homestead-certified', 'homestead-passed', 'homestead-inherited', 'homestead-returned', 'homestead-ended-with-house', 'homestead-entry-corrected', 'homestead-resurveyed', 'homestead-holder-died')) as f
        group by f.number
        order by f.number
    loop
        select f.type into begins from facts f where f.seq_id = part.first;

        select p.* into passed
        from facts f, jsonb_to_record(f.data) as p(plot text, "to" text, holders jsonb, excepted text, provenance jsonb)
        where f.seq_id = part.first and f.type = 'homestead-passed';
        if found then
            update register.homestead_right r
            set period = daterange(lower(r.period), (passed.provenance ->> 'legal_day')::date)
            where r.plot = passed.plot and upper_inf(r.period)
            returning r.* into held;

            insert into register.homestead_right (plot, unit, household, collective, approved_area, excess_area, source, source_number, source_on, excepted, larger,
                                                  certificate, certificate_authority, certificate_on, handed_on, period, entered_seq)
            values (held.plot, held.unit, passed."to", held.collective, held.approved_area, held.excess_area, held.source, held.source_number, held.source_on, passed.excepted,
                    held.larger, held.certificate, held.certificate_authority, held.certificate_on, held.handed_on,
                    daterange((passed.provenance ->> 'legal_day')::date, null), part.first);

            insert into register.homestead_holder (plot, person, entered_seq, died_on)
            select passed.plot, p.person::uuid, part.first, o.died_on
            from jsonb_array_elements_text(passed.holders) as p(person)
                     left join register.homestead_holder o on o.plot = held.plot and o.entered_seq = held.entered_seq and o.person = p.person::uuid;
        end if;

        select i.* into inherited
        from facts f, jsonb_to_record(f.data) as i(plot text, "to" text, holders jsonb, excepted text, only_for_the_house boolean, provenance jsonb)
        where f.seq_id = part.first and f.type = 'homestead-inherited';
        if found then
            update register.homestead_right r
            set period = daterange(lower(r.period), (inherited.provenance ->> 'legal_day')::date)
            where r.plot = inherited.plot and upper_inf(r.period)
            returning r.* into held;

            -- The paper of the dead is void: the heirs' own is entered when it was issued.
            insert into register.homestead_right (plot, unit, household, collective, approved_area, excess_area, source, source_number, source_on, excepted, larger,
                                                  only_for_the_house, period, entered_seq)
            values (held.plot, held.unit, inherited."to", held.collective, held.approved_area, held.excess_area, held.source, held.source_number, held.source_on, inherited.excepted,
                    held.larger, inherited.only_for_the_house, daterange((inherited.provenance ->> 'legal_day')::date, null), part.first);

            insert into register.homestead_holder (plot, person, entered_seq)
            select inherited.plot, p.person::uuid, part.first
            from jsonb_array_elements_text(inherited.holders) as p(person);
        end if;

        if begins in ('homestead-returned', 'homestead-ended-with-house') then
            update register.homestead_right r
            set period = daterange(lower(r.period), (f.data -> 'provenance' ->> 'legal_day')::date)
            from facts f
            where f.seq_id = part.first and r.plot = f.data ->> 'plot' and upper_inf(r.period);
        end if;

        if begins = 'homestead-holder-died' then
            update register.homestead_holder o
            set died_on = (f.data -> 'provenance' ->> 'legal_day')::date
            from facts f
                     join register.homestead_right r on r.plot = f.data ->> 'plot' and upper_inf(r.period)
            where f.seq_id = part.first and o.plot = r.plot and o.entered_seq = r.entered_seq and o.person = (f.data ->> 'person')::uuid;
        end if;

        select c.* into corrected
        from facts f, jsonb_to_record(f.data) as c(plot text, entry text, after text, excess numeric)
        where f.seq_id = part.first and f.type = 'homestead-entry-corrected';
        if found then
            update register.homestead_plot p
            set place = case corrected.entry when 'place' then corrected.after else p.place end,
                area  = case corrected.entry when 'plot_area' then corrected.after::numeric else p.area end
            where p.code = corrected.plot and corrected.entry in ('place', 'plot_area');

            update register.homestead_right r
            set excess_area   = corrected.excess,
                approved_area = case corrected.entry when 'approved_area' then corrected.after::numeric else r.approved_area end,
                source_number = case corrected.entry when 'source_number' then corrected.after else r.source_number end,
                source_on     = case corrected.entry when 'source_day' then corrected.after::date else r.source_on end
            where r.plot = corrected.plot and upper_inf(r.period);

            -- The words of the ledger are written apart, as wherever else the house is told.
            update register.homestead_house h
            set structure  = case corrected.entry when 'structure' then lower(regexp_replace(corrected.after, '([a-z])([A-Z])', '\1_\2', 'g')) else h.structure end,
                storeys    = case corrected.entry when 'storeys' then corrected.after::integer else h.storeys end,
                footprint  = case corrected.entry when 'footprint' then corrected.after::numeric else h.footprint end,
                floor_area = case corrected.entry when 'floor_area' then corrected.after::numeric else h.floor_area end,
                built_in   = case corrected.entry when 'built_in' then corrected.after::integer else h.built_in end
            where h.plot = corrected.plot and corrected.entry in ('structure', 'storeys', 'footprint', 'floor_area', 'built_in');
        end if;

        if begins = 'homestead-resurveyed' then
            update register.homestead_plot p
            set crs      = m.boundary ->> 'crs',
                boundary = m.surveyed,
                area     = m.area
            from (select b.plot, b.boundary, b.area, ST_GeomFromWKB(decode(b.boundary ->> 'wkb', 'base64')) as surveyed
                  from facts f, jsonb_to_record(f.data) as b(plot text, boundary jsonb, area numeric)
                  where f.seq_id = part.first
                  offset 0) as m
            where p.code = m.plot;

            update register.homestead_right r
            set excess_area = (f.data ->> 'excess')::numeric
            from facts f
            where f.seq_id = part.first and r.plot = f.data ->> 'plot' and upper_inf(r.period);
        end if;

        -- The plot of a right that ended is surveyed anew for the next; of two that stand at once the second is refused.
        insert into register.homestead_plot as known (code, collective, place, crs, boundary, area, land, legal_day, entered_seq)
        select distinct on (h.plot) h.plot, h.collective, h.place, h.boundary ->> 'crs', h.surveyed, h.area, h.land,
               (h.provenance ->> 'legal_day')::date, h.seq_id
        from (select f.seq_id, r.*, ST_GeomFromWKB(decode(r.boundary ->> 'wkb', 'base64')) as surveyed
              from facts f,
                   jsonb_to_record(f.data) as r(plot text, collective text, place text, boundary jsonb, area numeric, land text, provenance jsonb)
              where f.type = 'homestead-registered' and f.seq_id between part.first and part.last
              offset 0) as h
        order by h.plot, h.seq_id desc
        on conflict on constraint "code-already-registered (homestead)" do update
            set collective = excluded.collective, place = excluded.place, crs = excluded.crs, boundary = excluded.boundary,
                area = excluded.area, land = excluded.land, legal_day = excluded.legal_day, entered_seq = excluded.entered_seq;

        insert into register.homestead_right (plot, unit, household, collective, approved_area, excess_area, source, source_number, source_on, excepted, larger, period, entered_seq)
        select r.plot, r.unit, r.household, r.collective, a.area, r.excess, a.source, a.number, a."on",
               (select e ->> 'ground' from jsonb_array_elements(r.exceptions) as e where e ->> 'from' = 'one_household'),
               (select e ->> 'ground' from jsonb_array_elements(r.exceptions) as e where e ->> 'from' = 'standard'),
               daterange((r.provenance ->> 'legal_day')::date, null), f.seq_id
        from facts f,
             jsonb_to_record(f.data) as r(plot text, unit text, household text, collective text, excess numeric, approval jsonb, exceptions jsonb, provenance jsonb),
             jsonb_to_record(r.approval) as a(area numeric, source text, number text, "on" date)
        where f.type = 'homestead-registered' and f.seq_id between part.first and part.last;

        insert into register.homestead_holder (plot, person, entered_seq)
        select f.data ->> 'plot', p.person::uuid, f.seq_id
        from facts f, jsonb_array_elements_text(f.data -> 'holders') as p(person)
        where f.type = 'homestead-registered' and f.seq_id between part.first and part.last;

        delete from register.homestead_house h
        using facts f
        where f.type = 'homestead-registered' and h.plot = f.data ->> 'plot' and f.seq_id between part.first and part.last;

        insert into register.homestead_house (plot, structure, storeys, footprint, floor_area, built_in, entered_seq)
        select distinct on (f.data ->> 'plot') f.data ->> 'plot', h.structure, h.storeys, h.footprint, h.floor_area, h.built_in, f.seq_id
        from facts f, jsonb_to_record(f.data -> 'house') as h(structure text, storeys integer, footprint numeric, floor_area numeric, built_in integer)
        where f.type = 'homestead-registered' and f.seq_id between part.first and part.last
          and jsonb_typeof(f.data -> 'house') = 'object'
        order by f.data ->> 'plot', f.seq_id desc;

        update register.homestead_right r
        set certificate           = e.data ->> 'number',
            certificate_authority = e.data ->> 'authority',
            certificate_on        = (e.data ->> 'issued_on')::date,
            handed_on             = (e.data -> 'provenance' ->> 'legal_day')::date
        from (select distinct on (f.data ->> 'plot') f.data
              from facts f
              where f.type = 'homestead-certified' and f.seq_id between part.first and part.last
              order by f.data ->> 'plot', f.seq_id desc) as e
        where r.plot = e.data ->> 'plot'
          and upper_inf(r.period);
    end loop;

    return null;
end
$$;

create or replace trigger enter_homesteads
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_homesteads();

-- Plots lie on no other plot and on no contracted land. They lock the same cells in the same order as parcels do, and look in
-- the next statement, whose snapshot sees what others committed while this one waited.
create or replace function register.refuse_overlap_of_homesteads() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    clash record;
begin
    perform pg_advisory_xact_lock(4490, cell)
    from (select x * 50021 + y as cell
          from entered n,
               generate_series(floor(ST_XMin(n.map) / 0.005)::integer, floor(ST_XMax(n.map) / 0.005)::integer) as x,
               generate_series(floor(ST_YMin(n.map) / 0.005)::integer, floor(ST_YMax(n.map) / 0.005)::integer) as y
          order by cell) as touched;

    select n.code, p.code as other
    into clash
    from entered n
             join register.homestead_plot p on p.map && n.map and p.code <> n.code
    where ST_Relate(n.map, p.map, 'T********')
      and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
    limit 1;

    if found then
        raise exception 'plot % overlaps plot %', clash.code, clash.other
            using errcode = '23P01', constraint = 'homesteads-overlap', schema = 'register', table = 'homestead_plot';
    end if;

    select n.code, p.code as other
    into clash
    from entered n
             join register.parcel p on p.map && n.map and p.retired_on is null
    where ST_Relate(n.map, p.map, 'T********')
      and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
    limit 1;

    if found then
        raise exception 'plot % lies on parcel %', clash.code, clash.other
            using errcode = '23P01', constraint = 'homestead-lies-on-contracted-land', schema = 'register', table = 'homestead_plot';
    end if;
    return null;
end
$$;

create or replace trigger refuse_overlap
    after insert
    on register.homestead_plot
    referencing new table as entered
    for each statement
execute function register.refuse_overlap_of_homesteads();

create or replace trigger refuse_overlap_of_a_change
    after update
    on register.homestead_plot
    referencing new table as entered
    for each statement
execute function register.refuse_overlap_of_homesteads();

-- The other way round. Its name puts it behind the triggers that lock the cells.
create or replace function register.refuse_parcel_on_homestead() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    clash record;
begin
    if not exists (select from register.homestead_plot) then
        return null;
    end if;

    select n.code, p.code as other
    into clash
    from entered n
             join register.homestead_plot p on p.map && n.map
    where n.retired_on is null
      and ST_Relate(n.map, p.map, 'T********')
      and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
    limit 1;

    if found then
        raise exception 'parcel % lies on plot %', clash.code, clash.other
            using errcode = '23P01', constraint = 'homestead-lies-on-contracted-land', schema = 'register', table = 'parcel';
    end if;
    return null;
end
$$;

create or replace trigger refuse_overlap_with_homesteads
    after insert
    on register.parcel
    referencing new table as entered
    for each statement
execute function register.refuse_parcel_on_homestead();

create or replace trigger refuse_overlap_with_homesteads_of_a_change
    after update
    on register.parcel
    referencing new table as entered
    for each statement
execute function register.refuse_parcel_on_homestead();

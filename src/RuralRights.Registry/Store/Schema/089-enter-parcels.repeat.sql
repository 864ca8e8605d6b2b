-- What becomes of parcels: divided, joined, surveyed anew, corrected. Their codes are retired by register.enter(), before the
-- parcels that lie on the same ground are put there.
create or replace function register.enter_parcels() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    kinds text[] := current_setting('rr.kinds')::text[];
    held  text;
begin
    if kinds && array ['parcel-divided', 'parcel-consolidated'] then
        insert into register.parcel_lineage (parcel, successor, kind, since, entered_seq)
        select f.data ->> 'parcel', s.successor, case f.type when 'parcel-divided' then 'divided' else 'consolidated' end,
               (f.data -> 'provenance' ->> 'legal_day')::date, f.seq_id
        from facts f,
             jsonb_array_elements_text(case f.type when 'parcel-divided' then f.data -> 'into' else jsonb_build_array(f.data -> 'into') end) as s(successor)
        where f.type in ('parcel-divided', 'parcel-consolidated');

        -- Nobody's right stays on ground that is there no longer, whichever stream the right has.
        select h.parcel
        into held
        from register.holding h
        where h.ended_seq is null
          and h.parcel in (select f.data ->> 'parcel' from facts f where f.type in ('parcel-divided', 'parcel-consolidated'))
        limit 1;

        if found then
            raise exception 'the parcel % is retired while a right stands on it', held
                using errcode = '23514', constraint = 'parcel-is-held', schema = 'register', table = 'parcel';
        end if;
    end if;

    if 'parcel-resurveyed' = any (kinds) then
        update register.parcel p
        set crs             = e.crs,
            boundary        = e.surveyed,
            boundary_points = e.boundary_points
        from (select distinct on (f.data ->> 'parcel') f.data ->> 'parcel' as code, f.data -> 'boundary' ->> 'crs' as crs,
                     ST_GeomFromWKB(decode(f.data -> 'boundary' ->> 'wkb', 'base64')) as surveyed, f.data ->> 'boundary_points' as boundary_points
              from facts f
              where f.type = 'parcel-resurveyed'
              order by f.data ->> 'parcel', f.seq_id desc) as e
        where p.code = e.code;
    end if;

    -- The last word on each entry counts, whether it came by a survey or by a correction.
    if kinds && array ['parcel-resurveyed', 'parcel-entry-corrected'] then
        update register.parcel p
        set name           = coalesce(e.place, p.name),
            category       = coalesce(e.category, p.category),
            ownership      = coalesce(e.ownership, p.ownership),
            land_use       = coalesce(e.land_use, p.land_use),
            grade          = coalesce(e.grade, p.grade),
            purpose        = coalesce(e.purpose, p.purpose),
            basic_farmland = coalesce(e.basic_farmland::boolean, p.basic_farmland),
            surveyed_area  = coalesce(e.surveyed_area::numeric, p.surveyed_area)
        from (select code,
                     max(after) filter (where entry = 'place')           as place,
                     max(after) filter (where entry = 'category')        as category,
                     max(after) filter (where entry = 'ownership')       as ownership,
                     max(after) filter (where entry = 'land_use')        as land_use,
                     max(after) filter (where entry = 'grade')           as grade,
                     max(after) filter (where entry = 'purpose')         as purpose,
                     max(after) filter (where entry = 'basic_farmland')  as basic_farmland,
                     max(after) filter (where entry = 'surveyed_area')   as surveyed_area
              from (select distinct on (f.data ->> 'parcel', said.entry) f.data ->> 'parcel' as code, said.entry, said.after
                    from facts f
                             cross join lateral (select coalesce(f.data ->> 'entry', 'surveyed_area') as entry,
                                                        coalesce(f.data ->> 'after', f.data ->> 'surveyed_area') as after) as said
                    where f.type in ('parcel-resurveyed', 'parcel-entry-corrected')
                    order by f.data ->> 'parcel', said.entry, f.seq_id desc) as last_said
              group by code) as e
        where p.code = e.code;
    end if;

    -- The last word on a contract area counts while the parcel is held under the contract that it was said of.
    if 'contract-area-corrected' = any (kinds) then
        update register.holding h
        set contract_area = e.after
        from (select distinct on (held.right_code, held.parcel, held.started_seq) held.right_code, held.parcel, held.started_seq, (f.data ->> 'after')::numeric as after
              from facts f
                       join register.holding held
                            on held.right_code = f.data ->> 'right' and held.parcel = f.data ->> 'parcel' and held.started_seq < f.seq_id
                                and (held.ended_seq is null or held.ended_seq > f.seq_id)
              where f.type = 'contract-area-corrected'
              order by held.right_code, held.parcel, held.started_seq, f.seq_id desc) as e
        where h.right_code = e.right_code
          and h.parcel = e.parcel
          and h.started_seq = e.started_seq;
    end if;

    if 'household-barred' = any (kinds) then
        update register.household h
        set barred_until = greatest(h.barred_until, e.until)
        from (select f.data ->> 'household' as code, max((f.data ->> 'until')::date) as until
              from facts f
              where f.type = 'household-barred'
              group by f.data ->> 'household') as e
        where h.code = e.code;
    end if;

    return null;
end
$$;

create or replace trigger enter_parcels
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_parcels();

-- No right begins on ground that is there no longer.
create or replace function register.refuse_retired() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
as
$$
declare
    retired text;
begin
    select p.code
    into retired
    from register.parcel p
    where p.retired_on is not null
      and p.code in (select parcel from begun)
    limit 1;

    if found then
        raise exception 'the parcel % is retired', retired
            using errcode = '23514', constraint = 'parcel-is-retired', schema = 'register', table = 'holding';
    end if;
    return null;
end
$$;

create or replace trigger refuse_retired
    after insert
    on register.holding
    referencing new table as begun
    for each statement
execute function register.refuse_retired();

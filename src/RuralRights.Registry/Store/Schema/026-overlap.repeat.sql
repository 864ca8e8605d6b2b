-- In a language that keeps its plan: one that is planned at every call was planned again for every act.
create or replace function register.overlap_tolerance() returns numeric
    language plpgsql
    stable
as
$$
begin
    return coalesce((select value::numeric
                     from register.setting
                     where key = 'overlap-tolerance-square-metres'
                       and valid_from <= current_date
                     order by valid_from desc
                     limit 1), 1);
end
$$;

-- Parcels that stand do not overlap; those that were divided or joined to others are history. Cells of 0.005 degree that the new parcels touch are locked in one global order, and the
-- check is made in the next statement, whose snapshot sees what others committed while this one waited.
create or replace function register.refuse_overlap() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    clash record;
begin
    -- A cell that is touched twice is locked twice, which is cheaper than finding that out before.
    perform pg_advisory_xact_lock(4490, cell)
    from (select x * 50021 + y as cell
          from entered n,
               generate_series(floor(ST_XMin(n.map) / 0.005)::integer, floor(ST_XMax(n.map) / 0.005)::integer) as x,
               generate_series(floor(ST_YMin(n.map) / 0.005)::integer, floor(ST_YMax(n.map) / 0.005)::integer) as y
          where n.retired_on is null
          order by cell) as touched;

    -- Parcels that only share edges or corners touch; only where interiors meet is the area worth its price. Two parcels of
    -- this very statement are compared once.
    select n.code, p.code as other
    into clash
    from entered n
             join register.parcel p on p.map && n.map
        and (p.code < n.code or p.code not in (select code from entered))
    where p.code <> n.code
      and n.retired_on is null
      and p.retired_on is null
      and ST_Relate(n.map, p.map, 'T********')
      and ST_Area(ST_Intersection(n.map, p.map)::geography) > register.overlap_tolerance()
    limit 1;

    if found then
        raise exception 'parcel % overlaps parcel %', clash.code, clash.other
            using errcode = '23P01', constraint = 'parcels-overlap', schema = 'register', table = 'parcel';
    end if;
    return null;
end
$$;

create or replace trigger refuse_overlap
    after insert
    on register.parcel
    referencing new table as entered
    for each statement
execute function register.refuse_overlap();

-- A boundary that is surveyed anew is judged like a new one.
create or replace trigger refuse_overlap_of_a_change
    after update
    on register.parcel
    referencing new table as entered
    for each statement
execute function register.refuse_overlap();

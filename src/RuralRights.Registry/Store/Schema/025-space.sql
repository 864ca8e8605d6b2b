-- A boundary as surveyed, shown in EPSG:4490. The coordinate system is an EPSG id or a PROJ string.
create function register.on_the_map(boundary geometry, crs text) returns geometry
    language sql
    immutable parallel safe
as
$$
select case
           when crs = 'EPSG:4490' then public.ST_SetSRID(boundary, 4490)
           when crs like 'EPSG:%' then public.ST_Transform(public.ST_SetSRID(boundary, substr(crs, 6)::integer), 4490)
           else public.ST_SetSRID(public.ST_Transform(boundary, crs, 4490), 4490)
           end
$$;

-- The overlap of two parcels, in square metres, that the county takes for survey noise.
create function register.overlap_tolerance() returns numeric
    language sql
    stable
as
$$
select coalesce((select value::numeric
                 from register.setting
                 where key = 'overlap-tolerance-square-metres'
                   and valid_from <= current_date
                 order by valid_from desc
                 limit 1), 1)
$$;

-- Live shares of a jointly confirmed parcel sum to the whole when the act commits.
create function register.shares_sum() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
as
$$
begin
    perform pg_advisory_xact_lock(hashtextextended('shares of ' || new.parcel, 0));

    if exists (select
               from register.holding
               where parcel = new.parcel
                 and kind = new.kind
                 and ended_seq is null
                 and holder_group = 'joint'
               having sum(share_part) <> max(share_whole)
                   or min(share_whole) <> max(share_whole))
    then
        raise exception 'the live shares of parcel % do not sum to the whole', new.parcel
            using errcode = '23514', constraint = 'shares-do-not-sum', schema = 'register', table = 'holding';
    end if;
    return null;
end
$$;

create constraint trigger shares_sum
    after insert or update
    on register.holding
    deferrable initially deferred
    for each row
    when (new.holder_group = 'joint')
execute function register.shares_sum();

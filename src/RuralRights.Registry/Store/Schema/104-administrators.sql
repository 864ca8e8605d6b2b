-- Acts about administrators are done one after another, and the last look at who would be left is the database's: two who revoke
-- each other at the same moment have each read that the other stays. It is asked in the transaction that appends the act.
create function register.administrators_stay(day date, without uuid) returns void
    language plpgsql
    set search_path = pg_catalog, public
as
$$
begin
    perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
    if (select count(distinct g.person) from register.offices_on(day) g where g.role = 'administrator' and g.person <> without) < 2 then
        raise exception 'two administrators are needed'
            using errcode = '23514', constraint = 'two-administrators-are-needed', schema = 'register', table = 'office_grant';
    end if;
end
$$;

create function register.no_administrator_yet() returns void
    language plpgsql
    set search_path = pg_catalog, public
as
$$
begin
    perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
    if exists (select from register.office_grant where role = 'administrator') then
        raise exception 'the administrators are appointed'
            using errcode = '23514', constraint = 'administrators-are-appointed', schema = 'register', table = 'office_grant';
    end if;
end
$$;

grant execute on function register.administrators_stay, register.no_administrator_yet to rr_app;

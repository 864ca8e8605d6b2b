-- Somebody who belongs to no household of the register and still has something in it: a membership, a case that asks them, or
-- somebody for whom they speak.
create function register.stands_alone(person uuid) returns boolean
    language sql
    stable
    set search_path = pg_catalog, public
as
$$
select not exists (select from register.household h where h.representative = stands_alone.person and h.ended_on is null)
   and not exists (select
                   from register.household_member m
                            join register.household h on h.code = m.household
                   where m.person = stands_alone.person and h.ended_on is null)
   and (exists (select from register.membership m where m.person = stands_alone.person)
     or exists (select from register.guardianship g where g.guardian = stands_alone.person)
     or exists (select from register.case_holder c where c.person = stands_alone.person))
$$;

grant execute on function register.stands_alone to rr_app;

-- People who bear a name, once for each contractor they belong to, in the order of the contractors' codes: first how many such
-- findings there are and how many people bear it, both of the first "most" people and one more; then one page of them.
--
-- Whoever was kept first has an index of their own. Who bears a common name is mostly found there, on few pages that are always at
-- hand; the other index, which would gather all who bear it before it gave out the first, is asked only when that was not enough.
-- Both are planned as if all were wanted and give out no more than are asked for; a planner that knew of a limit would read the
-- people of the county one after another, in the hope of meeting a common name soon. It is planned once and not for every search:
-- the plan is the same for a common name and a rare one, and to make it took half as long as to follow it.
create or replace function vault.found_by_name(runs bigint[], most bigint, skip bigint, many bigint)
    returns table
            (
                findings   bigint,
                bearers    bigint,
                person     uuid,
                master_key smallint,
                wrapped    bytea,
                sealed     bytea,
                household  text,
                place      text
            )
    language plpgsql
    stable
    set search_path = pg_catalog, public
    set plan_cache_mode = force_generic_plan
    set jit = off
as
$$
#variable_conflict use_column
begin
    return query
        with early as materialized (select id from vault.person where name_runs && runs and vault.is_early(nth)),
             late as materialized (select id from vault.person where name_runs && runs and not vault.is_early(nth)),
             bearer as materialized (select b.id from (select id from early union all select id from late) as b limit most + 1),
             -- Person by person, or the planner would read all households when a name is common.
             found as materialized (select distinct b.id, h.household
                                    from bearer b
                                             cross join lateral (select household from register.household_member where person = b.id
                                                                 union all
                                                                 select code from register.household where representative = b.id) as h),
             page as materialized (select id, household from found order by household, id offset skip limit many)
        select (select count(*) from found), (select count(*) from bearer), p.id, p.master_key, p.wrapped, p.sealed, g.household, c.name
        from page g
                 join vault.person p on p.id = g.id
                 join register.household h on h.code = g.household
                 join register.collective c on c.code = h.collective
        order by g.household, g.id;
end
$$;

revoke all on function vault.found_by_name(bigint[], bigint, bigint, bigint) from public;
grant execute on function vault.found_by_name(bigint[], bigint, bigint, bigint) to rr_app;

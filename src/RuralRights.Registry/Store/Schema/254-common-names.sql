-- A common name is borne by tens of thousands in a county, and an index gathers them all before it gives out the first of the few
-- that a search shows, from all over the county. So the first tens of thousands of people have an index of their own, which is
-- asked first; see Vault.Search.
alter table vault.person add column nth bigint generated always as identity;

create function vault.is_early(nth bigint) returns boolean
    language sql
    immutable strict parallel safe
return nth <= 40000;

drop index vault.person_by_name;
create index person_early_by_name on vault.person using gin (name_runs) where vault.is_early(nth);
create index person_late_by_name on vault.person using gin (name_runs) where not vault.is_early(nth);

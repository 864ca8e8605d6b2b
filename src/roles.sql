-- Once for each server, as its superuser, and again without harm: the two roles of the register, neither of them a superuser,
-- its main database, and the extensions in the template, because only a superuser may add PostGIS while it is the owner role
-- that creates a database for each county. RR_PASSWORD in the environment becomes the password of both roles, where a server
-- is reached over a network.
set client_min_messages = warning;
do $$ begin
  if not exists (select from pg_roles where rolname = 'rr_owner') then create role rr_owner login createdb; end if;
  if not exists (select from pg_roles where rolname = 'rr_app') then create role rr_app login; end if;
end $$;
\set password `echo "$RR_PASSWORD"`
select :'password' <> '' as given \gset
\if :given
alter role rr_owner password :'password';
alter role rr_app password :'password';
\endif
-- So that the owner can put on the weaker role where only one connection is given.
grant rr_app to rr_owner;

\connect template1
set client_min_messages = warning;
create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
grant create on schema public to rr_owner;

\connect postgres
set client_min_messages = warning;
create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
revoke create on schema public from public;
grant create on schema public to rr_owner;
select 'create database ruralrights owner rr_owner' where not exists (select from pg_database where datname = 'ruralrights') \gexec

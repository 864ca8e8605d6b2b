-- The people vault. Everything that names or describes a person lies here and nowhere else, sealed with a key of its own
-- that the master key wraps; the master key is never in the database. Facts know a person by id only.
create schema vault;

-- Keys that must outlive the master key, wrapped by it: for looking up identity numbers, for the name index, for tokens.
create table vault.secret
(
    purpose    text     not null,
    master_key smallint not null,
    wrapped    bytea    not null,
    constraint "secret-already-kept" primary key (purpose)
);

-- id_hash is a keyed hash of the normalised identity number; name_runs are keyed hashes of runs of characters, pinyin and
-- initials of the name. Neither tells anything without its key.
create table vault.person
(
    id         uuid        not null,
    id_hash    bytea,
    name_runs  bigint[]    not null,
    master_key smallint    not null,
    wrapped    bytea       not null,
    sealed     bytea       not null,
    kept_at    timestamptz not null default clock_timestamp(),
    constraint "person-already-kept" primary key (id),
    constraint "identity-number-already-kept" unique (id_hash)
);

create index person_by_name on vault.person using gin (name_runs);

-- Free texts that may name people (四至、指界人、登簿人、领取人), sealed together under the thing they describe: parcel/…, right/….
create table vault.texts
(
    subject    text        not null,
    master_key smallint    not null,
    wrapped    bytea       not null,
    sealed     bytea       not null,
    kept_at    timestamptz not null default clock_timestamp(),
    constraint "texts-already-kept" primary key (subject)
);

-- Who saw what in full, and for what purpose. Written in the transaction that reads.
create table vault.view_log
(
    id      bigint generated always as identity,
    subject text        not null,
    viewer  text        not null,
    purpose text        not null,
    at      timestamptz not null default clock_timestamp(),
    constraint "view-already-logged" primary key (id),
    constraint "view-has-a-purpose" check (length(trim(purpose)) > 0)
);

create index view_log_by_subject on vault.view_log (subject, at);
create index view_log_by_viewer on vault.view_log (viewer, at);

create trigger refuse_rewriting
    before update or delete or truncate
    on vault.view_log
    for each statement
execute function ledger.refuse_rewriting();

alter table vault.view_log enable always trigger refuse_rewriting;

-- Sealed texts of a thing may be completed later; the identity of a person's row may not change.
create function vault.refuse_exchange() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'a person of the vault keeps id and identity number' using errcode = '42501';
end
$$;

create trigger refuse_exchange
    before update of id, id_hash
    on vault.person
    for each row
    when (new.id <> old.id or new.id_hash is distinct from old.id_hash)
execute function vault.refuse_exchange();

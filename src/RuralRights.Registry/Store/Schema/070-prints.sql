-- Every print of a certificate: which paper, by whom, when, and the hash of the very document that was handed out. A print
-- changes no right, so it is no fact; it is kept for ever all the same. It does not refer to the table of certificates,
-- which a rebuild empties and fills again.
create table ledger.print_log
(
    id          bigint generated always as identity,
    certificate uuid        not null,
    printer     text        not null,
    pages       integer     not null,
    sha256      bytea       not null,
    at          timestamptz not null default clock_timestamp(),
    constraint "print-already-logged" primary key (id),
    constraint "print-hash-is-sha256" check (octet_length(sha256) = 32)
);

create index print_log_by_certificate on ledger.print_log (certificate);

create trigger refuse_rewriting
    before update or delete or truncate
    on ledger.print_log
    for each statement
execute function ledger.refuse_rewriting();

alter table ledger.print_log enable always trigger refuse_rewriting;

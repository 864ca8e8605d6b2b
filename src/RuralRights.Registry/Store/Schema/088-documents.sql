-- Documents that people hand in. What is kept lies sealed in the state folder under its SHA-256; its key lies here, wrapped
-- by the master key, so that neither the folder nor the database alone shows anything. A document belongs to no case: facts
-- name it by its hash, and what names it says who may see it.
create table vault.document
(
    sha256       text        not null,
    format       text        not null,
    bytes        bigint      not null,
    pages        integer     not null,
    width        integer     not null,
    height       integer     not null,
    master_key   smallint    not null,
    wrapped      bytea       not null,
    kept_at      timestamptz not null default clock_timestamp(),
    condemned_at timestamptz,
    constraint "document-already-kept" primary key (sha256),
    constraint "document-hash-is-sha256" check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint "document-format" check (format in ('jpeg', 'png', 'pdf'))
);

-- Who handed it in: knowing a hash gives nobody a document, and nobody may name what they have not seen.
create table vault.document_hand
(
    document text        not null,
    actor    text        not null,
    at       timestamptz not null default clock_timestamp(),
    constraint "document-handed-in-once" primary key (document, actor),
    constraint "hand-of-a-document" foreign key (document) references vault.document on delete cascade
);

-- Every archive that left the register: of what, by whom, for what purpose, and the hash of its list of contents.
create table vault.export_log
(
    id       bigint generated always as identity,
    subject  text        not null,
    exporter text        not null,
    purpose  text        not null,
    facts    integer     not null,
    entries  integer     not null,
    sha256   text        not null,
    at       timestamptz not null default clock_timestamp(),
    constraint "export-already-logged" primary key (id),
    constraint "export-has-a-purpose" check (length(trim(purpose)) > 0)
);

create index export_log_by_subject on vault.export_log (subject, at);

create trigger refuse_rewriting
    before update or delete or truncate
    on vault.export_log
    for each statement
execute function ledger.refuse_rewriting();

alter table vault.export_log enable always trigger refuse_rewriting;

-- Which streams rest on a document, by the facts that name it.
create table register.document_use
(
    document    text   not null,
    stream      text   not null,
    entered_seq bigint not null,
    constraint "document-used-once" primary key (document, stream)
);

create index document_use_by_stream on register.document_use (stream);

grant select on register.document_use to rr_app;

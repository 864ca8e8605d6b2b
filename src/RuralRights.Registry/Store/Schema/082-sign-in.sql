-- Who may sign in. The accounts themselves are documents beside these tables; nothing here is a fact, because secrets must
-- be erasable. Names and telephone numbers lie in the people vault, and only keyed hashes of them here.
create schema if not exists identity;

-- One row a browser that signed in: what its cookie names is looked up here at every request, so that ending it ends it at once.
create table identity.session
(
    id           uuid        not null,
    account      uuid        not null,
    person       uuid        not null,
    means        text        not null,
    address      text        not null,
    browser      text        not null,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    constraint "session-already-started" primary key (id),
    constraint "session-has-a-means" check (means in ('code', 'password', 'passkey', 'external', 'demonstration'))
);

create index session_by_account on identity.session (account, started_at);

-- Codes sent to a telephone. A code for a number that nobody has is made as well, so that the answer is the same.
create table identity.one_time_code
(
    id         uuid        not null,
    name_hash  text        not null,
    account    uuid,
    purpose    text        not null,
    hash       bytea       not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    tries      smallint    not null default 0,
    used_at    timestamptz,
    constraint "code-already-made" primary key (id),
    constraint "code-is-tried-five-times" check (tries <= 5)
);

create index one_time_code_by_name on identity.one_time_code (name_hash, made_at);

-- Messages to people, in the order in which they were decided on. The key says what a message is for; there is one of each, and
-- whoever sends it hands the key on. What it says lies sealed in the vault until it is sent.
create table identity.notice
(
    key     text        not null,
    channel text        not null,
    made_at timestamptz not null default clock_timestamp(),
    next_at timestamptz not null default clock_timestamp(),
    tries   integer     not null default 0,
    sent_at timestamptz,
    constraint "notice-already-made" primary key (key),
    constraint "notice-has-a-channel" check (channel in ('sms', 'mail'))
);

create index notice_to_send on identity.notice (next_at) where sent_at is null;

-- What was done and seen, for ever. A view in full and a print have logs of their own; this one holds the rest.
create table oversight.audit_log
(
    id      bigint generated always as identity,
    at      timestamptz not null default clock_timestamp(),
    who     text        not null,
    address text        not null,
    act     text        not null,
    what    text        not null,
    why     text        not null,
    outcome text        not null,
    constraint "audit-already-logged" primary key (id)
);

create index audit_log_by_time on oversight.audit_log (at);

create trigger refuse_rewriting
    before update or delete or truncate
    on oversight.audit_log
    for each statement
execute function ledger.refuse_rewriting();

alter table oversight.audit_log enable always trigger refuse_rewriting;

-- From where somebody looked or printed; the transaction says so.
alter table vault.view_log add column address text not null default coalesce(nullif(current_setting('rr.address', true), ''), '');
alter table ledger.print_log add column address text not null default coalesce(nullif(current_setting('rr.address', true), ''), '');

create view oversight.audit_trail as
select at, who, address, act, what, why, outcome, id as ordinal
from oversight.audit_log
union all
select at, viewer, address, 'view', subject, purpose, 'done', id
from vault.view_log
union all
select at, printer, address, 'print', 'certificate/' || certificate, '打印证书 print the certificate', encode(sha256, 'hex'), id
from ledger.print_log;

grant usage on schema identity to rr_app;
grant select, insert, update, delete on all tables in schema identity to rr_app;
grant execute on all functions in schema identity to rr_app;
grant usage on schema oversight to rr_app;
grant select, insert on oversight.audit_log to rr_app;
grant select on oversight.audit_trail to rr_app;

-- A consent that waits for its proof: opened at a desk for one person and exactly these terms, good for that and nothing else.
create table identity.confirmation
(
    id        uuid        not null,
    subject   text        not null,
    person    uuid        not null,
    household text        not null,
    terms     text        not null,
    means     text        not null,
    code      uuid,
    document  text,
    assistant text        not null,
    grant_id  uuid        not null,
    opened_at timestamptz not null,
    constraint "confirmation-already-opened" primary key (id)
);

grant select, insert on identity.confirmation to rr_app;

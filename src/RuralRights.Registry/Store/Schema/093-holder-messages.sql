-- Messages that tell a holder that a case on their right is open: how often each was tried and what became of it. The facts
-- say who was reached; this only keeps two nodes from sending one message twice, so a rebuild leaves it alone.
create schema if not exists outbox;

create table outbox.holder_message
(
    case_number text        not null,
    person      uuid        not null,
    made_at     timestamptz not null default clock_timestamp(),
    tries       integer     not null default 0,
    next_at     timestamptz not null,
    arrived     boolean,
    settled_at  timestamptz,
    constraint "holder-told-once" primary key (case_number, person)
);

create index holder_message_to_send on outbox.holder_message (next_at) where settled_at is null;

grant usage on schema outbox to rr_app;
grant select, insert, update on outbox.holder_message to rr_app;

-- Belts around the ledger that Marten keeps in this schema.

-- What became of every command, for ever. A refusal is a receipt without facts: it changed nothing, and the same
-- command asked again gets the same answer.
create table ledger.receipt
(
    command_id     uuid        not null,
    request_sha256 bytea       not null,
    actor          text        not null,
    fact_count     integer     not null,
    outcome        jsonb       not null,
    at             timestamptz not null default clock_timestamp(),
    constraint "command-id-reused" primary key (command_id),
    constraint "receipt-hash-is-sha256" check (octet_length(request_sha256) = 32),
    constraint "receipt-counts-facts" check (fact_count >= 0)
);

-- A transaction counts the facts it really appended and the facts its receipts speak of in two transaction-local
-- settings; they must agree when it commits. So a client library that drops facts and reports success is found out
-- before the act is answered for.
create function ledger.count_up(setting text, more bigint) returns void
    language sql
as
$$
select set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '0')::bigint + more)::text, true)
$$;

create function ledger.count_receipts() returns trigger
    language plpgsql
as
$$
begin
    perform ledger.count_up('rr.facts_receipted', (select sum(fact_count) from receipts));
    return null;
end
$$;

create trigger count_receipts
    after insert
    on ledger.receipt
    referencing new table as receipts
    for each statement
execute function ledger.count_receipts();

create function ledger.receipt_matches_facts() returns trigger
    language plpgsql
as
$$
begin
    if coalesce(nullif(current_setting('rr.facts_receipted', true), ''), '0')
        <> coalesce(nullif(current_setting('rr.facts_appended', true), ''), '0')
    then
        raise exception 'receipts of this transaction speak of % facts, but % were appended',
            current_setting('rr.facts_receipted', true), coalesce(current_setting('rr.facts_appended', true), '0')
            using errcode = '23514', constraint = 'receipt-matches-facts', schema = 'ledger', table = 'receipt';
    end if;
    return null;
end
$$;

create constraint trigger receipt_matches_facts
    after insert
    on ledger.receipt
    deferrable initially deferred
    for each row
execute function ledger.receipt_matches_facts();

-- Nobody rewrites the ledger, not even its owner: a mistake is corrected by a further fact that names it.
create function ledger.refuse_rewriting() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'the ledger is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = '42501', constraint = 'ledger-is-append-only', schema = tg_table_schema, table = tg_table_name;
end
$$;

create trigger refuse_rewriting
    before update or delete or truncate
    on ledger.mt_events
    for each statement
execute function ledger.refuse_rewriting();

create trigger refuse_rewriting
    before update or delete or truncate
    on ledger.receipt
    for each statement
execute function ledger.refuse_rewriting();

create trigger refuse_rewriting
    before delete or truncate
    on ledger.mt_streams
    for each statement
execute function ledger.refuse_rewriting();

alter table ledger.mt_events enable always trigger refuse_rewriting;
alter table ledger.receipt enable always trigger refuse_rewriting;
alter table ledger.mt_streams enable always trigger refuse_rewriting;

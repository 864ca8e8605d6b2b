-- Counts in a setting of the transaction. In a language that keeps its plan, because every act counts twice.
create or replace function ledger.count_up(setting text, more bigint) returns void
    language plpgsql
as
$$
begin
    perform set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '0')::bigint + more)::text, true);
end
$$;

drop function if exists ledger.append(text, uuid, bytea, text, jsonb, timestamptz, text[], bigint[], text[], uuid[], text[], text[], jsonb[]);

-- Facts follow the receipt that speaks of them, so that none is appended without one. That a receipt speaks of no more than
-- followed it is asked when the transaction commits.
create or replace function ledger.count_facts() returns trigger
    language plpgsql
as
$$
begin
    perform ledger.count_up('rr.facts_appended', (select count(*) from facts));
    if coalesce(nullif(current_setting('rr.facts_receipted', true), ''), '0')::bigint < current_setting('rr.facts_appended')::bigint then
        raise exception 'receipts of this transaction speak of % facts, but % are appended',
            coalesce(nullif(current_setting('rr.facts_receipted', true), ''), '0'), current_setting('rr.facts_appended')
            using errcode = '23514', constraint = 'receipt-matches-facts', schema = 'ledger', table = 'mt_events';
    end if;
    return null;
end
$$;

create or replace trigger count_facts
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function ledger.count_facts();

-- Appends the facts of one act to all their streams in one statement, with its receipt. Streams come in one order for all acts,
-- so that none waits for another in a circle, each with the number of its new facts and, where it was read, the version it had
-- then. One that was only read has no new facts: it is held as it is until the commit, because the act was decided by it, also
-- where nothing stands on it yet. If a stream has grown since it was read, the act is read and decided again (MT003, the
-- ledger's own code for it). Facts name their stream by its place among the streams, and their place among its new facts.
create or replace function ledger.append(county text, command uuid, request bytea, actor text, outcome jsonb, at timestamptz,
                                         streams text[], counts bigint[], expected bigint[], fact_streams integer[],
                                         fact_places bigint[], fact_ids uuid[], fact_types text[], fact_classes text[],
                                         facts jsonb[]) returns void
    language plpgsql
as
$$
declare
    before   bigint;
    versions bigint[] := '{}';
begin
    insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome, at)
    values (command, request, actor, cardinality(facts), outcome, at);

    for nth in 1 .. cardinality(streams)
    loop
        if counts[nth] = 0 then
            perform pg_advisory_xact_lock_shared(hashtextextended(streams[nth], 0));
            before := coalesce((select s.version from ledger.mt_streams s where s.id = streams[nth]), 0);
        else
            perform pg_advisory_xact_lock(hashtextextended(streams[nth], 0));
            insert into ledger.mt_streams as known (id, version, timestamp, created, tenant_id, is_archived)
            values (streams[nth], counts[nth], at, at, county, false)
            on conflict (id) do update set version = known.version + excluded.version, timestamp = excluded.timestamp
            returning known.version - counts[nth] into before;
        end if;

        if before <> expected[nth] then
            raise exception 'the stream % was extended meanwhile', streams[nth] using errcode = 'MT003';
        end if;
        versions := versions || before;
    end loop;

    insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id,
                                  is_archived)
    select nextval('ledger.mt_events_sequence'), f.id, streams[f.stream], versions[f.stream] + f.place, f.fact, f.type, at, county,
           f.class, command::text, false
    from unnest(fact_streams, fact_places, fact_ids, fact_types, fact_classes, facts) as f(stream, place, id, type, class, fact);
end
$$;

revoke all on function ledger.append from public;
grant execute on function ledger.append to rr_app;

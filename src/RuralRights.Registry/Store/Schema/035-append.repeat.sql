-- Appends the facts of one act to all their streams in one statement, with its receipt. A stream that was read is expected to
-- stand at the version it had then; otherwise the act is read and decided again (MT003, the ledger's own code for it).
create or replace function ledger.append(county text, command uuid, request bytea, actor text, outcome jsonb, at timestamptz,
                                         streams text[], expected bigint[], fact_streams text[], fact_ids uuid[],
                                         fact_types text[], fact_classes text[], facts jsonb[]) returns void
    language plpgsql
as
$$
declare
    overtaken text;
begin
    insert into ledger.receipt (command_id, request_sha256, actor, fact_count, outcome, at)
    values (command, request, actor, cardinality(facts), outcome, at);

    with grown as (
        insert into ledger.mt_streams as known (id, version, timestamp, created, tenant_id, is_archived)
            select stream, count(*), at, at, county, false
            from unnest(fact_streams) as stream
            group by stream
            order by stream
            on conflict (id) do update set version = known.version + excluded.version, timestamp = excluded.timestamp
            returning id, version),
         placed as (
             select f.stream, f.id, f.type, f.class, f.fact, f.ordinal,
                    g.version - count(*) over (partition by f.stream) as before,
                    row_number() over (partition by f.stream order by f.ordinal) as nth
             from unnest(fact_streams, fact_ids, fact_types, fact_classes, facts) with ordinality
                      as f(stream, id, type, class, fact, ordinal)
                      join grown g on g.id = f.stream),
         entered as (
             insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                           correlation_id, is_archived)
                 select nextval('ledger.mt_events_sequence'), p.id, p.stream, p.before + p.nth, p.fact, p.type, at, county,
                        p.class, command::text, false
                 from (select * from placed order by ordinal) as p)
    select e.stream
    into overtaken
    from unnest(streams, expected) as e(stream, version)
             join placed p on p.stream = e.stream and p.before <> e.version
    limit 1;

    if found then
        raise exception 'the stream % was extended meanwhile', overtaken using errcode = 'MT003';
    end if;
end
$$;

-- Which streams rest on which documents. Papers of a survey delivery lie in the delivery, not in the store, so facts that a
-- delivery brought are passed over.
create or replace function register.enter_documents() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    insert into register.document_use (document, stream, entered_seq)
    select d.document, f.stream_id, min(f.seq_id)
    from facts f, jsonb_array_elements_text(f.data #> '{provenance,documents}') as d(document)
    where f.data #>> '{provenance,actor}' not like 'delivery/%'
      and d.document ~ '^[0-9a-f]{64}$'
    group by d.document, f.stream_id
    on conflict on constraint "document-used-once" do nothing;

    -- A signature is named by its proof, and is a paper of what was proved in the same act.
    if exists (select from facts where type in ('consent-proven', 'withdrawal-proven')) then
        insert into register.document_use (document, stream, entered_seq)
        select f.data ->> 'document', s.stream_id, min(f.seq_id)
        from facts f
                 join ledger.signed_facts s on s.correlation_id = f.correlation_id
        where f.type in ('consent-proven', 'withdrawal-proven')
          and f.data ->> 'document' ~ '^[0-9a-f]{64}$'
        group by f.data ->> 'document', s.stream_id
        on conflict on constraint "document-used-once" do nothing;
    end if;

    return null;
end
$$;

create or replace trigger enter_documents
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_documents();

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

    return null;
end
$$;

create or replace trigger enter_documents
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_documents();

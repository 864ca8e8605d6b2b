-- What was signed for at a desk, and the proofs of it; both bear the number of the act in which they were entered.
create index mt_events_signed on ledger.mt_events (correlation_id)
    where type in ('holder-consented', 'holder-consent-withdrawn', 'case-confirmed', 'case-confirmation-withdrawn', 'dispute-opened', 'consent-proven', 'withdrawal-proven');

create view ledger.signed_facts as
select seq_id, stream_id, type, data, correlation_id
from ledger.mt_events
where type in ('holder-consented', 'holder-consent-withdrawn', 'case-confirmed', 'case-confirmation-withdrawn', 'dispute-opened', 'consent-proven', 'withdrawal-proven');

grant select on ledger.signed_facts to rr_app;

create index confirmation_by_document on identity.confirmation (document) where document is not null;

-- Signatures that nothing but their proof names are papers of what was proved.
insert into register.document_use (document, stream, entered_seq)
select p.data ->> 'document', s.stream_id, min(p.seq_id)
from ledger.signed_facts p
         join ledger.signed_facts s on s.correlation_id = p.correlation_id
where p.type in ('consent-proven', 'withdrawal-proven')
  and p.data ->> 'document' ~ '^[0-9a-f]{64}$'
group by p.data ->> 'document', s.stream_id
on conflict on constraint "document-used-once" do nothing;

-- A signature that lay among the texts of the vault goes from there once it lies among the documents.
create function register.forget_text_of_signature(signature text) returns void
    language sql
    security definer
    set search_path = pg_catalog, public
as
$$
delete from vault.texts where subject = 'signature/' || signature and exists (select from vault.document where sha256 = signature)
$$;

revoke all on function register.forget_text_of_signature from public;
grant execute on function register.forget_text_of_signature to rr_app;

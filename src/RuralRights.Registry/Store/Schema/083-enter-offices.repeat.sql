-- Grants of office.
create or replace function register.enter_offices() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['office-proposed', 'office-granted', 'office-declined', 'office-revoked', 'consent-proven', 'withdrawal-proven']) then
        return null;
    end if;

    insert into register.office_grant (id, person, role, place, period, proposed_by, proposed_on, entered_seq)
    select g."grant", g.person, g.role, g.place, daterange(g."from", g.until, '[]'), g.provenance ->> 'actor',
           (g.provenance ->> 'legal_day')::date, f.seq_id
    from facts f, jsonb_to_record(f.data) as g("grant" uuid, person uuid, role text, place text, "from" date, until date, provenance jsonb)
    where f.type = 'office-proposed';

    update register.office_grant g
    set approved_by = f.data -> 'provenance' ->> 'actor',
        approved_on = (f.data -> 'provenance' ->> 'legal_day')::date
    from facts f
    where f.type = 'office-granted' and g.id = (f.data ->> 'grant')::uuid;

    update register.office_grant g
    set declined_on = (f.data -> 'provenance' ->> 'legal_day')::date
    from facts f
    where f.type = 'office-declined' and g.id = (f.data ->> 'grant')::uuid;

    update register.office_grant g
    set revoked_on = (f.data -> 'provenance' ->> 'legal_day')::date
    from facts f
    where f.type = 'office-revoked' and g.id = (f.data ->> 'grant')::uuid;

    insert into register.proof (id, person, terms, means, assistant, witness, document, proven_on, withdraws, entered_seq)
    select p.proof, p.person, p.terms, p.means, p.assistant, p.witness, p.document, (p.provenance ->> 'legal_day')::date, f.type = 'withdrawal-proven', f.seq_id
    from facts f, jsonb_to_record(f.data) as p(proof uuid, person uuid, terms text, means text, assistant text, witness text, document text, provenance jsonb)
    where f.type in ('consent-proven', 'withdrawal-proven');

    return null;
end
$$;

create or replace trigger enter_offices
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_offices();

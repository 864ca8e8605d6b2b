-- Enters holds of rights beyond their first entry, and disputes. Runs after register.enter(), whose rows it completes: triggers
-- of one event run in the order of their names. Several facts of one thing may come in one statement, and the last one counts.
create or replace function register.enter_holds() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    kinds text[] := current_setting('rr.kinds')::text[];
begin
    if kinds::text !~ 'encumbrance-|dispute-|seizure-renewed|objection-suit-filed|hold-yielded' then
        return null;
    end if;

    if 'encumbrance-entered' = any (kinds) then
        update register.encumbrance e
        set entered_by = f.data -> 'provenance' ->> 'actor'
        from facts f
        where f.type = 'encumbrance-entered' and e.id = (f.data ->> 'encumbrance')::uuid;
    end if;

    if 'encumbrance-continued' = any (kinds) then
        insert into register.encumbrance (id, right_code, kind, until, document, entered_on, entered_seq, entered_by, suit_on)
        select e.encumbrance, e."right", e.kind, case when e.kind not in ('mortgage', 'dispute') then e.until end, e.document, e.since, f.seq_id, e.entered_by,
               case when e.suit_filed then (e.provenance ->> 'legal_day')::date end
        from facts f, jsonb_to_record(f.data) as e(encumbrance uuid, "right" text, kind text, until date, document text, since date,
            entered_by text, suit_filed boolean, provenance jsonb)
        where f.type = 'encumbrance-continued';

        insert into register.encumbrance_parcel (encumbrance, parcel)
        select (f.data ->> 'encumbrance')::uuid, p.parcel
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'encumbrance-continued';

        update register.encumbrance e
        set lifted_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'encumbrance-lifted'
          and e.id = (f.data ->> 'encumbrance')::uuid;
    end if;

    if 'encumbrance-lapsed' = any (kinds) then
        update register.encumbrance e
        set lapsed_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'encumbrance-lapsed' and e.id = (f.data ->> 'encumbrance')::uuid;
    end if;

    if 'seizure-renewed' = any (kinds) then
        update register.encumbrance e
        set until    = (r.data ->> 'until')::date,
            document = r.data ->> 'document'
        from (select distinct on (f.data ->> 'encumbrance') f.data from facts f where f.type = 'seizure-renewed' order by f.data ->> 'encumbrance', f.seq_id desc) as r
        where e.id = (r.data ->> 'encumbrance')::uuid;
    end if;

    if 'objection-suit-filed' = any (kinds) then
        update register.encumbrance e
        set suit_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'objection-suit-filed' and e.id = (f.data ->> 'encumbrance')::uuid;
    end if;

    if 'hold-yielded' = any (kinds) then
        insert into register.hold_yield (encumbrance, yields_to, document, given_on, entered_seq)
        select y.encumbrance, y."to", y.document, (y.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as y(encumbrance uuid, "to" text, document text, provenance jsonb)
        where f.type = 'hold-yielded';
    end if;

    if 'dispute-opened' = any (kinds) then
        insert into register.dispute (id, right_code, collective, claimant, heir, matter, known_on, oral, words, opened_on, opened_by, stage, stage_on, extended, entered_seq)
        select d.dispute, d."right", d.collective, nullif(d.claimant, ''), d.heir, d.matter, d.known_on, d.oral, d.words, (d.provenance ->> 'legal_day')::date,
               d.provenance ->> 'actor', 'opened', (d.provenance ->> 'legal_day')::date, false, f.seq_id
        from facts f, jsonb_to_record(f.data) as d(dispute uuid, "right" text, collective text, claimant text, heir uuid, matter text, known_on date,
            oral boolean, words text, provenance jsonb)
        where f.type = 'dispute-opened';
    end if;

    if 'dispute-advanced' = any (kinds) then
        insert into register.dispute_step (dispute, entered_seq, step, stage, counts_from, document, actor, done_on)
        select s.dispute, f.seq_id, s.step, s."to", s."on", s.document, s.provenance ->> 'actor', (s.provenance ->> 'legal_day')::date
        from facts f, jsonb_to_record(f.data) as s(dispute uuid, step text, "to" text, "on" date, document text, provenance jsonb)
        where f.type = 'dispute-advanced';

        -- More time for the award leaves the day from which its time runs, so the last step of another kind tells that day.
        update register.dispute d
        set stage    = last.stage,
            stage_on = coalesce(before.counts_from, d.opened_on),
            extended = last.step = 'extend'
        from (select distinct on (l.dispute) l.dispute, l.step, l.stage
              from register.dispute_step l
              where l.dispute in (select (f.data ->> 'dispute')::uuid from facts f where f.type = 'dispute-advanced')
              order by l.dispute, l.entered_seq desc) as last
                 left join lateral (select b.counts_from from register.dispute_step b
                                    where b.dispute = last.dispute and b.step <> 'extend'
                                    order by b.entered_seq desc
                                    limit 1) as before on true
        where d.id = last.dispute;
    end if;

    return null;
end
$$;

create or replace trigger enter_holds
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_holds();

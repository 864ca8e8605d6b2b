-- Settlements. A report makes the row; of what came after, the last fact says how it stands.
create or replace function register.enter_settlement() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['urban-settlement-reported', 'urban-settlement-recorded', 'urban-settlement-corrected']) then
        return null;
    end if;

    insert into register.settlement (id, person, household, settled_on, from_division, to_division, residence_permit, criteria,
                                     source, documents, reporter, reported_on, entered_seq, changed_seq)
    select r.settlement, r.person, r.household, s.settled_on, s.from_division, s.to_division, s.residence_permit, s.criteria,
           r.source, p.documents, p.actor, p.legal_day, f.seq_id, f.seq_id
    from facts f,
         jsonb_to_record(f.data) as r(settlement uuid, person uuid, household text, source text, statement jsonb, provenance jsonb),
         jsonb_to_record(r.statement) as s(settled_on date, from_division text, to_division text, residence_permit boolean, criteria text[]),
         jsonb_to_record(r.provenance) as p(legal_day date, actor text, documents text[])
    where f.type = 'urban-settlement-reported';

    update register.settlement known
    set settled_on       = s.settled_on,
        from_division    = s.from_division,
        to_division      = s.to_division,
        residence_permit = s.residence_permit,
        criteria         = s.criteria,
        documents        = p.documents,
        checker          = last.data ->> 'checker',
        checked_on       = case when last.data ->> 'checker' is not null then p.legal_day end,
        withdrawn_on     = case when last.data -> 'after' = 'null'::jsonb then p.legal_day end,
        changed_seq      = last.seq_id
    from (select distinct on (f.data ->> 'settlement') f.data, f.seq_id
          from facts f
          where f.type in ('urban-settlement-recorded', 'urban-settlement-corrected')
          order by f.data ->> 'settlement', f.seq_id desc) as last,
         jsonb_to_record(coalesce(last.data -> 'statement', nullif(last.data -> 'after', 'null'::jsonb), last.data -> 'before'))
             as s(settled_on date, from_division text, to_division text, residence_permit boolean, criteria text[]),
         jsonb_to_record(last.data -> 'provenance') as p(legal_day date, documents text[])
    where known.id = (last.data ->> 'settlement')::uuid;

    -- Whoever put a waiting report right has reported it since.
    update register.settlement known
    set corrected_on = c.legal_day,
        reporter     = coalesce(c.reporter, known.reporter)
    from (select (f.data ->> 'settlement')::uuid as id,
                 (array_agg((f.data -> 'provenance' ->> 'legal_day')::date order by f.seq_id desc))[1] as legal_day,
                 (array_agg(f.data -> 'provenance' ->> 'actor' order by f.seq_id desc)
                  filter (where f.data ->> 'checker' is null and f.data -> 'after' <> 'null'::jsonb))[1] as reporter
          from facts f
          where f.type = 'urban-settlement-corrected'
          group by 1) as c
    where known.id = c.id;

    return null;
end
$$;

create or replace trigger enter_settlement
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_settlement();

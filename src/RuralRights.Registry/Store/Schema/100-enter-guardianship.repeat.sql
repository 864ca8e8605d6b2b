-- Guardians. The last fact about a ward says how it stands; what was reported of a ward waits until it is confirmed or taken back.
create or replace function register.enter_guardianship() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['guardian-named', 'guardianship-ended', 'incapacity-reported']) then
        return null;
    end if;

    delete from register.guardianship g
    using facts f
    where f.type in ('guardian-named', 'guardianship-ended')
      and g.ward = (f.data ->> 'ward')::uuid;

    insert into register.guardianship (ward, guardian, household, ground, document, since, entered_seq)
    select g.ward, g.guardian, g.household, g.ground, g.document, (g.provenance ->> 'legal_day')::date, last.seq_id
    from (select distinct on (f.data ->> 'ward') f.type, f.data, f.seq_id
          from facts f
          where f.type in ('guardian-named', 'guardianship-ended')
          order by f.data ->> 'ward', f.seq_id desc) as last,
         jsonb_to_record(last.data) as g(ward uuid, guardian uuid, household text, ground text, document text, provenance jsonb)
    where last.type = 'guardian-named';

    delete from register.incapacity_report r
    using facts f
    where (f.type in ('guardianship-ended', 'incapacity-reported') or (f.type = 'guardian-named' and f.data ->> 'ground' = 'lacks_capacity'))
      and r.ward = (f.data ->> 'ward')::uuid;

    insert into register.incapacity_report (ward, guardian, household, document, reported_on, entered_seq)
    select r.ward, r.guardian, r.household, r.document, (r.provenance ->> 'legal_day')::date, last.seq_id
    from (select distinct on (f.data ->> 'ward') f.type, f.data, f.seq_id
          from facts f
          where f.type in ('guardianship-ended', 'incapacity-reported') or (f.type = 'guardian-named' and f.data ->> 'ground' = 'lacks_capacity')
          order by f.data ->> 'ward', f.seq_id desc) as last,
         jsonb_to_record(last.data) as r(ward uuid, guardian uuid, household text, document text, provenance jsonb)
    where last.type = 'incapacity-reported';

    return null;
end
$$;

revoke all on function register.enter_guardianship() from public;

create or replace trigger enter_guardianship
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_guardianship();

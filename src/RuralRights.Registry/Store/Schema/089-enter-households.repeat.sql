-- Changes of households and of the terms of their contracts. Cases make them; deliveries enter households whole.
create or replace function register.enter_households() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
begin
    if not (current_setting('rr.kinds')::text[] && array ['representative-changed', 'household-members-changed', 'household-ended', 'contract-renewed']) then
        return null;
    end if;

    update register.household h
    set representative = e.representative
    from (select distinct on (f.data ->> 'household') f.data ->> 'household' as code, (f.data ->> 'representative')::uuid as representative
          from facts f
          where f.type = 'representative-changed'
          order by f.data ->> 'household', f.seq_id desc) as e
    where h.code = e.code;

    -- The last list of a household is the list.
    delete from register.household_member m
    using facts f
    where f.type = 'household-members-changed'
      and m.household = f.data ->> 'household';

    insert into register.household_member (household, person, relation, co_holder, mark, position)
    select e.household, (m.member ->> 'person')::uuid, m.member ->> 'relation', (m.member ->> 'co_holder')::boolean, m.member ->> 'mark', m.position
    from (select distinct on (f.data ->> 'household') f.data ->> 'household' as household, f.data -> 'members' as members
          from facts f
          where f.type = 'household-members-changed'
          order by f.data ->> 'household', f.seq_id desc) as e,
         jsonb_array_elements(e.members) with ordinality as m(member, position);

    update register.household h
    set ended_on = (f.data -> 'provenance' ->> 'legal_day')::date
    from facts f
    where f.type = 'household-ended'
      and h.code = f.data ->> 'household';

    update register.contract_right r
    set term_to = e.term_to
    from (select distinct on (f.data ->> 'right') f.data ->> 'right' as code, (f.data ->> 'term_to')::date as term_to, f.seq_id
          from facts f
          where f.type = 'contract-renewed'
          order by f.data ->> 'right', f.seq_id desc) as e
    where r.code = e.code
      and e.seq_id > r.entered_seq;

    -- Parcels held at that time are held for the longer of the two.
    update register.holding h
    set term_to = greatest(h.term_to, e.term_to)
    from (select h.right_code, h.parcel, h.started_seq, max((f.data ->> 'term_to')::date) as term_to
          from facts f
                   join register.holding h on h.right_code = f.data ->> 'right'
          where f.type = 'contract-renewed'
            and f.seq_id > h.started_seq
            and (h.ended_seq is null or f.seq_id < h.ended_seq)
          group by h.right_code, h.parcel, h.started_seq) as e
    where (h.right_code, h.parcel, h.started_seq) = (e.right_code, e.parcel, e.started_seq);

    return null;
end
$$;

create or replace trigger enter_households
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_households();

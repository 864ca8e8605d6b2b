-- Enters facts into the tables: one statement per table, written for sets, so that a single act, a bulk COPY and a rebuild
-- go the same way. Within a statement's facts, rows are made before they are changed, and changes go in the order of the
-- law; what depends on several facts of one thing takes them by their sequence. Constraints between parcels and rights are
-- deferred to the commit, so the order of the facts inside one act does not matter to them.
create or replace function register.enter() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    -- The kinds of facts at hand; statements for other kinds are passed over.
    kinds     text[];
    many      bigint;
    standing  text;
    concluded bigint;
begin
    select sum(k.many), array_agg(k.type)
    into many, kinds
    from (select type, count(*) as many from facts group by type) as k;
    -- The triggers after this one read it there instead of looking at every fact again.
    perform set_config('rr.kinds', coalesce(kinds, '{}')::text, true);

    if 'county-setting-made' = any (kinds) then
        insert into register.setting (key, value, valid_from, source, entered_seq)
        select s.key, s.value, s."from", s.source, f.seq_id
        from facts f, jsonb_to_record(f.data) as s(key text, value text, "from" date, source text)
        where f.type = 'county-setting-made';
    end if;

    if 'delivery-received' = any (kinds) then
        insert into register.delivery (sha256, county, year, households, parcels, errors, warnings, received_on, entered_seq)
        select d.delivery, d.county, d.year, d.households, d.parcels, d.errors, d.warnings,
               (f.data -> 'provenance' ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as d(delivery text, county text, year integer, households bigint,
            parcels bigint, errors bigint, warnings bigint)
        where f.type = 'delivery-received';
    end if;

    if 'collective-registered' = any (kinds) then
        insert into register.collective (code, name, level, county, entered_seq)
        select c.collective, c.name, c.level, c.county, f.seq_id
        from facts f, jsonb_to_record(f.data) as c(collective text, name text, level text, county text)
        where f.type = 'collective-registered';
    end if;

    if 'household-registered' = any (kinds) then
        insert into register.household (code, collective, kind, representative, legal_day, entered_seq)
        select h.household, h.collective, h.kind, h.representative, (h.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as h(household text, collective text, kind text, representative uuid,
            provenance jsonb)
        where f.type = 'household-registered';

        insert into register.household_member (household, person, relation, co_holder, mark, position)
        select f.data ->> 'household', (m.member ->> 'person')::uuid, m.member ->> 'relation',
               (m.member ->> 'co_holder')::boolean, m.member ->> 'mark', m.position
        from facts f, jsonb_array_elements(f.data -> 'members') with ordinality as m(member, position)
        where f.type = 'household-registered';
    end if;

    -- Codes are retired before other parcels are put on the same ground; those that a replay made in this very statement, after it.
    if kinds && array ['parcel-divided', 'parcel-consolidated'] then
        update register.parcel p
        set retired_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type in ('parcel-divided', 'parcel-consolidated')
          and p.code = f.data ->> 'parcel'
          and p.retired_on is null;
    end if;

    if 'parcel-surveyed' = any (kinds) then
        insert into register.parcel (code, collective, name, crs, boundary, surveyed_area, category, ownership,
                                     land_use, grade, purpose, basic_farmland, boundary_points, legal_day, entered_seq)
        select f.data ->> 'parcel', f.data ->> 'collective', f.data ->> 'name', f.data -> 'boundary' ->> 'crs',
               ST_GeomFromWKB(decode(f.data -> 'boundary' ->> 'wkb', 'base64')), (f.data ->> 'surveyed_area')::numeric,
               f.data ->> 'category', f.data ->> 'ownership', f.data ->> 'land_use', f.data ->> 'grade', f.data ->> 'purpose',
               (f.data ->> 'basic_farmland')::boolean, f.data ->> 'boundary_points',
               (f.data -> 'provenance' ->> 'legal_day')::date, f.seq_id
        from facts f
        where f.type = 'parcel-surveyed';
    end if;

    if kinds && array ['parcel-divided', 'parcel-consolidated'] then
        update register.parcel p
        set retired_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type in ('parcel-divided', 'parcel-consolidated')
          and p.code = f.data ->> 'parcel'
          and p.retired_on is null;
    end if;

    -- Contenders for a parcel queue at its row, or each would wait for the other at its commit. A bulk entry has no contenders
    -- of its own kind; should it meet a single act, the database breaks the tie and one of them is tried again.
    if many <= 100 and kinds && array ['contract-concluded', 'parcel-joined'] then
        perform
        from register.parcel p
        where p.code in (select f.data -> 'parcel' ->> 'parcel'
                         from facts f
                         where f.type = 'parcel-joined'
                         union all
                         select c.parcel ->> 'parcel'
                         from facts f, jsonb_array_elements(f.data -> 'parcels') as c(parcel)
                         where f.type = 'contract-concluded')
        order by p.code
            for no key update;
    end if;

    -- A household whose contract ended may conclude another under the same code; while one stands it may not.
    if 'contract-concluded' = any (kinds) then
        -- Not the first by a limit: for one row the planner compares every contract with every fact.
        select min(told.code)
        into standing
        from (select known.code, known.type, known.seq_id,
                     lag(known.type) over (partition by known.code order by known.seq_id) as before
              from (select f.data ->> 'right' as code, f.type, f.seq_id
                    from facts f
                    where f.type in ('contract-concluded', 'contract-ended')
                    union all
                    select r.code, case when r.ended_on is null then 'contract-concluded' else 'contract-ended' end, 0
                    from register.contract_right r
                    where r.code in (select f.data ->> 'right' from facts f where f.type = 'contract-concluded')) as known) as told
        where told.type = 'contract-concluded'
          and told.before = 'contract-concluded';

        if standing is not null then
            raise exception 'the contract % stands', standing
                using errcode = '23505', constraint = 'code-already-registered (right)', schema = 'register', table = 'contract_right';
        end if;

        insert into register.contract_right as known (code, household, collective, kind, mode, term_from, term_to, signed_on,
                                                      earlier_contract, entered_seq)
        select distinct on (c."right") c."right", c.household, c.collective, c.kind, c.mode, c.term_from, c.term_to,
               c.signed_on, c.earlier_contract, f.seq_id
        from facts f, jsonb_to_record(f.data) as c("right" text, household text, collective text, kind text, mode text,
            term_from date, term_to date, signed_on date, earlier_contract text)
        where f.type = 'contract-concluded'
        order by c."right", f.seq_id desc
        on conflict on constraint "code-already-registered (right)" do update
            set household = excluded.household, collective = excluded.collective, kind = excluded.kind, mode = excluded.mode,
                term_from = excluded.term_from, term_to = excluded.term_to, signed_on = excluded.signed_on,
                earlier_contract = excluded.earlier_contract, register_serial = null, registered_on = null, ended_on = null,
                entered_seq = excluded.entered_seq
            where known.ended_on is not null
               or exists (select from facts f where f.type = 'contract-ended' and f.data ->> 'right' = known.code and f.seq_id < excluded.entered_seq);
        get diagnostics concluded = row_count;

        -- One that was concluded under this code while this act waited is not written over.
        if concluded < (select count(*) from (select distinct f.data ->> 'right' from facts f where f.type = 'contract-concluded') as meant) then
            raise exception 'the contract % stands',
                (select r.code
                 from facts f join register.contract_right r on r.code = f.data ->> 'right'
                 where f.type = 'contract-concluded' and r.entered_seq not in (select seq_id from facts)
                 limit 1)
                using errcode = '23505', constraint = 'code-already-registered (right)', schema = 'register', table = 'contract_right';
        end if;

        insert into register.holding (right_code, parcel, household, collective, member_collective, holder_group,
                                      share_part, share_whole, contract_area, earlier_area, period, term_to, started_seq)
        select c."right", p.parcel, c.household, c.collective,
               case when c.kind = 'family' then c.collective end,
               case when p.share is null then c."right" else 'joint' end,
               (p.share ->> 'part')::bigint, (p.share ->> 'whole')::bigint, p.contract_area, p.earlier_area,
               daterange((c.provenance ->> 'legal_day')::date, null), c.term_to, f.seq_id
        from facts f,
             jsonb_to_record(f.data) as c("right" text, household text, collective text, kind text, parcels jsonb, term_to date, provenance jsonb),
             jsonb_to_recordset(c.parcels) as p(parcel text, contract_area numeric, earlier_area numeric, share jsonb)
        where f.type = 'contract-concluded';
    end if;

    if 'parcel-joined' = any (kinds) then
        insert into register.holding (right_code, parcel, household, collective, member_collective, holder_group,
                                      share_part, share_whole, contract_area, earlier_area, period, term_to, started_seq)
        select j."right", p.parcel, j.household, j.collective,
               case when r.kind = 'family' then j.collective end,
               case when p.share is null then j."right" else 'joint' end,
               (p.share ->> 'part')::bigint, (p.share ->> 'whole')::bigint, p.contract_area, p.earlier_area,
               daterange((j.provenance ->> 'legal_day')::date, null), j.term_to, f.seq_id
        from facts f,
             jsonb_to_record(f.data) as j("right" text, household text, collective text, parcel jsonb, term_to date, provenance jsonb),
             jsonb_to_record(j.parcel) as p(parcel text, contract_area numeric, earlier_area numeric, share jsonb),
             register.contract_right r
        where f.type = 'parcel-joined'
          and r.code = f.data ->> 'right';
    end if;

    -- An end closes the holding that began last before it. The day of the end is the first on which it is no longer held.
    if kinds && array ['parcel-left', 'contract-ended'] then
        update register.holding h
        set period    = daterange(lower(h.period), greatest(lower(h.period), ended.legal_day)),
            ended_seq = ended.seq_id
        from (select distinct on (began.right_code, began.parcel, began.started_seq)
                     began.right_code, began.parcel, began.started_seq, f.seq_id,
                     (f.data -> 'provenance' ->> 'legal_day')::date as legal_day
              from facts f
                       cross join lateral
                  (select o.right_code, o.parcel, max(o.started_seq) as started_seq
                   from register.holding o
                   where o.right_code = f.data ->> 'right'
                     and (f.type = 'contract-ended' or o.parcel = f.data ->> 'parcel')
                     and o.started_seq < f.seq_id
                   group by o.right_code, o.parcel) as began
              where f.type in ('parcel-left', 'contract-ended')
              order by began.right_code, began.parcel, began.started_seq, f.seq_id) as ended
        where h.right_code = ended.right_code
          and h.parcel = ended.parcel
          and h.started_seq = ended.started_seq
          and h.ended_seq is null;
    end if;

    if 'contract-ended' = any (kinds) then
        update register.contract_right r
        set ended_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'contract-ended'
          and r.code = f.data ->> 'right'
          and f.seq_id > r.entered_seq;
    end if;

    -- The entry names the serial of the right as it stands now; the last one counts.
    if 'right-registered' = any (kinds) then
        update register.contract_right r
        set register_serial = e.serial,
            registered_on   = e.registered_on
        from (select distinct on (f.data ->> 'right') f.data ->> 'right' as right_code, f.data ->> 'serial' as serial,
                     (f.data ->> 'registered_on')::date as registered_on, f.seq_id
              from facts f
              where f.type = 'right-registered'
              order by f.data ->> 'right', f.seq_id desc) as e
        where r.code = e.right_code
          and e.seq_id > r.entered_seq;
    end if;

    if 'certificate-issued' = any (kinds) then
        insert into register.certificate (id, right_code, serial, token, authority, issued_on, occasion, reason, status,
                                          status_on, case_number, entered_seq)
        select c.certificate, c."right", c.serial, c.token, c.authority, c.issued_on, c.occasion, c.reason, 'current',
               c.issued_on, case when f.data #>> '{provenance,actor}' not like 'delivery/%' then f.data #>> '{provenance,case}' end, f.seq_id
        from facts f, jsonb_to_record(f.data) as c("right" text, certificate uuid, serial text, token text,
            authority text, issued_on date, occasion text, reason text)
        where f.type = 'certificate-issued';
    end if;

    if 'certificate-replaced' = any (kinds) then
        update register.certificate c
        set status      = 'replaced',
            status_on   = (f.data -> 'provenance' ->> 'legal_day')::date,
            replaced_by = (f.data ->> 'by')::uuid
        from facts f
        where f.type = 'certificate-replaced'
          and c.id = (f.data ->> 'certificate')::uuid;
    end if;

    if 'certificate-voided' = any (kinds) then
        update register.certificate c
        set status    = 'void',
            status_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'certificate-voided'
          and c.id = (f.data ->> 'certificate')::uuid;
    end if;

    if 'certificate-loss-announced' = any (kinds) then
        update register.certificate c
        set loss_announced_on = l.announced_on
        from (select distinct on (f.data ->> 'certificate') (f.data ->> 'certificate')::uuid as id, (f.data ->> 'announced_on')::date as announced_on
              from facts f
              where f.type = 'certificate-loss-announced'
              order by f.data ->> 'certificate', f.seq_id desc) as l
        where c.id = l.id;
    end if;

    if 'lease-filed' = any (kinds) then
        insert into register.lease (code, right_code, lessee, mode, "from", "to", area, price, signed_on, entered_seq)
        select l.lease, l."right", l.lessee, l.mode, l."from", l."to", l.area, l.price, l.signed_on, f.seq_id
        from facts f, jsonb_to_record(f.data) as l(lease text, "right" text, lessee text, mode text, "from" date,
            "to" date, area numeric, price text, signed_on date)
        where f.type = 'lease-filed';

        insert into register.lease_parcel (lease, parcel, right_code)
        select f.data ->> 'lease', p.parcel, f.data ->> 'right'
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'lease-filed';
    end if;

    if 'lease-continued' = any (kinds) then
        -- A parcel that came of another one is new to the lease.
        insert into register.lease_parcel as known (lease, parcel, right_code)
        select distinct on (f.data ->> 'lease', p.parcel) f.data ->> 'lease', p.parcel, f.data ->> 'right'
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'lease-continued'
        order by f.data ->> 'lease', p.parcel, f.seq_id desc
        on conflict on constraint "parcel-listed-twice (lease)" do update
            set right_code = excluded.right_code;
    end if;

    if 'encumbrance-entered' = any (kinds) then
        insert into register.encumbrance (id, right_code, kind, until, document, entered_on, entered_seq)
        select e.encumbrance, e."right", e.kind, case when e.kind not in ('mortgage', 'dispute') then e.until end, e.document, (e.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as e(encumbrance uuid, "right" text, kind text, until date, document text,
            provenance jsonb)
        where f.type = 'encumbrance-entered';

        insert into register.encumbrance_parcel (encumbrance, parcel)
        select (f.data ->> 'encumbrance')::uuid, p.parcel
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'encumbrance-entered';
    end if;

    if 'encumbrance-lifted' = any (kinds) then
        update register.encumbrance e
        set lifted_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'encumbrance-lifted'
          and e.id = (f.data ->> 'encumbrance')::uuid;
    end if;

    if 'listing-opened' = any (kinds) then
        insert into register.listing (id, right_code, household, collective, price, state, opened_on, entered_seq)
        select l.listing, l."right", l.household, l.collective, l.price, 'open',
               (l.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as l(listing uuid, "right" text, household text, collective text,
            price numeric, provenance jsonb)
        where f.type = 'listing-opened';

        insert into register.listing_parcel (listing, parcel, right_code, live)
        select (f.data ->> 'listing')::uuid, p.parcel, f.data ->> 'right',
               not exists (select from facts e where e.type = 'listing-closed' and e.data ->> 'listing' = f.data ->> 'listing')
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'listing-opened';
    end if;

    if 'listing-taken' = any (kinds) then
        update register.listing l
        set state    = 'taken',
            taken_by = f.data ->> 'by',
            transfer = (f.data ->> 'transfer')::uuid
        from facts f
        where f.type = 'listing-taken'
          and l.id = (f.data ->> 'listing')::uuid;
    end if;

    if 'listing-closed' = any (kinds) then
        update register.listing l
        set state     = f.data ->> 'end',
            closed_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'listing-closed'
          and l.id = (f.data ->> 'listing')::uuid;

        update register.listing_parcel p
        set live = false
        from facts f
        where f.type = 'listing-closed'
          and p.listing = (f.data ->> 'listing')::uuid
          and p.live;
    end if;

    if 'transfer-agreed' = any (kinds) then
        insert into register.transfer (id, listing, right_code, from_household, to_household, collective, price, terms, state, agreed_on, entered_seq)
        select t.transfer, t.listing, t."right", t."from", t."to", t.collective, t.price, t.terms, 'agreed',
               (t.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as t(transfer uuid, listing uuid, "right" text, "from" text, "to" text,
            collective text, price numeric, terms text, provenance jsonb)
        where f.type = 'transfer-agreed';

        insert into register.transfer_parcel (transfer, parcel)
        select (f.data ->> 'transfer')::uuid, p.parcel
        from facts f, jsonb_array_elements_text(f.data -> 'parcels') as p(parcel)
        where f.type = 'transfer-agreed';
    end if;

    -- The last consent of a person counts, until it is withdrawn after it.
    if 'holder-consented' = any (kinds) then
        insert into register.transfer_consent as known (transfer, person, terms, given_on, given_seq)
        select distinct on (c.transfer, c.person) c.transfer, c.person, c.terms,
               (c.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as c(transfer uuid, person uuid, terms text, provenance jsonb)
        where f.type = 'holder-consented'
        order by c.transfer, c.person, f.seq_id desc
        on conflict on constraint "consent-already-given" do update
            set terms = excluded.terms, given_on = excluded.given_on, given_seq = excluded.given_seq, withdrawn_on = null;
    end if;

    if 'holder-consent-withdrawn' = any (kinds) then
        update register.transfer_consent c
        set withdrawn_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'holder-consent-withdrawn'
          and c.transfer = (f.data ->> 'transfer')::uuid
          and c.person = (f.data ->> 'person')::uuid
          and f.seq_id > c.given_seq;
    end if;

    if kinds && array ['issuer-consented', 'issuer-refused'] then
        update register.transfer t
        set state         = case f.type when 'issuer-consented' then 'consented' else 'refused' end,
            issuer_answer = case f.type when 'issuer-consented' then 'consented' else f.data ->> 'reason' end
        from facts f
        where f.type in ('issuer-consented', 'issuer-refused')
          and t.id = (f.data ->> 'transfer')::uuid;
    end if;

    if 'payment-confirmed' = any (kinds) then
        update register.transfer t
        set state   = 'paid',
            paid_on = (f.data ->> 'paid_on')::date
        from facts f
        where f.type = 'payment-confirmed'
          and t.id = (f.data ->> 'transfer')::uuid;
    end if;

    if kinds && array ['transfer-registered', 'transfer-withdrawn'] then
        update register.transfer t
        set state         = case f.type when 'transfer-registered' then 'registered' else 'withdrawn' end,
            registered_on = case f.type when 'transfer-registered' then (f.data -> 'provenance' ->> 'legal_day')::date end
        from facts f
        where f.type in ('transfer-registered', 'transfer-withdrawn')
          and t.id = (f.data ->> 'transfer')::uuid;
    end if;

    return null;
end
$$;

create or replace trigger enter
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter();

-- Cases and notices. Statements make rows before they change them; a thing's last fact counts.
create or replace function register.enter_cases() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, public
    set jit = off
as
$$
declare
    void  jsonb;
    kinds text[] := current_setting('rr.kinds')::text[];
begin
    if kinds::text !~ 'case-|notice-|objection-|certificate-handed-over' then
        return null;
    end if;

    if 'case-opened' = any (kinds) then
        insert into register.case_file (number, procedure, collective, opened_on, opened_by, terms, at_step, at_since, entered_seq)
        select c."case", c.procedure, c.collective, (c.provenance ->> 'legal_day')::date, c.provenance ->> 'actor', c.terms, c.first,
               (c.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as c("case" text, procedure text, collective text, first text, terms text, provenance jsonb)
        where f.type = 'case-opened';

        insert into register.case_subject (case_number, subject, position, live)
        select f.data ->> 'case', s.subject, row_number() over (partition by f.seq_id order by s.kind, s.position), f.data ->> 'procedure' not like 'membership%'
        from facts f
                 cross join lateral (
            select 1 as kind, 'household/' || h.code as subject, h.position
            from jsonb_array_elements_text(f.data -> 'households') with ordinality as h(code, position)
            union all
            select 2, 'parcel/' || p.code, p.position
            from jsonb_array_elements_text(f.data -> 'parcels') with ordinality as p(code, position)) as s
        where f.type = 'case-opened';
    end if;

    if 'case-amended' = any (kinds) then
        update register.case_file c
        set terms = e.data ->> 'terms'
        from (select distinct on (f.data ->> 'case') f.data from facts f where f.type = 'case-amended' order by f.data ->> 'case', f.seq_id desc) as e
        where c.number = e.data ->> 'case';

        delete from register.case_subject s
        using facts f
        where f.type = 'case-amended' and s.case_number = f.data ->> 'case' and s.subject like 'parcel/%';

        insert into register.case_subject (case_number, subject, position, live)
        select e.data ->> 'case', 'parcel/' || p.code, 100 + p.position, true
        from (select distinct on (f.data ->> 'case') f.data from facts f where f.type = 'case-amended' order by f.data ->> 'case', f.seq_id desc) as e,
             jsonb_array_elements_text(e.data -> 'parcels') with ordinality as p(code, position);

        delete from register.case_holder h
        using (select distinct on (f.data ->> 'case') f.data from facts f where f.type = 'case-amended' order by f.data ->> 'case', f.seq_id desc) as e
        where h.case_number = e.data ->> 'case'
          and not (e.data -> 'holders') ? h.person::text
          and (e.data -> 'told' ? h.person::text) is not true;
    end if;

    if kinds && array ['case-opened', 'case-amended'] then
        insert into register.case_holder (case_number, person, asked)
        select f.data ->> 'case', h.person::uuid, bool_or(h.asked)
        from facts f
                 cross join lateral (
            select a.person, true as asked
            from jsonb_array_elements_text(f.data -> 'holders') as a(person)
            union all
            select t.person, false
            from jsonb_array_elements_text(case jsonb_typeof(f.data -> 'told') when 'array' then f.data -> 'told' else '[]' end) as t(person)) as h
        where f.type in ('case-opened', 'case-amended')
          and not exists (select from facts later where later.type = 'case-amended' and later.data ->> 'case' = f.data ->> 'case' and later.seq_id > f.seq_id)
        group by 1, 2
        on conflict on constraint "holder-listed-twice" do update
            set asked = excluded.asked;
    end if;

    if kinds && array ['case-step-done', 'case-returned', 'case-entered'] then
        insert into register.case_step (case_number, seq, kind, step, next_step, actor, authority, done_on, reasons, words)
        select f.data ->> 'case', f.seq_id, case f.type when 'case-returned' then 'returned' else 'done' end,
               case f.type when 'case-returned' then f.data ->> 'from' when 'case-entered' then 'entered' else f.data ->> 'step' end,
               case f.type when 'case-returned' then f.data ->> 'to' else f.data ->> 'next' end,
               f.data -> 'provenance' ->> 'actor', f.data -> 'provenance' ->> 'authority', (f.data -> 'provenance' ->> 'legal_day')::date,
               coalesce((select array_agg(r.reason) from jsonb_array_elements_text(f.data -> 'reasons') as r(reason)), '{}'),
               coalesce(f.data ->> 'opinion', f.data ->> 'words')
        from facts f
        where f.type in ('case-step-done', 'case-returned', 'case-entered');
    end if;

    -- What was confirmed is void once the case is written anew, or sent back to the confirmation or to a step before it:
    -- to one at which it first came before it had been confirmed.
    if kinds && array ['case-amended', 'case-returned'] then
        void := (select jsonb_object_agg(v.number, v.seq)
                 from (select f.data ->> 'case' as number, max(f.seq_id) as seq
                       from facts f
                       where f.type = 'case-amended'
                          or (f.type = 'case-returned'
                              and ((select min(s.seq) from register.case_step s where s.case_number = f.data ->> 'case' and s.kind = 'done' and s.step = 'confirmed')
                                   <= (select min(s.seq) from register.case_step s where s.case_number = f.data ->> 'case' and s.kind = 'done' and s.next_step = f.data ->> 'to'))
                                  is not true)
                       group by 1) as v);

        update register.case_holder h
        set confirmed_on = null,
            confirmed_by = null
        where h.case_number in (select jsonb_object_keys(void));
    end if;

    if kinds && array ['case-confirmed', 'case-confirmation-withdrawn'] then
        update register.case_holder h
        set confirmed_on = case e.type when 'case-confirmed' then (e.data -> 'provenance' ->> 'legal_day')::date end,
            confirmed_by = case e.type when 'case-confirmed' then e.data ->> 'means' end
        from (select distinct on (f.data ->> 'case', f.data ->> 'person') f.type, f.data, f.seq_id
              from facts f
              where f.type in ('case-confirmed', 'case-confirmation-withdrawn')
                and f.seq_id > coalesce((void ->> (f.data ->> 'case'))::bigint, 0)
              order by f.data ->> 'case', f.data ->> 'person', f.seq_id desc) as e
        where h.case_number = e.data ->> 'case'
          and h.person = (e.data ->> 'person')::uuid;
    end if;

    if kinds && array ['case-holder-reached', 'case-holder-not-reached'] then
        update register.case_holder h
        set told    = case when e.type = 'case-holder-not-reached' then 'not reached' when (e.data ->> 'in_person')::boolean then 'in person' else 'by message' end,
            told_on = (e.data -> 'provenance' ->> 'legal_day')::date
        from (select distinct on (f.data ->> 'case', f.data ->> 'person') f.type, f.data
              from facts f
              where f.type in ('case-holder-reached', 'case-holder-not-reached')
              order by f.data ->> 'case', f.data ->> 'person', f.seq_id desc) as e
        where h.case_number = e.data ->> 'case'
          and h.person = (e.data ->> 'person')::uuid;
    end if;

    if 'case-document-filed' = any (kinds) then
        insert into register.case_document (case_number, document, kind, filed_on, filed_by, entered_seq)
        select d."case", d.document, d.kind, (d.provenance ->> 'legal_day')::date, d.provenance ->> 'actor', f.seq_id
        from facts f, jsonb_to_record(f.data) as d("case" text, document text, kind text, provenance jsonb)
        where f.type = 'case-document-filed';
    end if;

    if 'case-document-struck' = any (kinds) then
        update register.case_document d
        set struck_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'case-document-struck'
          and d.case_number = f.data ->> 'case'
          and d.document = f.data ->> 'document'
          and d.entered_seq < f.seq_id
          and d.struck_on is null;
    end if;

    if kinds && array ['case-step-done', 'case-returned', 'case-entered'] then
        update register.case_file c
        set at_step  = e.next_step,
            at_since = e.done_on
        from (select distinct on (f.data ->> 'case') f.data ->> 'case' as number, f.seq_id,
                     case f.type when 'case-returned' then f.data ->> 'to' else f.data ->> 'next' end as next_step,
                     (f.data -> 'provenance' ->> 'legal_day')::date as done_on
              from facts f
              where f.type in ('case-step-done', 'case-returned', 'case-entered')
              order by f.data ->> 'case', f.seq_id desc) as e
        where c.number = e.number;

        update register.case_file c
        set returned = c.returned + e.times
        from (select f.data ->> 'case' as number, count(*) as times from facts f where f.type = 'case-returned' group by 1) as e
        where c.number = e.number;

        update register.case_file c
        set entered_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'case-entered' and c.number = f.data ->> 'case';

        update register.case_file c
        set state    = 'archived',
            ended_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type in ('case-step-done', 'case-entered')
          and f.data ->> 'next' is null
          and c.number = f.data ->> 'case';
    end if;

    if 'case-withdrawn' = any (kinds) then
        update register.case_file c
        set state    = 'withdrawn',
            at_step  = null,
            ended_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'case-withdrawn' and c.number = f.data ->> 'case';
    end if;

    -- A case holds its subjects until what it asked for is entered, or it is given up.
    if kinds && array ['case-entered', 'case-withdrawn'] then
        update register.case_subject s
        set live = false
        from facts f
        where f.type in ('case-entered', 'case-withdrawn')
          and s.case_number = f.data ->> 'case'
          and s.live;
    end if;

    if 'notice-opened' = any (kinds) then
        insert into register.notice (id, procedure, collective, posted_on, last_day, entered_seq)
        select n.notice, n.procedure, n.collective, n.posted_on, n.last_day, f.seq_id
        from facts f, jsonb_to_record(f.data) as n(notice uuid, procedure text, collective text, posted_on date, last_day date)
        where f.type = 'notice-opened';

        insert into register.notice_case (notice, case_number, position)
        select (f.data ->> 'notice')::uuid, c.number, c.position
        from facts f, jsonb_array_elements_text(f.data -> 'cases') with ordinality as c(number, position)
        where f.type = 'notice-opened';
    end if;

    if 'notice-photographed' = any (kinds) then
        update register.notice n
        set start_photo = coalesce(e.start_photo, n.start_photo),
            end_photo   = coalesce(e.end_photo, n.end_photo)
        from (select f.data ->> 'notice' as notice,
                     (array_agg(f.data ->> 'document' order by f.seq_id desc) filter (where f.data ->> 'moment' = 'start'))[1] as start_photo,
                     (array_agg(f.data ->> 'document' order by f.seq_id desc) filter (where f.data ->> 'moment' = 'end'))[1] as end_photo
              from facts f
              where f.type = 'notice-photographed'
              group by 1) as e
        where n.id = e.notice::uuid;
    end if;

    if 'notice-closed' = any (kinds) then
        update register.notice n
        set closed_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'notice-closed' and n.id = (f.data ->> 'notice')::uuid;
    end if;

    if 'objection-raised' = any (kinds) then
        insert into register.objection (id, case_number, notice, receipt, parcel, words, raised_by, raised_on, entered_seq)
        select o.objection, o."case", o.notice, o.receipt, o.parcel, o.words, o.provenance ->> 'actor', (o.provenance ->> 'legal_day')::date, f.seq_id
        from facts f, jsonb_to_record(f.data) as o(objection uuid, "case" text, notice uuid, receipt text, parcel text, words text, provenance jsonb)
        where f.type = 'objection-raised';
    end if;

    if 'objection-resolved' = any (kinds) then
        update register.objection o
        set upheld      = (f.data ->> 'upheld')::boolean,
            answer      = f.data ->> 'words',
            resolved_on = (f.data -> 'provenance' ->> 'legal_day')::date
        from facts f
        where f.type = 'objection-resolved' and o.id = (f.data ->> 'objection')::uuid;
    end if;

    if 'certificate-handed-over' = any (kinds) then
        insert into register.certificate_receipt (certificate, receiver, agent, receipt, handed_on, case_number)
        select h.certificate, h.receiver, h.agent, h.receipt, (h.provenance ->> 'legal_day')::date, h.provenance ->> 'case'
        from facts f, jsonb_to_record(f.data) as h(certificate uuid, receiver uuid, agent boolean, receipt text, provenance jsonb)
        where f.type = 'certificate-handed-over';
    end if;

    return null;
end
$$;

create or replace trigger enter_cases
    after insert
    on ledger.mt_events
    referencing new table as facts
    for each statement
execute function register.enter_cases();

-- By what means a holder confirmed a case: signed in, by a code at the desk, or before a witness.
alter table register.case_holder add column confirmed_by text;

update register.case_holder h
set confirmed_by = (select e.data ->> 'means'
                    from ledger.mt_events e
                    where e.stream_id = 'case/' || h.case_number
                      and e.type = 'case-confirmed'
                      and e.data ->> 'person' = h.person::text
                    order by e.seq_id desc
                    limit 1)
where h.confirmed_on is not null;

-- Confirmations that a case sent back to their step or before it kept: it waited for everybody and could not go on.
update register.case_holder h
set confirmed_on = null
from (select r.case_number, max(r.seq) as seq
      from register.case_step r
      where r.kind = 'returned'
        and ((select min(s.seq) from register.case_step s where s.case_number = r.case_number and s.kind = 'done' and s.step = 'confirmed')
             <= (select min(s.seq) from register.case_step s where s.case_number = r.case_number and s.kind = 'done' and s.next_step = r.next_step))
            is not true
      group by r.case_number) as sent_back
where h.case_number = sent_back.case_number
  and h.confirmed_on is not null
  and not exists (select
                  from ledger.mt_events f
                  where f.stream_id = 'case/' || h.case_number
                    and f.type = 'case-confirmed'
                    and f.data ->> 'person' = h.person::text
                    and f.seq_id > sent_back.seq);

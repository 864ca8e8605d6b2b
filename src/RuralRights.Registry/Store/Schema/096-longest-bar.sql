-- A later return of land has not shortened the bar of an earlier one.
update register.household h
set barred_until = b.until
from (select f.data ->> 'household' as code, max((f.data ->> 'until')::date) as until
      from ledger.mt_events f
      where f.type = 'household-barred'
      group by 1) as b
where h.code = b.code
  and h.barred_until < b.until;

-- What the certificate desk asks of a paper: by which case this register issued it, so that it is still to be printed and handed
-- over here (a paper that a delivery brought has none: it is in its holder's hands), and whether its loss was announced.
alter table register.certificate
    add column case_number       text,
    add column loss_announced_on date;

update register.certificate c
set case_number = e.data #>> '{provenance,case}'
from ledger.mt_events e
where e.seq_id = c.entered_seq
  and e.data #>> '{provenance,actor}' not like 'delivery/%';

create index contract_right_by_collective on register.contract_right (collective);

-- A parcel keeps a term of its own when it comes from another right or was renewed later than the contract it is in.
alter table register.holding add column term_to date;

update register.holding h
set term_to = greatest(
        (select (began.data ->> 'term_to')::date from ledger.mt_events began where began.seq_id = h.started_seq),
        (select max((renewed.data ->> 'term_to')::date)
         from ledger.mt_events renewed
         where renewed.stream_id = 'right/' || h.right_code
           and renewed.type = 'contract-renewed'
           and renewed.seq_id > h.started_seq
           and (h.ended_seq is null or renewed.seq_id < h.ended_seq)));

-- What waits for the commit is checked now: a table with checks outstanding cannot be altered.
set constraints all immediate;
alter table register.holding alter column term_to set not null;

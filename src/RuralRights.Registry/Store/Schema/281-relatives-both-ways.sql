-- Kinship holds both ways: who declared a person is asked for whenever that person decides.
create index mt_events_relative on ledger.mt_events ((data ->> 'relative')) where type = 'relative-declared';

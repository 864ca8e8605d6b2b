-- The facts of a case wherever they stand. What a survey delivery brought is passed over: all of it bears one number.
create index mt_events_by_case on ledger.mt_events ((data #>> '{provenance,case}')) where data #>> '{provenance,actor}' not like 'delivery/%';

-- The guardianships of those who are or were of a household, for its archive.
create index mt_events_guardianship_by_household on ledger.mt_events ((data ->> 'household')) where type in ('guardian-named', 'guardianship-ended');
create index guardianship_by_guardian on register.guardianship (guardian);

-- Who of sixteen or seventeen lives on the income of their own labour and so acts for themselves. It counts once a second person
-- confirmed it, and follows from nothing else.
create table register.own_labour
(
    person      uuid    not null,
    household   text    not null,
    stands      boolean not null default false,
    since       date,
    reported    boolean,
    reported_on date,
    document    text    not null,
    entered_seq bigint  not null,
    constraint "code-already-registered (own labour)" primary key (person),
    constraint "household-not-registered (own labour)" foreign key (household) references register.household
);

grant select on register.own_labour to rr_app;

-- The archive of a household has what was entered of those who are or were of it.
drop index ledger.mt_events_guardianship_by_household;
create index mt_events_guardianship_by_household on ledger.mt_events ((data ->> 'household'))
    where type in ('guardian-named', 'guardianship-ended', 'own-labour-reported', 'own-labour-confirmed');

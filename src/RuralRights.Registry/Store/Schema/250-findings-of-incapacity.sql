-- A court's finding that the village reported and the township has not confirmed yet. It makes nobody a ward.
create table register.incapacity_report
(
    ward        uuid   not null,
    guardian    uuid   not null,
    household   text   not null,
    document    text   not null,
    reported_on date   not null,
    entered_seq bigint not null,
    constraint "code-already-registered (incapacity report)" primary key (ward),
    constraint "cannot-be-guardian (incapacity report)" check (ward <> guardian),
    constraint "household-not-registered (incapacity report)" foreign key (household) references register.household
);

grant select on register.incapacity_report to rr_app;

-- The archive of a household has what was entered of those who are or were of it.
drop index ledger.mt_events_guardianship_by_household;
create index mt_events_guardianship_by_household on ledger.mt_events ((data ->> 'household'))
    where type in ('guardian-named', 'guardianship-ended', 'incapacity-reported', 'own-labour-reported', 'own-labour-confirmed');

-- Who acts for whom. A guardianship for youth stays in the table and counts no more from the eighteenth birthday on; the day of
-- birth is the vault's.
create table register.guardianship
(
    ward        uuid   not null,
    guardian    uuid   not null,
    household   text   not null,
    ground      text   not null,
    document    text   not null,
    since       date   not null,
    entered_seq bigint not null,
    constraint "code-already-registered (guardianship)" primary key (ward),
    constraint "cannot-be-guardian" check (ward <> guardian),
    constraint "household-not-registered (guardianship)" foreign key (household) references register.household
);

grant select on register.guardianship to rr_app;

-- Tries to sign in with a password, counted by the keyed hash of the number before the password is looked at: those sent at once
-- are all counted, and a number that nobody has is counted like any other.
create table identity.sign_in_try
(
    name_hash text        not null,
    tries     integer     not null,
    since     timestamptz not null,
    constraint "tries-already-counted" primary key (name_hash)
);

create index sign_in_try_by_time on identity.sign_in_try (since);

-- What is over for a day is thrown away, and found by its time.
create index one_time_code_by_time on identity.one_time_code (made_at);

grant select, insert, update, delete on identity.sign_in_try to rr_app;

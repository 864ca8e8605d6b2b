-- What the survey of a village says of the homestead of each household, kept until its case is opened; it is no right, and nothing
-- of it is history. A survey that is handed in again takes the place of what it said before.
create table intake.homestead_survey
(
    household  text        not null,
    asked      jsonb       not null,
    brought_by text        not null,
    brought_at timestamptz not null,
    constraint "homestead-surveyed-once" primary key (household)
);

grant select, insert, update, delete on intake.homestead_survey to rr_app;

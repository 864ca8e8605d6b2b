-- A delivery may be entered as a survey only: its people and its land, while the family contracts come by cases of first
-- registration. Which it is, is settled when it is entered for the first time and is the same from then on. What the survey
-- says each household farms is kept for those cases; it is no right, and nothing of it is history.
alter table intake.delivery add column survey_only boolean;

create table intake.allotment
(
    household        text    not null,
    parcel           text    not null,
    contract_area    numeric not null,
    earlier_area     numeric,
    earlier_contract text,
    delivery         text    not null,
    constraint "allotted-once" primary key (household, parcel)
);

grant select, insert, update, delete on intake.allotment to rr_app;

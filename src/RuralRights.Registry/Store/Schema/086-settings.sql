-- What a collective decided for itself where the law or the county lets it.
create table register.collective_setting
(
    collective  text   not null,
    key         text   not null,
    value       text   not null,
    valid_from  date   not null,
    source      text   not null,
    entered_seq bigint not null,
    constraint "setting-already-made (collective)" primary key (collective, key, valid_from),
    constraint "collective-not-registered (setting)" foreign key (collective) references register.collective
);

-- The holidays of each year as they were published, every notice kept; the last one of a year counts.
create table register.work_calendar
(
    year        integer not null,
    rest_days   date[]  not null,
    work_days   date[]  not null,
    source      text    not null,
    entered_on  date    not null,
    entered_seq bigint  not null
);

create index work_calendar_by_year on register.work_calendar (year);

grant select on register.collective_setting, register.work_calendar to rr_app;

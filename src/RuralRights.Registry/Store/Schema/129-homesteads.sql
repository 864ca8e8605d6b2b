-- Homesteads: plots, the rights on them, the houses. A plot is land of its own code, so it stands beside the parcels of contracted
-- land and not among them; on the ground neither may lie on the other.
create table register.homestead_plot
(
    code        text                     not null,
    collective  text                     not null,
    place       text                     not null,
    crs         text                     not null,
    boundary    geometry                 not null,
    map         geometry(Geometry, 4490) not null,
    area        numeric(15, 2)           not null,
    land        text                     not null,
    legal_day   date                     not null,
    entered_seq bigint                   not null,
    constraint "code-already-registered (homestead)" primary key (code),
    constraint "code-is-malformed (homestead)" check (code ~ '^[0-9]{12}JC[0-9]{5}$'),
    constraint "collective-not-registered (homestead)" foreign key (collective) references register.collective
);

create index homestead_plot_by_map on register.homestead_plot using gist (map);
create index homestead_plot_by_collective on register.homestead_plot (collective);

-- Who holds which plot from when to when. What is occupied beyond the approval stands apart and is no part of the right.
-- excepted is the ground on which the household may have more than one; without it there is one for a household.
create table register.homestead_right
(
    plot                  text           not null,
    unit                  text           not null,
    household             text           not null,
    collective            text           not null,
    approved_area         numeric(15, 2) not null,
    excess_area           numeric(15, 2) not null,
    source                text           not null,
    source_number         text           not null,
    source_on             date           not null,
    excepted              text,
    larger                text,
    certificate           text,
    certificate_authority text,
    certificate_on        date,
    handed_on             date,
    period                daterange      not null,
    entered_seq           bigint         not null,
    constraint "homestead-stands (entry)" primary key (plot, entered_seq),
    constraint "code-is-malformed (homestead unit)" check (unit ~ '^[0-9]{12}JC[0-9]{5}(F[0-9]{8}|W0{8})$' and left(unit, 19) = plot),
    constraint "homestead-stands" exclude using gist (plot with =, period with &&),
    constraint "one-household-one-homestead" exclude using gist (household with =, period with &&) where (excepted is null),
    constraint "property-certificate-entered-twice" unique (certificate),
    constraint "homestead-not-registered (right)" foreign key (plot) references register.homestead_plot,
    constraint "transferee-is-outsider (homestead)" foreign key (household, collective) references register.household (code, collective)
);

create index homestead_right_by_household on register.homestead_right (household);

-- Everybody who holds it together; the list does not change when the household joins another.
create table register.homestead_holder
(
    plot        text   not null,
    person      uuid   not null,
    entered_seq bigint not null,
    constraint "person-listed-twice (homestead)" primary key (plot, person, entered_seq),
    constraint "homestead-not-registered (holder)" foreign key (plot) references register.homestead_plot
);

create index homestead_holder_by_person on register.homestead_holder (person);

create table register.homestead_house
(
    plot        text           not null,
    structure   text           not null,
    storeys     integer        not null,
    footprint   numeric(15, 2) not null,
    floor_area  numeric(15, 2) not null,
    built_in    integer        not null,
    entered_seq bigint         not null,
    constraint "code-already-registered (house)" primary key (plot),
    constraint "homestead-not-registered (house)" foreign key (plot) references register.homestead_plot
);

grant select on register.homestead_plot, register.homestead_right, register.homestead_holder, register.homestead_house to rr_app;

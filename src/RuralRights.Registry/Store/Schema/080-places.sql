-- Which desks serve a collective from which day. The code of a collective tells its place only on the day it is given;
-- divisions are merged and renamed later, and its cases then go to the desk that took over.
create table register.placement
(
    collective  text   not null,
    valid_from  date   not null,
    village     text   not null,
    township    text   not null,
    entered_seq bigint not null,
    constraint "placement-already-made" primary key (collective, valid_from)
);

create index placement_by_village on register.placement (village);
create index placement_by_township on register.placement (township);

grant select on register.placement to rr_app;

insert into register.placement (collective, valid_from, village, township, entered_seq)
select code, '-infinity', left(code, 12), left(code, 9), entered_seq
from register.collective;

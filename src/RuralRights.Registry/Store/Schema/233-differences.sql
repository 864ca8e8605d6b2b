-- How a delivery stands to the register before anything of it is entered: what is new, what is otherwise, field by field, and
-- what the register has of its villages and the delivery has not. Values that name people are masked before they come here.
-- Made anew by every inspection, so nothing of it is history.
create table intake.difference
(
    delivery   text    not null,
    number     integer not null,
    kind       text    not null,
    thing      text    not null,
    code       text    not null,
    field      text,
    registered text,
    delivered  text,
    constraint "difference-number" primary key (delivery, number),
    constraint "difference-of-a-delivery" foreign key (delivery) references intake.delivery on delete cascade,
    constraint "difference-kind" check (kind in ('new', 'changed', 'gone'))
);

create index difference_by_kind on intake.difference (delivery, kind, number);

alter table intake.delivery add column compared_at timestamptz;

grant select, insert, update, delete on intake.difference to rr_app;

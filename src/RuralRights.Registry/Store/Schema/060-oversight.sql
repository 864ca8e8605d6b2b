-- The day book: how many facts of each kind were entered on which day. It is kept by a background projection and decides nothing.
create schema oversight;

create table oversight.day_book
(
    day    date   not null,
    kind   text   not null,
    facts  bigint not null,
    constraint "day-book-line" primary key (day, kind)
);

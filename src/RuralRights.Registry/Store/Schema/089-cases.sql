-- Cases of registration, what stands in them, and the public notices they are on.
create table register.case_file
(
    number       text   not null,
    procedure    text   not null,
    collective   text   not null,
    opened_on    date   not null,
    opened_by    text   not null,
    terms        text   not null,
    at_step      text,
    at_since     date   not null,
    returned     integer not null default 0,
    entered_on   date,
    state        text   not null default 'open',
    ended_on     date,
    entered_seq  bigint not null,
    constraint "code-already-registered (case)" primary key (number),
    constraint "collective-not-registered (case)" foreign key (collective) references register.collective
);

create index case_file_by_collective on register.case_file (collective, state);
create index case_file_by_step on register.case_file (at_step) where state = 'open';

-- What a case is about: while it is open nobody opens another about the same household or parcel.
create table register.case_subject
(
    case_number text     not null,
    subject     text     not null,
    position    smallint not null,
    live        boolean  not null,
    constraint "subject-listed-twice" primary key (case_number, subject),
    constraint "already-in-a-case" exclude using btree (subject with =) where (live) deferrable initially deferred,
    constraint "case-not-opened (subject)" foreign key (case_number) references register.case_file
);

create index case_subject_by_subject on register.case_subject (subject);

-- Holders whose right it touches: whether they were told, and whether they confirmed exactly these terms.
create table register.case_holder
(
    case_number  text not null,
    person       uuid not null,
    told         text not null default 'due',
    told_on      date,
    confirmed_on date,
    constraint "holder-listed-twice" primary key (case_number, person),
    constraint "case-not-opened (holder)" foreign key (case_number) references register.case_file
);

create index case_holder_by_person on register.case_holder (person);
create index case_holder_to_tell on register.case_holder (case_number) where told = 'due';

create table register.case_document
(
    case_number text   not null,
    document    text   not null,
    kind        text   not null,
    filed_on    date   not null,
    filed_by    text   not null,
    struck_on   date,
    entered_seq bigint not null,
    constraint "document-filed-twice" primary key (case_number, document, entered_seq),
    constraint "case-not-opened (document)" foreign key (case_number) references register.case_file
);

-- The way a case went: every step done and every time it was sent back, in order.
create table register.case_step
(
    case_number text   not null,
    seq         bigint not null,
    kind        text   not null,
    step        text   not null,
    next_step   text,
    actor       text   not null,
    authority   text   not null,
    done_on     date   not null,
    reasons     text[] not null default '{}',
    words       text,
    constraint "case-step-already-done" primary key (case_number, seq),
    constraint "case-not-opened (step)" foreign key (case_number) references register.case_file
);

create table register.notice
(
    id          uuid   not null,
    procedure   text   not null,
    collective  text   not null,
    posted_on   date   not null,
    last_day    date   not null,
    start_photo text,
    end_photo   text,
    closed_on   date,
    entered_seq bigint not null,
    constraint "notice-already-opened" primary key (id),
    constraint "collective-not-registered (notice)" foreign key (collective) references register.collective
);

create index notice_by_collective on register.notice (collective);

create table register.notice_case
(
    notice      uuid    not null,
    case_number text    not null,
    position    integer not null,
    constraint "case-listed-twice" primary key (notice, case_number),
    constraint "notice-not-opened" foreign key (notice) references register.notice,
    constraint "case-not-opened (notice)" foreign key (case_number) references register.case_file
);

create index notice_case_by_case on register.notice_case (case_number);

create table register.objection
(
    id          uuid   not null,
    case_number text   not null,
    notice      uuid   not null,
    receipt     text   not null,
    parcel      text,
    words       text   not null,
    raised_by   text   not null,
    raised_on   date   not null,
    upheld      boolean,
    answer      text,
    resolved_on date,
    entered_seq bigint not null,
    constraint "objection-already-raised" primary key (id),
    constraint "objection-receipt-already-given" unique (receipt),
    constraint "case-not-opened (objection)" foreign key (case_number) references register.case_file
);

create index objection_by_case on register.objection (case_number);

create table register.certificate_receipt
(
    certificate uuid    not null,
    receiver    uuid    not null,
    agent       boolean not null,
    receipt     text    not null,
    handed_on   date    not null,
    case_number text    not null,
    constraint "certificate-handed-over-twice" primary key (certificate)
);

grant select on register.case_file, register.case_subject, register.case_holder, register.case_document, register.case_step,
    register.notice, register.notice_case, register.objection, register.certificate_receipt to rr_app;

-- A household that joined another, or of which nobody is alive, stands no longer.
alter table register.household
    add column ended_on date;

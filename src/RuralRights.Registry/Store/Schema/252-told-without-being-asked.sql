-- Of those whom a case touches, who is asked to confirm it and who is only told.
alter table register.case_holder add column asked boolean not null default true;

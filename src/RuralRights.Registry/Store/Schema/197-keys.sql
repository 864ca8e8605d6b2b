-- A rebuild compares tables row by row, so each has a key; those of facts that come more than once end with the fact's number.
alter table register.work_calendar add constraint "setting-already-made (calendar)" primary key (year, entered_seq);
drop index register.work_calendar_by_year;

alter table register.hold_yield add constraint "encumbrance-already-entered (yield)" primary key (encumbrance, entered_seq);
drop index register.hold_yield_by_encumbrance;

alter table register.dispute_step add constraint "dispute-already-opened (step)" primary key (dispute, entered_seq);
drop index register.dispute_step_by_dispute;

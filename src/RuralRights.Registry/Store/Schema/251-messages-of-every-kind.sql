-- What a message tells: that a case is open, that it was entered, what stands on a right, or what was reported or confirmed of
-- somebody. Of one case somebody may be told both at its opening and at its entry.
alter table outbox.holder_message add column about text not null default 'case-open';
update outbox.holder_message set about = 'right' where on_right is not null;
alter table outbox.holder_message drop constraint "holder-told-once";
alter table outbox.holder_message add constraint "holder-told-once" primary key (case_number, person, about);

-- Of a case the register itself knows who was not reached. Whoever was not reached with any other message waits here, for the
-- village of this collective to go.
alter table outbox.holder_message add column collective text, add column reached_on date;
update outbox.holder_message m
set collective = coalesce(
        (select r.collective from register.contract_right r where r.code = m.on_right),
        (select h.collective from register.homestead_right h where h.plot = m.on_right order by h.entered_seq desc limit 1))
where m.on_right is not null;
create index holder_message_to_reach on outbox.holder_message (collective) where not arrived and reached_on is null and about <> 'case-open';

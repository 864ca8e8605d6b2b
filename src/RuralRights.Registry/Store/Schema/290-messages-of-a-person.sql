-- A person reads what the register told them.
create index holder_message_by_person on outbox.holder_message (person);

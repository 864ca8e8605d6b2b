-- Who leaves a case when it is amended and comes back into it later is told anew: how often they came back.
alter table outbox.holder_message add column turn integer not null default 0;

-- A guardian proves for a ward; and what was consented to at a desk is taken back there in the same way.
alter table identity.confirmation
    add column ward      uuid,
    add column withdraws boolean not null default false;

alter table register.proof
    add column withdraws boolean not null default false;

-- What nothing reads: the terms of an offer or a transfer are read from its stream.
alter table register.listing drop column leases;
alter table register.transfer drop column contract_area, drop column term_to, drop column leases;

-- Who helped with a consent or witnessed it had a hand in the transfer.
create index proof_by_terms on register.proof (terms);

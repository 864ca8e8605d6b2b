-- What nothing reads: corrections are read from the ledger, and proofs are looked up by their id.
drop table register.parcel_correction;
drop index register.proof_by_terms;

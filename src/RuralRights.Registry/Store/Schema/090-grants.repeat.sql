-- What the application may do. It is granted once more whenever this changes, and takes nothing away that a later file grants. It appends to the ledger and reads everything that is derived from it; the tables of the
-- register change only through register.enter(), which works with its owner's rights.
revoke all on schema public from public;
grant usage on schema public to public;

grant usage on schema ledger, register to rr_app;
revoke all on all tables in schema ledger, register from rr_app;
revoke all on all functions in schema ledger, register from public, rr_app;

grant select on all tables in schema ledger, register to rr_app;
grant insert on ledger.mt_events, ledger.receipt, ledger.print_log to rr_app;
grant insert, update on ledger.mt_streams to rr_app;
grant usage, select on all sequences in schema ledger to rr_app;
grant execute on all functions in schema ledger, register to rr_app;

-- Where the projections stand is bookkeeping of the daemon, not history.
grant insert, update, delete on ledger.mt_event_progression, ledger.mt_high_water_skips, ledger.mt_doc_deadletterevent to rr_app;

-- People are added and looked up; wrapping keys anew is the owner's.
grant usage on schema vault to rr_app;
revoke all on all functions in schema vault from public;
grant execute on all functions in schema vault to rr_app;
grant select, insert on vault.secret, vault.person, vault.view_log to rr_app;
grant select, insert, update on vault.texts to rr_app;
grant select, insert on vault.document, vault.document_hand, vault.export_log to rr_app;
grant update (at) on vault.document_hand to rr_app;

grant usage on schema intake to rr_app;
grant select, insert, update, delete on all tables in schema intake to rr_app;
grant usage, select on all sequences in schema intake to rr_app;
revoke update, delete on intake.correction from rr_app;

grant usage on schema oversight to rr_app;
grant select, insert, update, delete, truncate on oversight.day_book to rr_app;

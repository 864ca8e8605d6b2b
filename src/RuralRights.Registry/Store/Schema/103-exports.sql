-- Every archive that left the register is a line of the audit log, with the address it went to.
alter table vault.export_log add column address text not null default coalesce(nullif(current_setting('rr.address', true), ''), '');

create or replace view oversight.audit_trail as
select at, who, address, act, what, why, outcome, id as ordinal
from oversight.audit_log
union all
select at, viewer, address, 'view', subject, purpose, 'done', id
from vault.view_log
union all
select at, printer, address, 'print', 'certificate/' || certificate, '打印证书 print the certificate', encode(sha256, 'hex'), id
from ledger.print_log
union all
select at, exporter, address, 'export', subject, purpose, sha256, id
from vault.export_log;

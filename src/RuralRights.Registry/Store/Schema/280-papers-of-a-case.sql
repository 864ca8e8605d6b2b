-- A row of a paper is a fact; whether the case has the paper already is asked before there is one.
alter table register.case_document drop constraint "document-filed-twice";
create index case_document_by_case on register.case_document (case_number);

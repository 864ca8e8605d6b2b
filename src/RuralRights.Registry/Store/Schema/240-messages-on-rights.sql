-- What is opened on a right without a case file, such as a hold, a dispute or a lost certificate, is told to those who hold it.
-- The message names the right; one of a case names none.
alter table outbox.holder_message add column on_right text;

-- A large county may have more held households than are inspected one by one at once. All of them are on the work list; these
-- are inspected alone when somebody turns to them.
alter table intake.work add column is_awaited boolean not null default false;

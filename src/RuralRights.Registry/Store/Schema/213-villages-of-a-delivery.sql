-- The villages of a delivery, by the names of its table of unit codes; people know a delivery by them and not by its folder.
alter table intake.delivery add column villages text[] not null default '{}';

-- The rule that a package broke which could not be read; null where the machine failed.
alter table intake.delivery add column trouble_rule text;

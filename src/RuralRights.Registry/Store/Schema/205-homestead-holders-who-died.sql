-- A holder who died stays on the list of those who hold a homestead together, with the day on which the register learned of it.
alter table register.homestead_holder add column died_on date;

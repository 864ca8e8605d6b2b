-- The day on which the step a case stands at was found overdue; null while it is not.
alter table register.case_file
    add column overdue_on date;

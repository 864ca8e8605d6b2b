-- How many rows each layer and table of a delivery has, as inspection read them, in the order of the standard. Empty until it
-- was inspected.
alter table intake.delivery
    add column layers json not null default '{}',
    add column tables json not null default '{}';

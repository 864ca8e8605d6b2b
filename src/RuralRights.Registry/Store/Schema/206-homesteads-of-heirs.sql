-- Heirs who are no household of the collective hold a homestead for themselves, and only because of the inherited house.
alter table register.homestead_right
    alter column household drop not null,
    add column only_for_the_house boolean not null default false;

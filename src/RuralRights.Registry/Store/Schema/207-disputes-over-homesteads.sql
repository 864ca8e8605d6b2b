-- A dispute is over contracted land or over a homestead; the code tells which, as it does for what holds them still.
alter table register.dispute
    drop constraint "right-not-registered (dispute)",
    add column contract text generated always as (case when substr(right_code, 13, 2) <> 'JC' then right_code end) stored,
    add column plot text generated always as (case when substr(right_code, 13, 2) = 'JC' then right_code end) stored,
    add constraint "right-not-registered (dispute)" foreign key (contract) references register.contract_right,
    add constraint "homestead-not-registered (dispute)" foreign key (plot) references register.homestead_plot;

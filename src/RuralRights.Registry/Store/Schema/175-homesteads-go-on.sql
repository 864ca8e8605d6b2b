-- A homestead goes on when its household joins another or is split: its right then has a row for each household that held it, and the
-- certificate stays the same paper. Two homesteads that stand at once never have one certificate.
alter table register.homestead_right
    drop constraint "property-certificate-entered-twice",
    add constraint "property-certificate-entered-twice" exclude using gist (certificate with =, period with &&);

-- What holds land still holds a homestead as well. The code tells which it is: digits and a letter, or a plot of the letters JC.
alter table register.encumbrance
    drop constraint "right-not-registered (encumbrance)",
    add column contract text generated always as (case when substr(right_code, 13, 2) <> 'JC' then right_code end) stored,
    add column plot text generated always as (case when substr(right_code, 13, 2) = 'JC' then right_code end) stored,
    add constraint "right-not-registered (encumbrance)" foreign key (contract) references register.contract_right,
    add constraint "homestead-not-registered (encumbrance)" foreign key (plot) references register.homestead_plot deferrable initially deferred;

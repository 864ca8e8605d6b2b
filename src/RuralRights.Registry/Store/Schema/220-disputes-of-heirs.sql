-- Who inherited a homestead and is of no household here brings a dispute for themselves.
alter table register.dispute
    alter column claimant drop not null,
    add column heir uuid,
    add constraint "not-the-claimant" check ((claimant is null) <> (heir is null));

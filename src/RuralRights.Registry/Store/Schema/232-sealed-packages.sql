-- A package that was handed in lies sealed under a key of its own, which lies here, wrapped by the master key. A delivery that
-- was read from a folder or zip of the office's own has none; the register keeps no copy of it.
alter table intake.delivery
    add column master_key smallint,
    add column wrapped    bytea,
    add constraint "package-key-is-whole" check ((master_key is null) = (wrapped is null));

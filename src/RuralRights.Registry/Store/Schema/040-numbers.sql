-- Numbers that the register gives out one after the other: certificate serials by year, business serials by day.
create table ledger.number
(
    kind   text    not null,
    period text    not null,
    last   integer not null,
    constraint "number-series" primary key (kind, period),
    constraint "numbers-have-six-digits" check (last between 1 and 999999)
);

-- Takes numbers and answers the first of them. They are taken in a transaction of their own, before the act's, so that no
-- act waits for another's commit; an act that then fails leaves a gap, never a number given twice. That transaction need
-- not wait for the disk: the act's own commit comes later in the same log and carries it along.
create function ledger.take_numbers(of_kind text, of_period text, many integer) returns integer
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as
$$
declare
    first integer;
    given integer := 0;
begin
    perform set_config('synchronous_commit', 'off', true);

    -- A delivery brings serials of its own; the first number of a year begins behind them.
    if of_kind = 'certificate' and not exists (select from ledger.number where kind = of_kind and period = of_period) then
        select coalesce(max(substring(serial from '第([0-9]{6})号')::integer), 0)
        into given
        from register.certificate
        where serial like '%（' || of_period || '）%';
    end if;

    insert into ledger.number as series (kind, period, last)
    values (of_kind, of_period, given + many)
    on conflict (kind, period) do update set last = series.last + many
    returning last - many + 1 into first;
    return first;
end
$$;

revoke all on function ledger.take_numbers from public;
grant execute on function ledger.take_numbers to rr_app;

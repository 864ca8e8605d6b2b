using Npgsql;

namespace RuralRights.Registry.Oversight;

/// <summary>The county in figures.</summary>
public sealed record Overview(long Collectives, long Households, long Parcels, decimal Area, long Rights, long Certificates, long OpenTransfers, long Facts)
{
    /// <summary>Counts what the register holds.</summary>
    public static async Task<Overview> Of(NpgsqlDataSource register, CancellationToken cancel) =>
        (await register.First(
            """
            select (select count(*) from register.collective),
                   (select count(*) from register.household where ended_on is null),
                   (select count(*) from register.parcel where retired_on is null),
                   (select coalesce(sum(contract_area), 0) from register.holding where ended_seq is null),
                   (select count(*) from register.contract_right where ended_on is null),
                   (select count(*) from register.certificate where status = 'current'),
                   (select count(*) from register.transfer where state not in ('registered', 'withdrawn', 'refused')),
                   (select count(*) from ledger.mt_events)
            """,
            row => new Overview(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetDecimal(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)),
            cancel))!;
}

using Npgsql;
using RuralRights.Registry.Oversight;
using RuralRights.Web.Layout;

namespace RuralRights.Web.Oversight;

/// <summary>The ledger as people read it.</summary>
public static class OversightPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger", Show);

    private static async Task<IResult> Show(long? before, string? type, NpgsqlDataSource register, CancellationToken cancel) =>
        Page.Of<DayBookPage>(new
        {
            Entries = await LedgerBook.Before(register, before ?? long.MaxValue, string.IsNullOrEmpty(type) ? null : type, DayBookPage.PageSize, cancel),
            Counts = await LedgerBook.Counts(register, cancel),
            Type = type,
            Before = before ?? long.MaxValue,
        });
}

using System.Globalization;
using System.Text;
using RuralRights.Registry.Oversight;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Oversight;

/// <summary>The audit log, for the auditor: one page with filters, and an export, which is an entry of its own.</summary>
public static class AuditPages
{
    private const int Exported = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Show);
        routes.MapGet("/audit.csv", Export);
    }

    private static async Task<IResult> Show(string? before, string? act, string? who, AuditTrail audit, CancellationToken cancel) => Page.Of<AuditPage>(new
    {
        Lines = await audit.Before(MomentOf(before), Given(act), Given(who), AuditPage.PageSize, cancel),
        Act = act,
        Who = who,
    });

    private static async Task<IResult> Export(string? before, string? act, string? who, Visitor reader, AuditTrail audit, CancellationToken cancel)
    {
        await audit.Note(reader.Actor!.ToString()!, "export", "audit", $"act {Given(act) ?? "*"}, who {Given(who) ?? "*"}");
        var text = new StringBuilder("\uFEFFat,who,address,act,what,why,outcome\r\n");
        foreach (var line in await audit.Before(MomentOf(before), Given(act), Given(who), Exported, cancel))
            text.AppendJoin(',', new[] { line.At.ToString("O", CultureInfo.InvariantCulture), line.Who, line.Address, line.Act, line.What, line.Why, line.Outcome }.Select(Quoted)).Append("\r\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "audit.csv");
    }

    // A cell that begins like a formula would be run by the program that opens the file.
    private static string Quoted(string cell) => $"\"{(cell is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset MomentOf(string? before) =>
        DateTimeOffset.TryParse(before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

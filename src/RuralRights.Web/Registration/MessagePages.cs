using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>What the register told somebody and those for whom they speak.</summary>
public static class MessagePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/messages", List);

    private static async Task<IResult> List(int? page, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var me = who.Actor!.Person;
        Guid[] people = [me, .. (await GuardianLine.WardsOf(office.Desk, register, me, office.Today, cancel)).Where(ward => ward != me)];
        var number = Math.Max(1, page ?? 1);
        var lines = await ToldLine.Of(register, people, (number - 1) * MessagesPage.PageSize, MessagesPage.PageSize, cancel);
        return Page.Of<MessagesPage>(new
        {
            Lines = (IReadOnlyList<ToldLine>)lines,
            Number = number,
            All = await ToldLine.Count(register, people, cancel),
            Links = await Links(lines, people, who, register, cancel),
            HasWards = people.Length > 1,
            Names = await names.InFull(who, people, cancel),
        });
    }

    /// <summary>Where what a message is about can be read; what the reader may not see any more has none.</summary>
    private static async Task<IReadOnlyDictionary<string, (string Href, Procedure? Case)>> Links(
        IReadOnlyList<ToldLine> lines, Guid[] people, Visitor who, NpgsqlDataSource register, CancellationToken cancel)
    {
        var household = who.Household ?? "";
        var links = new Dictionary<string, (string Href, Procedure? Case)>(StringComparer.Ordinal);
        if (lines.Any(line => line.Right is null))
            foreach (var sheet in await CaseSheet.OfHousehold(register, household, people, cancel)) links[sheet.Number] = ($"/cases/{sheet.Number}", sheet.Procedure);
        if (lines.All(line => line.Right is null)) return links;

        var homesteads = await HomesteadSheet.OfPeople(register, [people[0]], cancel);
        if (household.Length > 0)
        {
            foreach (var right in await RightSheet.OfHousehold(register, household, cancel)) links[right.Code] = ($"/rights/{right.Code}", null);
            homesteads.AddRange(await HomesteadSheet.OfHousehold(register, household, cancel));
        }

        foreach (var homestead in homesteads) links[homestead.Plot] = ($"/homesteads/{homestead.Plot}", null);
        return links;
    }
}

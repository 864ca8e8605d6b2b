using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Sheets;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Tenure;

/// <summary>Rights to contracted land: the farmer's own on one screen, and each by itself.</summary>
public static class RightPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rights/{code:length(19)}", Show);
        routes.MapGet("/rights/{code:length(19)}/choices", Choose);
        routes.MapGet("/rights/{code:length(19)}/choices/sheet", ShowSheet);
        routes.MapGet("/rights/{code:length(19)}/choices/sheet.pdf", PrintSheet);
    }

    /// <summary>The farmer's home.</summary>
    internal static async Task<IResult> Mine(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await HouseholdSheet.Of(register, who.Household!, cancel) is not { } household) return Page.Missing;

        var rights = await RightSheet.OfHousehold(register, household.Code, cancel);
        var (found, guardians) = (await IncapacityLine.Of(register, household.People, cancel), await GuardianLine.Of(office.Desk, register, household.People, office.Today, cancel));
        var homesteads = await HomesteadSheet.OfHousehold(register, household.Code, cancel);
        return Page.Of<MyRights>(new
        {
            Found = found,
            Guardians = guardians,
            Household = household,
            Rights = rights,
            Homesteads = (IReadOnlyList<HomesteadSheet>)homesteads,
            Holds = await StandingHold.OfRights(register, [.. rights.Select(right => right.Code), .. homesteads.Select(homestead => homestead.Plot)], office.Today, cancel),
            Memberships = await Roster.OfPerson(register, who.Actor!.Person, cancel),
            Transfers = await TransferSheet.OfHousehold(register, household.Code, cancel),
            Cases = (IReadOnlyList<CaseSheet>)[.. (await CaseSheet.OfHousehold(register, household.Code, [who.Actor!.Person], cancel)).Where(sheet => sheet.IsOpen)],
            Asking = (IReadOnlyCollection<string>)await CaseSheet.Asking(register, [who.Actor!.Person], cancel),
            Sketch = await Sketch.Of(register, [.. rights.SelectMany(right => right.Held).Select(parcel => parcel.Parcel)], cancel),
            Names = await names.InFull(who, [.. household.People, .. found.Select(one => one.Guardian), .. guardians.Select(line => line.Guardian)], cancel),
        });
    }

    private static async Task<IResult> Show(string code, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await RightSheet.Of(register, code, cancel) is not { } right) return Page.Missing;
        if (!who.MaySee(right.Household) && !(who.ReadsItsPlace && await register.Serves(who.Actor, right.Collective, office.Today, cancel))) return Page.Closed;

        var representative = (await HouseholdSheet.Representatives(register, [right.Household], cancel))[right.Household];
        var parcels = right.Held.Any() ? right.Held : right.Parcels;
        var holds = await StandingHold.OfRights(register, [code], office.Today, cancel);
        return Page.Of<RightPage>(new
        {
            Right = right,
            Holds = holds,
            Command = Guid.CreateVersion7(),
            Representative = representative,
            Entries = await LedgerBook.OfStreams(register, [Streams.Right(code)], cancel),
            Sketch = await Sketch.Of(register, [.. parcels.Select(parcel => parcel.Parcel)], cancel),
            Names = await names.For(who, right.Household, [representative, .. holds.Select(hold => hold.Setter).OfType<Guid>()], cancel),
        });
    }

    private static async Task<IResult> Choose(string code, Visitor who, NpgsqlDataSource register, CancellationToken cancel) =>
        await RightSheet.Of(register, code, cancel) is not { } right ? Page.Missing
        : right.Household != who.Household ? Page.Closed
        : Page.Of<Choices>(new { Right = right });

    private static async Task<IResult> ShowSheet(string code, Visitor who, NpgsqlDataSource register, CancellationToken cancel) =>
        await RightSheet.Of(register, code, cancel) is not { } right ? Page.Missing
        : !who.MaySee(right.Household) ? Page.Closed
        : Page.Of<ChoicesSheetPage>(new { Right = right });

    private static async Task<IResult> PrintSheet(
        string code, Visitor who, Office office, NpgsqlDataSource register, Names names, CertificateFonts fonts, AuditTrail audit, CancellationToken cancel)
    {
        if (await RightSheet.Of(register, code, cancel) is not { } right) return Page.Missing;
        if (!who.MaySee(right.Household)) return Page.Closed;

        var representative = (await HouseholdSheet.Representatives(register, [right.Household], cancel))[right.Household];
        var name = (await names.For(who, right.Household, [representative], cancel))[representative];
        var sheet = new ChoicesSheet(right.Code, right.CollectiveName, name, right.Held.Count(), right.Area, right.Terms);
        await audit.Note(who.Actor!.ToString()!, "print", Streams.Right(code), "打印四种办法告知单 print the information sheet");
        return new ChoicesPress(fonts).Print([sheet], office.Today) switch
        {
            Printing.Printed printed => TypedResults.File(printed.Pdf, "application/pdf", $"{right.Code}-choices.pdf"),
            Printing.CannotPrint cannot => Page.Of<ChoicesSheetPage>(new { Right = right, cannot.Obstacles }, StatusCodes.Status422UnprocessableEntity),
            _ => Page.Missing,
        };
    }
}

using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Households;

/// <summary>A household: its people, its rights and its history.</summary>
public static class HouseholdPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/households/{code:length(18)}", Show);

    private static async Task<IResult> Show(string code, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (!who.MaySee(code) && !who.ReadsItsPlace) return Page.Closed;
        if (await HouseholdSheet.Of(register, code, cancel) is not { } household) return Page.Missing;
        if (!who.MaySee(code) && !await register.Serves(who.Actor, household.Collective, office.Today, cancel)) return Page.Closed;

        var rights = await RightSheet.OfHousehold(register, code, cancel);
        var homesteads = await HomesteadSheet.OfHousehold(register, code, cancel);
        var transfers = await TransferSheet.OfHousehold(register, code, cancel);
        string[] streams = [Streams.Household(code), .. rights.Select(right => Streams.Right(right.Code)), .. homesteads.Select(homestead => Streams.Homestead(homestead.Plot)), .. transfers.Select(transfer => Streams.Transfer(transfer.Id))];
        var holds = await StandingHold.OfHouseholds(register, [code], office.Today, cancel);
        return Page.Of<HouseholdPage>(new
        {
            Household = household,
            Rights = rights,
            Homesteads = (IReadOnlyList<HomesteadSheet>)homesteads,
            Holds = holds,
            Transfers = transfers,
            Objections = await ObjectionSheet.OpenAgainstHousehold(register, code, cancel),
            Cases = await CaseSheet.OfHousehold(register, code, [], cancel),
            Filed = await FiledDocument.OfHousehold(register, code, cancel),
            Entries = await LedgerBook.OfStreams(register, streams, cancel),
            Sketch = await Sketch.Of(register, [.. rights.SelectMany(right => right.Held).Select(parcel => parcel.Parcel), .. homesteads.Select(homestead => homestead.Plot)], cancel),
            Names = await names.For(who, household.Code, household.People.Concat(holds.Select(hold => hold.Setter).OfType<Guid>()), cancel),
        });
    }
}

using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Web.Exits;
using RuralRights.Web.Households;
using RuralRights.Web.Oversight;
using RuralRights.Web.Registration;
using RuralRights.Web.SignIn;
using RuralRights.Web.Tenure;

namespace RuralRights.Web.Layout;

/// <summary>The first page, which is another one for everybody.</summary>
public static class HomePages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", (Visitor who, Office office, NpgsqlDataSource register, Names names, AskForEntry entry, CancellationToken cancel) => who.Actor switch
        {
            Actor.Farmer { HasHousehold: false } => OwnPages.Mine(who, office, register, names, cancel),
            Actor.Farmer => RightPages.Mine(who, office, register, names, cancel),
            Actor.Chair => RequestPages.List(who, office, register, names, cancel),
            Actor.Administrator => Task.FromResult(Page.See("/accounts")),
            { } when who.ReadsAll => Desk(who, office, register, names, entry, cancel),
            { } => Quiet(who, office, register, names, cancel),
            null => Task.FromResult<IResult>(Page.Of<Home>()),
        });

    private static async Task<IResult> Quiet(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var toConfirm = who.Actor is Actor.TownshipOfficer ? await ToConfirm.By(office.Desk, office.County, register, office.ActOf(who), cancel) : [];
        return Page.Of<QuietHome>(new
        {
            Waiting = await CasePages.WaitingAt(who, office, register, cancel),
            ToReach = who.Actor is Actor.VillageClerk clerk ? (await Undelivered.In(register, await Served.By(register, clerk, office.Today, cancel), cancel)).Count : 0,
            ToConfirm = toConfirm,
            Names = await names.For(who, toConfirm.Select(one => one.Person), cancel),
        });
    }

    private static async Task<IResult> Desk(Visitor who, Office office, NpgsqlDataSource register, Names names, AskForEntry entry, CancellationToken cancel)
    {
        var transfers = await TransferSheet.Open(register, cancel);
        return Page.Of<OverviewPage>(new
        {
            Overview = await Overview.Of(register, cancel),
            Transfers = transfers,
            Waiting = await CasePages.WaitingAt(who, office, register, cancel),
            ToEnter = WorkPages.MayAct(who) ? await entry.Waiting(office.County, who.Actor!, cancel) : [],
            Names = await names.For(who, transfers.SelectMany(transfer => transfer.Parties), cancel),
        });
    }
}

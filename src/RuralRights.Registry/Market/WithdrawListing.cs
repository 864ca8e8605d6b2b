using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Market;

public static partial class MarketActs
{
    /// <summary>Takes an offer back.</summary>
    public static Task<Answer> Enter(this Desk desk, WithdrawListing command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Listing(command.Listing)),
            async read =>
            {
                var listing = await read.State<Listing>(Streams.Listing(command.Listing), cancel);
                var household = await read.State<Household>(Streams.Household(listing.Household), cancel);
                var act = by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), await read.CaseOf(Streams.Listing(command.Listing), cancel));
                return command.Decide(listing, household, act);
            },
            cancel);
}

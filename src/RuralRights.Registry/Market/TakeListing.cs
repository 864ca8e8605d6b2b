using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Market;

public static partial class MarketActs
{
    /// <summary>Takes an offer, which opens a transfer.</summary>
    public static Task<Answer> Enter(this Desk desk, TakeListing command, Submission by, CancellationToken cancel = default)
    {
        var transfer = Guid.CreateVersion7();
        return desk.Enter(
            by.Ask(command, Streams.Listing(command.Listing), Streams.Household(command.By)),
            async read =>
            {
                var listing = await read.State<Listing>(Streams.Listing(command.Listing), cancel);
                var right = await read.State<ContractRight>(Streams.Right(listing.Right), cancel);
                var taker = await read.State<Household>(Streams.Household(command.By), cancel);
                var act = by.Act(await read.AuthorityOf(by.Actor, by.Today, cancel), await read.CaseOf(Streams.Listing(command.Listing), cancel));
                var speaker = await desk.CapacityOf(read, by.Actor.Person, by.Today, cancel);
                return speaker.Speak(act, spoken => command.Decide(listing, right, taker, transfer, spoken));
            },
            cancel);
    }
}

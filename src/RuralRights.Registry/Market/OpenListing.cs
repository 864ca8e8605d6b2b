using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Market;

/// <summary>Acts in a collective's room.</summary>
public static partial class MarketActs
{
    /// <summary>Offers parcels for paid transfer.</summary>
    public static Task<Answer> Enter(this Desk desk, OpenListing command, Submission by, CancellationToken cancel = default)
    {
        var listing = Guid.CreateVersion7();
        return desk.Enter(
            by.Ask(command, Streams.Right(command.Right)),
            async read =>
            {
                var right = await read.State<ContractRight>(Streams.Right(command.Right), cancel);
                var household = await read.State<Household>(Streams.Household(right.Household), cancel);
                var onOffer = await read.ParcelsOnOffer(command.Right, cancel);
                var speaker = await desk.CapacityOf(read, by.Actor.Person, by.Today, cancel);
                return await read.InNewCase(by, act => speaker.Speak(act, spoken => command.Decide(right, household, onOffer, listing, spoken)), cancel);
            },
            cancel);
    }

    private static async Task<IReadOnlyCollection<string>> ParcelsOnOffer(this Reading reading, string right, CancellationToken cancel)
    {
        await using var question = new NpgsqlCommand("select parcel from register.listing_parcel where right_code = $1 and live", reading.Register);
        question.Parameters.Add(new() { Value = right });
        await using var reader = await question.ExecuteReaderAsync(cancel);
        var parcels = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) parcels.Add(reader.GetString(0));
        return parcels;
    }
}

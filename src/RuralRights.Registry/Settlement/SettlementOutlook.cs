using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Settlement;

/// <summary>What somebody may do with what stands of a person. There is no second copy of the law here: each act is asked whether it would be entered.</summary>
/// <param name="Record">What keeps the actor from recording it as checked; null when nothing does.</param>
/// <param name="Correct">What keeps the actor from putting it right; null when nothing does.</param>
public sealed record SettlementOutlook(Decision.Refused? Record, Decision.Refused? Correct)
{
    private const string AnyWords = "…";

    /// <summary>Asks the acts.</summary>
    public static Task<SettlementOutlook> Of(Desk desk, string county, Guid person, Act act, CancellationToken cancel) => desk.Look(
        county,
        async read =>
        {
            var (known, household, collective) = await read.Standing(person, cancel);
            var relatives = await read.RelativesOf(act.Actor.Person, cancel);
            return new SettlementOutlook(
                new RecordSettlement(person, [AnyWords]).Decide(known, household, collective, relatives, [], act) as Decision.Refused,
                new CorrectSettlement(person, null, AnyWords).Decide(known, household, collective, relatives, [], act) as Decision.Refused);
        },
        cancel);

    /// <summary>The village that people of a household come from: that under which its collective is placed on the day, which its code need not say.</summary>
    public static Task<string> VillageOf(Desk desk, string county, string household, DateOnly day, CancellationToken cancel) => desk.Look(
        county,
        async read =>
        {
            var home = await read.State<Household>(Streams.Household(household), cancel);
            return (await read.State<Collective>(Streams.Collective(home.Collective), cancel)).PlacedOn(day).Village;
        },
        cancel);
}

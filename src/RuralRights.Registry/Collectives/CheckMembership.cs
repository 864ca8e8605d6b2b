using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>Acts about memberships.</summary>
public static partial class MembershipActs
{
    /// <summary>Checks a claim. The other counties are asked only once nothing else stands in the way, so that nobody tries people out.</summary>
    public static Task<Answer> Enter(this Desk desk, CheckMembership command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Case(command.Case)),
            async read =>
            {
                var (file, books, act) = await read.CaseAtHand(command.Case, command.Letter is { } letter ? [letter] : [], by, cancel);
                if (command.Decide(file, books, CityAnswer.Clear, act) is Decision.Refused refused) return refused;

                var settings = books.County.On(act.Today);
                return command.Decide(
                    file, books,
                    await desk.City.Ask(
                        read, RecordResolution.PersonOf(file.Change!), settings.Has(CountySettings.CityCounties) ? settings.Of(CountySettings.CityCounties) : null,
                        settings.Has(CountySettings.CityExchange) ? settings.Of(CountySettings.CityExchange) : [], by.Actor, cancel),
                    act);
            },
            cancel);
}

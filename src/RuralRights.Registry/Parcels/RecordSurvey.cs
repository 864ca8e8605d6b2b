using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Parcels;

/// <summary>Acts on parcels.</summary>
public static partial class ParcelActs
{
    /// <summary>Takes in a surveyed parcel.</summary>
    public static Task<Answer> Enter(this Desk desk, RecordSurvey command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Parcel(command.Parcel), Streams.Collective(command.Collective)),
            async read =>
            {
                var known = await read.State<Parcel>(Streams.Parcel(command.Parcel), cancel);
                var owner = await read.State<Collective>(Streams.Collective(command.Collective), cancel);
                return await read.InNewCase(by, act => command.Decide(known, owner, act), cancel);
            },
            cancel);
}

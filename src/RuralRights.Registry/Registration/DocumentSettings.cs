using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>What a county takes as a document, by its settings of a day.</summary>
public static class DocumentSettings
{
    /// <summary>How large documents may be on a day, and of which kinds.</summary>
    public static async Task<DocumentLimits> DocumentLimits(this Desk desk, string county, DateOnly day, CancellationToken cancel) =>
        Domain.Registration.DocumentLimits.Of((await desk.Look(county, reading => reading.TheCounty(cancel), cancel)).On(day));
}

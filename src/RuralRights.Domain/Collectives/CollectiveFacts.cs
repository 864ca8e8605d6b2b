using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>Level at which a collective (农村集体经济组织) owns its land.</summary>
public enum CollectiveLevel
{
    /// <summary>Villager group 村民小组.</summary>
    Group,

    /// <summary>Village 村.</summary>
    Village,

    /// <summary>Township 乡镇.</summary>
    Township,
}

/// <summary>A collective entered the register as owner and issuer (发包方) of its land.</summary>
/// <param name="Collective">14-digit issuer code.</param>
/// <param name="Name">Full name.</param>
/// <param name="Level">Level of ownership; a neighbour group of the same village is another collective.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CollectiveRegistered(string Collective, string Name, CollectiveLevel Level, string County, Provenance Provenance) : IFact;

/// <summary>
/// A collective came under another village desk or township from a day on, because divisions were merged, split or renamed
/// (行政区划调整). Its code, its land and its members stay what they were.
/// </summary>
/// <param name="Collective">14-digit issuer code, which never changes within a term.</param>
/// <param name="Village">12-digit code of the village desk that serves it.</param>
/// <param name="Township">Nine-digit code of the township that serves it.</param>
/// <param name="From">First day.</param>
/// <param name="Source">Document of the change.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CollectivePlaced(string Collective, string Village, string Township, DateOnly From, string Source, Provenance Provenance) : IFact;

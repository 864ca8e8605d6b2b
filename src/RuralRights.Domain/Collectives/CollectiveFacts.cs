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

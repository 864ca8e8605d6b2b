namespace RuralRights.Domain.Households;

/// <summary>A contractor as decisions see it.</summary>
public sealed record Household(
    string Code,
    string Collective,
    ContractorKind Kind,
    Guid Representative,
    IReadOnlyList<HouseholdMember> Members)
{
    /// <summary>Before anything is known.</summary>
    public static readonly Household Unknown = new("", "", ContractorKind.Household, Guid.Empty, []);

    /// <summary>True once the household stands in the register.</summary>
    public bool IsRegistered => Code.Length > 0;

    /// <summary>Everyone who shares the right (共有人) and whose consent an exit needs.</summary>
    /// <remarks>A delivery that lists no co-holder at all leaves the representative, so that no right is ever without a consent to ask for.</remarks>
    public IEnumerable<Guid> CoHolders => Members.Any(member => member.CoHolder)
        ? Members.Where(member => member.CoHolder).Select(member => member.Person)
        : [Representative];

    /// <summary>True when it is a household (农户) of this very collective; a neighbour group is another collective.</summary>
    public bool BelongsTo(string collective) => IsRegistered && Kind == ContractorKind.Household && Collective == collective;

    /// <summary>True when the person is one of the household.</summary>
    public bool Includes(Guid person) => Representative == person || Members.Any(member => member.Person == person);

    /// <summary>Applies one fact; an unknown fact changes nothing.</summary>
    public Household Evolve(object fact) => fact switch
    {
        HouseholdRegistered e => new(e.Household, e.Collective, e.Kind, e.Representative, e.Members),
        _ => this,
    };
}

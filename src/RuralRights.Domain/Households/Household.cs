using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>A contractor as decisions see it.</summary>
public sealed record Household(
    string Code,
    string Collective,
    ContractorKind Kind,
    Guid Representative,
    IReadOnlyList<HouseholdMember> Members,
    bool HasEnded = false,
    DateOnly? BarredUntil = null) : IState<Household>
{
    // Codes of GB/T 4761: the person themselves, the head of the household, and other.
    private const string Self = "01";
    private const string Head = "02";
    private const string OtherRelation = "80";

    /// <inheritdoc/>
    public static Household Unknown { get; } = new("", "", ContractorKind.Household, Guid.Empty, []);

    /// <summary>True once the household stands in the register.</summary>
    public bool IsRegistered => Code.Length > 0;

    /// <summary>The list of everybody in it, each marked as sharing the right or not: what a new list is made from.</summary>
    /// <remarks>
    /// A delivery that marks no co-holder at all leaves the representative, so that no right is ever without a consent to ask for; one
    /// that leaves the representative out of the list does not put them out of the household.
    /// </remarks>
    public IReadOnlyList<HouseholdMember> MembersAsHolders
    {
        get
        {
            var isMarked = Members.Any(member => member.CoHolder);
            HouseholdMember[] left = Members.Any(member => member.Person == Representative)
                ? []
                : [new(Representative, Members.Any(member => member.Relation is Self or Head) ? OtherRelation : Head, false, null)];
            return [.. Members.Concat(left).Select(member => isMarked || member.Person != Representative ? member : member with { CoHolder = true })];
        }
    }

    /// <summary>Everyone who shares the right (共有人) and whose consent an exit needs.</summary>
    public IEnumerable<Guid> CoHolders => MembersAsHolders.Where(member => member.CoHolder).Select(member => member.Person);

    /// <summary>True when it is a household (农户) of this very collective; a neighbour group is another collective.</summary>
    public bool BelongsTo(string collective) =>
        IsRegistered && !HasEnded && Kind == ContractorKind.Household && Collective == collective;

    /// <summary>True when the farmer acts for this household and is its representative or a co-holder.</summary>
    public bool MayBeSpokenForBy(Actor.Farmer farmer) =>
        IsRegistered && farmer.Household == Code && (farmer.Person == Representative || CoHolders.Contains(farmer.Person));

    /// <summary>The representative and every member.</summary>
    public IEnumerable<Guid> People => Members.Select(member => member.Person).Prepend(Representative).Distinct();

    /// <summary>True when the person is one of the household.</summary>
    public bool Includes(Guid person) => Representative == person || Members.Any(member => member.Person == person);

    /// <inheritdoc/>
    public Household Evolve(object fact) => fact switch
    {
        HouseholdRegistered e => new(e.Household, e.Collective, e.Kind, e.Representative, e.Members),
        RepresentativeChanged e => this with { Representative = e.Representative },
        HouseholdMembersChanged e => this with { Members = e.Members },
        HouseholdEnded => this with { HasEnded = true },
        HouseholdBarred e => this with { BarredUntil = BarredUntil > e.Until ? BarredUntil : e.Until },
        _ => this,
    };
}

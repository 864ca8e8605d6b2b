using System.Collections.Immutable;
using RuralRights.Domain.Households;

namespace RuralRights.Domain.Law;

/// <summary>A person said who is a relative of theirs, so that they are kept out of that relative's cases.</summary>
/// <param name="Person">Who said it.</param>
/// <param name="Relative">Opaque id of the relative in the people vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RelativeDeclared(Guid Person, Guid Relative, Provenance Provenance) : IFact;

/// <summary>A person's relatives as <see cref="Conflict"/> asks for them: whom they declared, who declared them, and whom they share a household with.</summary>
/// <param name="Declared">Whom the person declared.</param>
/// <param name="Household">Whom the person lives in one household with.</param>
public sealed record Relatives(ImmutableHashSet<Guid> Declared, ImmutableHashSet<Guid> Household) : IState<Relatives>
{
    /// <inheritdoc/>
    public static Relatives Unknown { get; } = new([], []);

    /// <summary>Who declared the person: kinship holds both ways, whoever said it.</summary>
    public ImmutableHashSet<Guid> DeclaredBy { get; init; } = [];

    /// <summary>Everybody who counts as a relative.</summary>
    public IEnumerable<Guid> People => Declared.Concat(DeclaredBy).Concat(Household);

    /// <summary>With the people of the person's own households, who are relatives without being declared.</summary>
    public Relatives LivingIn(Guid person, IEnumerable<Household> own) => this with
    {
        Household = [.. own.Where(household => household.Includes(person)).SelectMany(household => household.People).Where(one => one != person)],
    };

    /// <inheritdoc/>
    public Relatives Evolve(object fact) => fact switch
    {
        RelativeDeclared e => this with { Declared = Declared.Add(e.Relative) },
        _ => this,
    };
}

using System.Collections.Immutable;
using RuralRights.Domain.Households;

namespace RuralRights.Domain.Law;

/// <summary>A person said who is a relative of theirs, so that they are kept out of that relative's cases.</summary>
/// <param name="Person">Who said it.</param>
/// <param name="Relative">Opaque id of the relative in the people vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RelativeDeclared(Guid Person, Guid Relative, Provenance Provenance) : IFact;

/// <summary>An administrator asked to strike a declaration out, because it is not true; until another one decides, it counts.</summary>
/// <param name="Person">Who had declared.</param>
/// <param name="Relative">Whom.</param>
/// <param name="Words">SHA-256 of the reason, see <see cref="SealedWords"/>.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RelativeQuestioned(Guid Person, Guid Relative, string Words, Provenance Provenance) : IFact;

/// <summary>A second administrator found the declaration untrue; it does not count any more.</summary>
/// <param name="Person">Who had declared.</param>
/// <param name="Relative">Whom.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RelativeStruck(Guid Person, Guid Relative, Provenance Provenance) : IFact;

/// <summary>The declaration stays: an administrator found it true, or who had asked took that back.</summary>
/// <param name="Person">Who had declared.</param>
/// <param name="Relative">Whom.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RelativeUpheld(Guid Person, Guid Relative, Provenance Provenance) : IFact;

/// <summary>A person's relatives as <see cref="Conflict"/> asks for them: whom they declared, who declared them, and whom they share a household with.</summary>
/// <param name="Declared">Whom the person declared.</param>
/// <param name="Household">Whom the person lives in one household with.</param>
public sealed record Relatives(ImmutableHashSet<Guid> Declared, ImmutableHashSet<Guid> Household) : IState<Relatives>
{
    /// <inheritdoc/>
    public static Relatives Unknown { get; } = new([], []);

    /// <summary>Who declared the person: kinship holds both ways, whoever said it.</summary>
    public ImmutableHashSet<Guid> DeclaredBy { get; init; } = [];

    /// <summary>Whose declaration is questioned, and by whom, as facts name actors.</summary>
    public ImmutableDictionary<Guid, string> Questioned { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    /// <summary>Whom the person had declared without its being true.</summary>
    public ImmutableHashSet<Guid> Struck { get; init; } = [];

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
        RelativeQuestioned e => this with { Questioned = Questioned.SetItem(e.Relative, e.Provenance.Actor) },
        RelativeUpheld e => this with { Questioned = Questioned.Remove(e.Relative) },
        RelativeStruck e => this with { Declared = Declared.Remove(e.Relative), Questioned = Questioned.Remove(e.Relative), Struck = Struck.Add(e.Relative) },
        _ => this,
    };
}

using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>Why somebody does not act for themselves in law.</summary>
public enum WardGround
{
    /// <summary>Is under eighteen 未成年.</summary>
    Minor,

    /// <summary>Is of age, and a court found that the person cannot act, or not fully 法院认定无民事行为能力或者限制民事行为能力.</summary>
    LacksCapacity,
}

/// <summary>A guardian was named for somebody (登记监护人); the last one named is the guardian.</summary>
/// <param name="Ward">Who does not act for themselves.</param>
/// <param name="Guardian">Who acts for them.</param>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Ground">Why.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record GuardianNamed(Guid Ward, Guid Guardian, string Household, WardGround Ground, string Document, Provenance Provenance) : IFact;

/// <summary>A guardianship ended before the register would have known it by itself (监护终止).</summary>
/// <param name="Ward">Who acts for themselves again.</param>
/// <param name="Household">18-digit code of the ward's household.</param>
/// <param name="Document">SHA-256 of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record GuardianshipEnded(Guid Ward, string Household, string Document, Provenance Provenance) : IFact;

/// <summary>The guardianship of one person as decisions see it (监护).</summary>
/// <param name="Ward">Whose.</param>
/// <param name="Guardian">Who acts for them; empty when nobody was named.</param>
/// <param name="Ground">Why.</param>
public sealed record Guardianship(Guid Ward, Guid Guardian, WardGround Ground) : IState<Guardianship>
{
    /// <inheritdoc/>
    public static Guardianship Unknown { get; } = new(Guid.Empty, Guid.Empty, WardGround.Minor);

    /// <summary>True once a guardian was named and not taken back.</summary>
    public bool IsKnown => Guardian != Guid.Empty;

    /// <inheritdoc/>
    public Guardianship Evolve(object fact) => fact switch
    {
        GuardianNamed e => new(e.Ward, e.Guardian, e.Ground),
        GuardianshipEnded => Unknown,
        _ => this,
    };
}

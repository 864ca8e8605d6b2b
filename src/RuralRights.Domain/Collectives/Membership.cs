using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>A person's memberships as decisions see them: at most one stands at a time in the county.</summary>
/// <param name="Collective">14-digit code of the collective whose member the person is; null while the person is none's.</param>
/// <param name="Since">First day of that membership.</param>
/// <param name="DecidedIn">Number of the case that an assembly decided last; empty when none did.</param>
/// <param name="Resolution">That resolution.</param>
/// <param name="DecidedOn">Day on which that assembly met.</param>
public sealed record Membership(string? Collective, DateOnly Since, string DecidedIn, Guid? Resolution, DateOnly DecidedOn) : IState<Membership>
{
    /// <inheritdoc/>
    public static Membership Unknown { get; } = new(null, default, "", null, default);

    /// <summary>The resolution made in a case, and its day; null when there is none.</summary>
    public (Guid Resolution, DateOnly On)? ResolvedIn(string number) => Resolution is { } resolution && DecidedIn == number ? (resolution, DecidedOn) : null;

    /// <inheritdoc/>
    public Membership Evolve(object fact) => fact switch
    {
        MemberConfirmed e => this with { Collective = e.Collective, Since = e.From },
        MembershipEnded => this with { Collective = null, Since = default },
        MembershipResolved e => this with { DecidedIn = e.Case, Resolution = e.Resolution, DecidedOn = e.HeldOn },
        _ => this,
    };
}

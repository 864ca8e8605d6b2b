using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Collectives;

/// <summary>A case asks that somebody be confirmed as a member.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembershipClaimed(string Case, ClaimMembership Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>A case asks that a membership end.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembershipEndProposed(string Case, EndMembership Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>The township checked a claim: the household register, and whether another collective of the city has this person (资格核对).</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Register">Where the household register stands.</param>
/// <param name="Asked">Counties of the city that answered.</param>
/// <param name="Found">Those in which the person is a member.</param>
/// <param name="Silent">Those that gave no answer by the exchange.</param>
/// <param name="Letter">SHA-256 of the letter by which the found or silent ones are cleared; null when none was needed.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembershipChecked(
    string Case,
    Guid Person,
    RegisterSeen Register,
    IReadOnlyList<string> Asked,
    IReadOnlyList<string> Found,
    IReadOnlyList<string> Silent,
    string? Letter,
    Provenance Provenance) : IFact;

/// <summary>The members' assembly decided, by two thirds of all of them (成员大会决议), as the written record says.</summary>
/// <param name="Resolution">Id of the resolution.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="CalledOn">Day on which the assembly was called.</param>
/// <param name="HeldOn">Day on which it met.</param>
/// <param name="Voters">Members with full capacity on that day, present or not.</param>
/// <param name="WithoutCapacity">Grown-up members without full capacity.</param>
/// <param name="Present">How many took part, online and by proxy included.</param>
/// <param name="InFavour">How many agreed.</param>
/// <param name="Cases">Numbers of the cases it decided on.</param>
/// <param name="Record">SHA-256 of the signed record.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ResolutionRecorded(
    Guid Resolution,
    string Collective,
    DateOnly CalledOn,
    DateOnly HeldOn,
    int Voters,
    int WithoutCapacity,
    int Present,
    int InFavour,
    IReadOnlyList<string> Cases,
    string Record,
    Provenance Provenance) : IFact;

/// <summary>The assembly's decision on one person's membership.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Resolution">Id of the resolution.</param>
/// <param name="HeldOn">Day on which the assembly met.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembershipResolved(string Case, Guid Person, Guid Resolution, DateOnly HeldOn, Provenance Provenance) : IFact;

/// <summary>Somebody stands in the roster of a collective (成员名册).</summary>
/// <param name="Person">Who.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Household">18-digit contractor code of the household that the claim named; null when it named none. The two lists stay apart.</param>
/// <param name="Ground">Why.</param>
/// <param name="From">First day.</param>
/// <param name="Resolution">The assembly's resolution; null for somebody confirmed in the reform.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MemberConfirmed(
    Guid Person, string Collective, string? Household, MembershipGround Ground, DateOnly From, Guid? Resolution, Provenance Provenance) : IFact;

/// <summary>A membership ended (成员身份丧失或者退出). No right to land, homestead or share changes with it.</summary>
/// <param name="Person">Who.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Ground">Why.</param>
/// <param name="On">First day on which the person is no member here any more.</param>
/// <param name="Resolution">The assembly's resolution; null where the law asks for none.</param>
/// <param name="RetainedUntil">Last day until which existing rights are kept by agreement; null when nothing was agreed.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record MembershipEnded(
    Guid Person, string Collective, EndGround Ground, DateOnly On, Guid? Resolution, DateOnly? RetainedUntil, Provenance Provenance) : IFact;

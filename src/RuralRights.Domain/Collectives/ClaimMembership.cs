using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Collectives.MembershipRules;
using static RuralRights.Domain.Households.GuardianRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Collectives;

/// <summary>Somebody is to be confirmed as a member of a collective (成员身份确认).</summary>
/// <remarks>
/// A member is not the same as a household's member or a co-holder: of those lists nothing is read here and nothing is changed. Whoever
/// moves from one collective of the county to another leaves the first in the very act that enters the second, and is never in neither.
/// </remarks>
/// <param name="Person">Who.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Household">18-digit contractor code of the household that claims it; null when the village desk does for somebody who is in none.</param>
/// <param name="Ground">Why.</param>
/// <param name="Guardian">Who speaks for a child; null for somebody who speaks for themselves.</param>
/// <param name="Leaves">14-digit code of the collective whose member the person is until then; null when there is none.</param>
/// <param name="ReformedOn">Day of the confirmation in the reform; null for every other ground.</param>
/// <param name="GuardianPaper">SHA-256 of the paper by which the guardian is one; null where the register knows the guardian already, and where there is none.</param>
public sealed record ClaimMembership(
    Guid Person,
    string Collective,
    string? Household,
    MembershipGround Ground,
    Guid? Guardian = null,
    string? Leaves = null,
    DateOnly? ReformedOn = null,
    string? GuardianPaper = null) : IChange
{
    /// <summary>The law on collectives is in force from this day; what was confirmed before it stands (article 66).</summary>
    private static readonly DateOnly InForce = new(2025, 5, 1);

    Procedure IChange.Procedure => Leaves is not null ? Procedures.MembershipMove : Ground == MembershipGround.Reform ? Procedures.MembershipOfTheReform : Procedures.Membership;

    string IChange.CollectiveOf(Books books) => Books.CollectiveOf(Collective, books);

    IReadOnlyList<string> IChange.Households => Household is { } household ? [household] : [];

    IReadOnlyList<string> IChange.Parcels => [];

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Collective(Collective), Streams.Membership(Person), .. Guardian is { } guardian ? [Streams.Membership(guardian)] : Array.Empty<string>()];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var now = books.Read<Membership>(Streams.Membership(Person)).Collective;
        List<Alteration> lines =
        [
            new("集体经济组织成员", "Member of a collective", ValueKind.Person, null, Person.ToString()),
            new("所在集体", "Collective", ValueKind.Collective, now, Collective),
            Alteration.ToWord("确认事由", "Ground", MembershipWords.Of(Ground)),
        ];
        if (Guardian is { } guardian) lines.Add(new("监护人", "Guardian", ValueKind.Person, null, guardian.ToString()));
        if (ReformedOn is { } day) lines.Add(new("改革时确认的日期", "Confirmed in the reform on", ValueKind.Day, null, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return lines;
    }

    /// <summary>The person themselves, or who speaks for a child. Whoever gives a membership up for it is asked, and for a child the guardian whom the register knows.</summary>
    IEnumerable<Guid> IChange.Holders(Books books) => [Leaves is null ? Guardian ?? Person : Person];

    /// <summary>What is given up stays with the collective that is left: a guardian who remains its member, or of whom that is not known, gains by it.</summary>
    bool IChange.SetsApart(Guid one, Guid other, Books books) =>
        Leaves is not null && (one == Person ? other : one) is var guardian && (guardian != Guardian || books.Read<Membership>(Streams.Membership(guardian)).Collective == Leaves);

    /// <summary>The household that takes somebody in gains nothing that the person gives.</summary>
    IEnumerable<Household> IChange.Gaining(Guid giver, Books books) => [];

    IEnumerable<Household> IChange.Parties(Books books) => MembershipParties.Of(Household, [Person, Guardian ?? Person], books);

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As(FileDocument.Other, GuardianPaper);

    IEnumerable<Guid> IChange.OnesOwn => Household is null ? [Guardian ?? Person] : [];

    IEnumerable<Guid> IChange.Newcomers(Books books) =>
        Household is { } code && !books.Read<Household>(Streams.Household(code)).Includes(Person) ? [Person] : [];

    IEnumerable<Guid> IChange.Spoken => Guardian is { } guardian ? [Person, guardian] : [];

    /// <summary>A guardian speaks for the child from now on, so what makes somebody one is asked as when the village desk enters a guardian.</summary>
    Decision.Refused? IChange.WhyNotAsked(Books books, Act act)
    {
        if (Guardian is not { } guardian) return null;

        var (child, speaker) = (books.CapacityOf(Person), books.CapacityOf(guardian));
        if (!child.IsMinor) return new(WardIsOfAge);
        if (child.HasGuardian && child.Guardianship.Guardian != guardian) return new(AnotherIsTheGuardian);
        if (speaker.IsMinor || speaker.HasGuardian || (act.Actor is not Actor.Farmer && act.Actor.Person == guardian)) return new(CannotBeGuardian);
        return child.HasGuardian || GuardianPaper is { Length: > 0 } ? null : new(DocumentWasNotHandedIn);
    }

    IReadOnlyList<Rule> IChange.CheckedWhenAsked => Guardian is null ? [] : [WardIsOfAge, AnotherIsTheGuardian, CannotBeGuardian];

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var membership = books.Read<Membership>(Streams.Membership(Person));
        if (Household is { } code && WhyNotOf(books.Read<Household>(Streams.Household(code))) is { } why) return Refuse(why, code);
        if (IsOfAChild ? Guardian is null || Guardian == Person : Guardian == Person) return Refuse(NobodySpeaksForTheChild);
        if (Ground == MembershipGround.Reform ? ReformedOn is not { } day || day >= InForce : ReformedOn is not null) return Refuse(ReformIsNotBeforeTheLaw);
        if (membership.Collective == Collective) return Refuse(IsAMember);
        if (membership.Collective is { } other && Leaves != other) return Refuse(IsAMemberElsewhere, other);
        if (membership.Collective is null && Leaves is not null) return Refuse(LeavesNothing, Leaves);

        var resolved = membership.ResolvedIn(act.Case);
        var from = membership.Collective is null ? ReformedOn ?? resolved?.On ?? act.Today : act.Today;
        var provenance = act.After(HouseholdIsUnknown, HouseholdHasEnded, NobodySpeaksForTheChild, ReformIsNotBeforeTheLaw, IsAMember, IsAMemberElsewhere, LeavesNothing);
        var stream = Streams.Membership(Person);
        List<StreamFact> facts = [];
        if (membership.Collective is { } left) facts.Add(new(stream, new MembershipEnded(Person, left, EndGround.MemberElsewhere, from, resolved?.Resolution, null, provenance)));
        facts.Add(new(stream, new MemberConfirmed(Person, Collective, Household, Ground, from, resolved?.Resolution, provenance)));
        return Enter(facts);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new MembershipClaimed(caseNumber, this, provenance);

    private bool IsOfAChild => Ground is MembershipGround.Birth or MembershipGround.Adoption;

    private static Rule? WhyNotOf(Household household) => !household.IsRegistered ? HouseholdIsUnknown : household.HasEnded ? HouseholdHasEnded : null;
}

/// <summary>Whom a case of membership is about, so that nobody decides on their own or a relative's.</summary>
internal static class MembershipParties
{
    /// <summary>The household that asks, and each person as a household of their own, for those who are in none.</summary>
    public static IEnumerable<Household> Of(string? household, IEnumerable<Guid> people, Books books) =>
    [
        .. household is { } code ? [books.Read<Household>(Streams.Household(code))] : Array.Empty<Household>(),
        .. people.Distinct().Select(person => Household.Unknown with { Representative = person }),
    ];
}

using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Collectives.MembershipRules;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Collectives;

/// <summary>A membership is to end (成员身份丧失或者自愿退出). What the law does not name as a ground is refused by its name.</summary>
/// <param name="Person">Who.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Household">18-digit contractor code of the household; null for somebody who is in none.</param>
/// <param name="Ground">What is given as the reason.</param>
/// <param name="On">First day on which the person is no member any more, by what is proved; null for the day of the entry.</param>
/// <param name="Proof">SHA-256 of the proof of the ground; null for a withdrawal, whose application is the paper.</param>
/// <param name="Hearing">SHA-256 of the record of hearing the person; null where nobody can be heard, or the person asks.</param>
/// <param name="RetainedUntil">Last day until which existing rights are kept by agreement; null when nothing was agreed.</param>
/// <param name="Agreement">SHA-256 of that agreement.</param>
public sealed record EndMembership(
    Guid Person,
    string Collective,
    string? Household,
    EndGround Ground,
    DateOnly? On = null,
    string? Proof = null,
    string? Hearing = null,
    DateOnly? RetainedUntil = null,
    string? Agreement = null) : IChange
{
    Procedure IChange.Procedure => Ground switch
    {
        EndGround.Withdrawal => Procedures.MembershipWithdrawal,
        EndGround.Death => Procedures.MembershipEndByDeath,
        _ => Procedures.MembershipEnd,
    };

    string IChange.CollectiveOf(Books books) => Books.CollectiveOf(Collective, books);

    IReadOnlyList<string> IChange.Households => Household is { } household ? [household] : [];

    IReadOnlyList<string> IChange.Parcels => [];

    IReadOnlyList<HandedIn> IChange.Papers =>
        [.. HandedIn.As("ground-proof", Proof).Concat(HandedIn.As("hearing", Hearing)).Concat(HandedIn.As(FileDocument.Other, Agreement)).DistinctBy(paper => paper.Document)];

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Collective(Collective), Streams.Membership(Person)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        List<Alteration> lines =
        [
            new("集体经济组织成员", "Member of a collective", ValueKind.Person, Person.ToString(), null),
            new("所在集体", "Collective", ValueKind.Collective, Collective, null),
            Alteration.ToWord("丧失或者退出的事由", "Ground", MembershipWords.Of(Ground)),
            new("承包地、宅基地、集体收益", "Land, homestead, income", ValueKind.Text, "照旧", "照旧，不因此改变") { BeforeInEnglish = "as they are", AfterInEnglish = "as they are, not changed by this" },
        ];
        if (RetainedUntil is { } day) lines.Add(new("约定保留已有权益到", "Existing rights are kept until", ValueKind.Day, null, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return lines;
    }

    /// <summary>The person; for somebody who died, the others who share the household's right, so that nobody is declared dead in silence.</summary>
    IEnumerable<Guid> IChange.Holders(Books books) => Ground == EndGround.Death
        ? Household is { } code ? books.Read<Household>(Streams.Household(code)).CoHolders.Where(one => one != Person && one != Guid.Empty) : []
        : [Person];

    IEnumerable<Guid> IChange.Losing(Books books) => [Person];

    /// <summary>Nobody gives up another's membership: a withdrawal is the member's own, and whoever is said to have died confirms nothing.</summary>
    bool IChange.SetsApart(Guid one, Guid other, Books books) => one == Person || other == Person;

    IEnumerable<Household> IChange.Parties(Books books) => MembershipParties.Of(Household, [Person], books);

    IEnumerable<Guid> IChange.OnesOwn => Household is null && Ground == EndGround.Withdrawal ? [Person] : [];

    int IChange.PapersNeeded(Books books) => 0;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (NeverEnds(Ground) is { } never) return Refuse(never);
        if (Household is { } code && !books.Read<Household>(Streams.Household(code)).Includes(Person)) return Refuse(PersonIsNotOfTheHousehold);

        var membership = books.Read<Membership>(Streams.Membership(Person));
        if (membership.Collective != Collective) return Refuse(IsNoMember);
        if (Ground == EndGround.Charter && !books.County.On(act.Today, Collective).Of(CountySettings.CharterEndsMembership)) return Refuse(CharterNamesNoSuchCase);
        if (Ground != EndGround.Withdrawal && string.IsNullOrEmpty(Proof)) return Refuse(EndIsNotProved);
        if (Ground is not (EndGround.Withdrawal or EndGround.Death) && string.IsNullOrEmpty(Hearing)) return Refuse(PersonWasNotHeard);
        if (On is { } day && (day > act.Today || day < membership.Since)) return Refuse(EndIsOutsideTheMembership);
        if (RetainedUntil is { } until && (until <= act.Today || string.IsNullOrEmpty(Agreement) || !MayRetain)) return Refuse(RetentionIsNotAgreed);

        var provenance = act.After([
            .. NeverEnding, PersonIsNotOfTheHousehold, IsNoMember, CharterNamesNoSuchCase, EndIsNotProved, PersonWasNotHeard, EndIsOutsideTheMembership, RetentionIsNotAgreed,
        ]) with { Documents = ((IChange)this).Documents };
        return Enter(new StreamFact(Streams.Membership(Person), new MembershipEnded(
            Person, Collective, Ground, On ?? act.Today, membership.ResolvedIn(act.Case)?.Resolution, RetainedUntil, provenance)));
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new MembershipEndProposed(caseNumber, this, provenance);

    /// <summary>Articles 16 and 17: whoever withdraws, joins another collective or becomes a civil servant may keep what they have for a time.</summary>
    private bool MayRetain => Ground is EndGround.Withdrawal or EndGround.MemberElsewhere or EndGround.CivilServant;
}

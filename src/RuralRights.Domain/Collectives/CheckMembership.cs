using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Collectives.MembershipRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Collectives;

/// <summary>What the other counties of the city answered to the question whether somebody is a member there.</summary>
/// <param name="HasNumber">False when the person has no identity number by which to ask.</param>
/// <param name="Replies">What each of them said.</param>
public sealed record CityAnswer(bool HasNumber, IReadOnlyList<CountyReply> Replies)
{
    /// <summary>Nobody had to be asked.</summary>
    public static CityAnswer Clear { get; } = new(true, []);

    /// <summary>Counties that answered.</summary>
    public IReadOnlyList<string> Asked => Of(reply => reply.Silence is null);

    /// <summary>Those that said yes.</summary>
    public IReadOnlyList<string> Found => Of(reply => reply is { Silence: null, MemberSince: not null });

    /// <summary>Those that gave no answer.</summary>
    public IReadOnlyList<string> Silent => Of(reply => reply.Silence is not null);

    /// <summary>Some of the counties, each with what it said.</summary>
    internal string InShort(IReadOnlyList<string> counties) =>
        string.Join("; ", Replies.Where(reply => counties.Contains(reply.County, StringComparer.Ordinal)).Select(reply => $"{reply.County} {reply.InShort}"));

    private List<string> Of(Func<CountyReply, bool> which) => [.. Replies.Where(which).Select(reply => reply.County)];
}

/// <summary>The township checks a claim (资格核对): the household register, the post, and the rolls of the whole city.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Register">Where the household register stands, as seen in the book.</param>
/// <param name="IsCivilServant">True for a civil servant who is not hired by contract.</param>
/// <param name="Letter">
/// SHA-256 of a letter: the other collective's, that its membership ends when this one begins, or the answer of a county that gave none
/// by the exchange; null when none is needed.
/// </param>
public sealed record CheckMembership(string Case, RegisterSeen Register, bool IsCivilServant, string? Letter = null)
{
    /// <summary>The order of the rules: the case, whose turn, who may not, then what was seen.</summary>
    public Decision Decide(CaseFile file, Books books, CityAnswer city, Act act)
    {
        if (file.Change is not { } change) return Refuse(CaseIsUnknown);
        if (!act.HasPart(change, books)) return Refuse(NotThisDesk);
        if (file.WhyClosed is { } closed) return Refuse(closed);
        if (file.At != StepKind.MembershipChecked || change is not ClaimMembership claim) return Refuse(StepIsNotDue);
        if (!act.HasTurn(file, change, books)) return Refuse(NotThisDesk);
        if (act.MayNotApprove(file, change, books) is { } conflict) return conflict;
        if (claim.Ground == MembershipGround.Origin && Register == RegisterSeen.NeverHere) return Refuse(RegisterWasNeverHere);
        if (IsCivilServant) return Refuse(CivilServantIsNoMember);
        if (!city.HasNumber) return Refuse(PersonHasNoNumber);
        if (Letter is null && city.Found.Count > 0) return Refuse(IsAMemberInTheCity, city.InShort(city.Found));
        if (Letter is null && city.Silent.Count > 0) return Refuse(CountyGaveNoAnswer, city.InShort(city.Silent));
        if (DocumentOnHand.Missing(Letter, books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, .. Conflict.Checked, RegisterWasNeverHere, CivilServantIsNoMember, PersonHasNoNumber,
            IsAMemberInTheCity, CountyGaveNoAnswer, DocumentWasNotHandedIn,
        ]).RestingOn(Letter);
        return Enter(
            new StreamFact(Streams.Membership(claim.Person), new MembershipChecked(Case, claim.Person, Register, city.Asked, city.Found, city.Silent, Letter, provenance)),
            new StreamFact(Streams.Case(Case), new CaseStepDone(Case, StepKind.MembershipChecked, change.Procedure.After(StepKind.MembershipChecked)?.Kind, null, provenance)));
    }
}

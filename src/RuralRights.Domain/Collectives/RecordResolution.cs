using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Collectives.MembershipRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Registration.CaseRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Collectives;

/// <summary>Who may speak for a board, and whom its roster holds, on the day a resolution is recorded.</summary>
/// <param name="Chair">The chair in office; null when the place is empty.</param>
/// <param name="Relatives">The chair's relatives.</param>
/// <param name="Voters">Members of the roster with full capacity on the day the assembly met.</param>
/// <param name="WithoutCapacity">Grown-up members of the roster whom a court had found without full capacity by that day.</param>
public sealed record Assembly(Guid? Chair, Relatives Relatives, int Voters, int WithoutCapacity)
{
    /// <summary>The assembly of these members. Whoever's day of birth is not known is taken for grown up, so that nobody's vote is left out.</summary>
    /// <param name="chair">The chair in office; null when the place is empty.</param>
    /// <param name="relatives">The chair's relatives.</param>
    /// <param name="members">Every member of the roster, as the register knew their capacity on the day the assembly met.</param>
    public static Assembly Of(Guid? chair, Relatives relatives, IReadOnlyCollection<Capacity> members) =>
        new(chair, relatives, members.Count(member => member.IsFull), members.Count(member => !member.IsFull && !member.IsMinor));

    /// <summary>True when a record counts everybody who has a vote. It may know of more people without full capacity than the register, and not of fewer.</summary>
    public bool IsCountedBy(int voters, int withoutCapacity) => (long)voters + Math.Max(withoutCapacity, WithoutCapacity) >= (long)Voters + WithoutCapacity;
}

/// <summary>The chair records what the members' assembly decided on memberships, from its signed record (录入成员大会决议).</summary>
/// <remarks>Where the chair, or a relative of the chair, is concerned, or there is no chair, the township records it. The board of supervisors checks it when it enters the roster.</remarks>
/// <param name="Cases">Numbers of the cases that were decided in favour.</param>
/// <param name="CalledOn">Day on which the assembly was called.</param>
/// <param name="HeldOn">Day on which it met.</param>
/// <param name="Voters">Members with full capacity on that day, present or not.</param>
/// <param name="WithoutCapacity">Grown-up members without full capacity.</param>
/// <param name="Present">How many took part, online and by proxy included.</param>
/// <param name="InFavour">How many agreed.</param>
/// <param name="Record">SHA-256 of the signed record.</param>
public sealed record RecordResolution(
    IReadOnlyList<string> Cases, DateOnly CalledOn, DateOnly HeldOn, int Voters, int WithoutCapacity, int Present, int InFavour, string Record)
{
    /// <summary>The order of the rules: each case, whose turn, who may not; then the call, the quorum, the votes, the paper.</summary>
    /// <param name="files">The cases, in the order in which they were named.</param>
    /// <param name="books">What they read.</param>
    /// <param name="assembly">Chair and roster.</param>
    /// <param name="resolution">Id of the resolution.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(IReadOnlyList<CaseFile> files, Books books, Assembly assembly, Guid resolution, Act act)
    {
        if (files.Count == 0 || !files.Select(file => file.Number).SequenceEqual(Cases, StringComparer.Ordinal)) return Refuse(CaseIsUnknown);
        foreach (var file in files)
            if (WhyNot(file, books, assembly, act) is { } hindrance) return hindrance;

        if (files.Select(file => file.Collective).Distinct(StringComparer.Ordinal).Count() > 1) return Refuse(ResolutionIsMixed);

        var collective = files[0].Collective;
        var settings = books.County.On(HeldOn, collective);
        if (HeldOn > act.Today) return Refuse(AssemblyIsAhead);
        if (CalledOn.AddDays(settings.Of(CountySettings.AssemblyCall).Count) > HeldOn) return Refuse(AssemblyWasCalledLate);
        if (files.FirstOrDefault(file => file.Change!.Procedure.IsBefore(StepKind.NoticeOver, StepKind.Resolved) && HeldOn <= file.NoticeLasts) is { } hurried)
            return Refuse(AssemblyDidNotAwaitTheNotice, hurried.Number);
        if (Voters < 1 || WithoutCapacity < 0 || InFavour < 0 || InFavour > Present || Present > Voters) return Refuse(VotesDoNotAddUp);
        if (!assembly.IsCountedBy(Voters, WithoutCapacity)) return Refuse(VotersAreFewerThanTheRoster, assembly.Voters.ToString(CultureInfo.InvariantCulture));
        if (!settings.Of(CountySettings.MembersQuorum).IsReachedBy(Present, Voters)) return Refuse(AssemblyHadNoQuorum);
        if (!settings.Of(CountySettings.MembersMajority).IsReachedBy(InFavour, Voters)) return Refuse(TwoThirdsDidNotAgree);
        if (DocumentOnHand.Missing([Record], books.OnHand) is not null) return Refuse(DocumentWasNotHandedIn);

        var provenance = act.After([
            CaseIsUnknown, NotThisDesk, CaseIsArchived, CaseIsWithdrawn, StepIsNotDue, .. Conflict.Checked, ResolutionIsMixed, AssemblyIsAhead, AssemblyWasCalledLate,
            AssemblyDidNotAwaitTheNotice, VotesDoNotAddUp, VotersAreFewerThanTheRoster, AssemblyHadNoQuorum, TwoThirdsDidNotAgree, DocumentWasNotHandedIn,
        ]) with { Documents = [Record] };
        return Enter(
        [
            new(Streams.Resolution(resolution), new ResolutionRecorded(resolution, collective, CalledOn, HeldOn, Voters, WithoutCapacity, Present, InFavour, Cases, Record, provenance)),
            .. files.SelectMany(file => new StreamFact[]
            {
                new(Streams.Membership(PersonOf(file.Change!)), new MembershipResolved(file.Number, PersonOf(file.Change!), resolution, HeldOn, provenance)),
                new(Streams.Case(file.Number), new CaseStepDone(file.Number, StepKind.Resolved, file.Change!.Procedure.After(StepKind.Resolved)?.Kind, null, provenance)),
            }),
        ]);
    }

    /// <summary>Whom a case of membership is about.</summary>
    public static Guid PersonOf(IChange change) => change switch
    {
        ClaimMembership claim => claim.Person,
        EndMembership end => end.Person,
        _ => Guid.Empty,
    };

    private static Decision.Refused? WhyNot(CaseFile file, Books books, Assembly assembly, Act act)
    {
        if (file.Change is not { } change) return new(CaseIsUnknown);
        if (!act.HasPart(change, books)) return new(NotThisDesk, file.Number);
        if (file.WhyClosed is { } closed) return new(closed, file.Number);
        if (file.At != StepKind.Resolved) return new(StepIsNotDue, file.Number);
        if (!act.HasTurn(file, change, books) && !StandsInForTheChair(file, change, books, assembly, act)) return new(NotThisDesk, file.Number);

        return Conflict.Of(act.Actor, file.Authors, change.Parties(books), books.Relatives);
    }

    private static bool StandsInForTheChair(CaseFile file, IChange change, Books books, Assembly assembly, Act act) =>
        act.SitsAt(Turn.Township, change, books)
        && (assembly.Chair is not { } chair || Conflict.Of(new Actor.Chair(chair, file.Collective), file.Authors, change.Parties(books), assembly.Relatives) is not null);
}

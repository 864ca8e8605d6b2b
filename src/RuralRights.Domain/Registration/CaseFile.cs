using System.Collections.Immutable;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Registration.CaseRules;

namespace RuralRights.Domain.Registration;

/// <summary>How a case ended.</summary>
public enum CaseEnd
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>Every step is done.</summary>
    Archived,

    /// <summary>Given up before entry.</summary>
    Withdrawn,
}

/// <summary>A case (登记案件) as decisions see it: one model for every kind of business.</summary>
/// <param name="Number">Business serial number.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="Change">What it asks for; null before it was opened.</param>
/// <param name="Terms">Hash of what it asks for.</param>
/// <param name="OpenedOn">Day it was opened; the lists and limits of that day are its own.</param>
/// <param name="At">The step it stands at; null when nothing is left.</param>
/// <param name="Since">Day since which it stands there.</param>
/// <param name="Holders">Everyone whose right it touches.</param>
/// <param name="Confirmed">Who confirmed exactly these terms and has not taken it back.</param>
/// <param name="Reached">Who was told that it is open.</param>
/// <param name="Papers">Papers that stand in it; one document may be several kinds of paper.</param>
/// <param name="Notice">The public notice it is or was on; null when there was none since it was last amended.</param>
/// <param name="NoticeLasts">Last day of that notice.</param>
/// <param name="Objections">Open objections to it, and who raised each, as facts name them; writing it anew answers none of them.</param>
/// <param name="IsEntered">True once the register was changed.</param>
/// <param name="Authors">Who wrote what it asks for, as facts name them.</param>
/// <param name="Approvals">Who approved each step, as facts name them, as long as the approval stands.</param>
/// <param name="End">How it ended.</param>
public sealed record CaseFile(
    string Number,
    string Collective,
    IChange? Change,
    string Terms,
    DateOnly OpenedOn,
    StepKind? At,
    DateOnly Since,
    ImmutableSortedSet<Guid> Holders,
    ImmutableSortedSet<Guid> Confirmed,
    ImmutableSortedSet<Guid> Reached,
    ImmutableList<HandedIn> Papers,
    Guid? Notice,
    DateOnly NoticeLasts,
    ImmutableSortedDictionary<Guid, string> Objections,
    bool IsEntered,
    ImmutableSortedSet<string> Authors,
    ImmutableSortedDictionary<StepKind, string> Approvals,
    CaseEnd End) : IState<CaseFile>
{
    private static readonly ImmutableSortedSet<string> Nobody = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public static CaseFile Unknown { get; } = new(
        "", "", null, "", default, null, default, [], [], [], [], null, default, ImmutableSortedDictionary<Guid, string>.Empty, false, Nobody, ImmutableSortedDictionary<StepKind, string>.Empty,
        CaseEnd.None);

    /// <summary>Who loses by it without being asked, and is told.</summary>
    public ImmutableSortedSet<Guid> Told { get; private init; } = [];

    /// <summary>Day on which the step it stands at was found overdue; null while it is not.</summary>
    public DateOnly? OverdueOn { get; private init; }

    /// <summary>The desk it was opened at. What a household asked for itself stays its own.</summary>
    public Turn OpenedAt { get; private init; }

    /// <summary>Hash of what it asked for when an objection to it was upheld; null while none was, or once somebody answered for what goes on.</summary>
    private string? Upheld { get; init; }

    /// <summary>True while it asks for exactly that to which an objection was upheld, and nobody said why it stays.</summary>
    public bool AwaitsCorrection => Upheld == Terms;

    /// <summary>Day on which the contract was signed; null while it is not.</summary>
    public DateOnly? ContractedOn { get; private init; }

    /// <summary>SHA-256 of the reason for which it was given up; null while it was not, or when none was given.</summary>
    public string? GivenUpFor { get; private init; }

    /// <summary>The step it stands at, as the procedure describes it; null when nothing is left.</summary>
    public Step? Step => At is { } at ? Change?.Procedure.Find(at) : null;

    /// <summary>True while what people asked for themselves is still theirs to write anew or to give up.</summary>
    public bool IsStillTheirs => OpenedAt == Turn.Household && WhyClosed is null && !IsEntered;

    /// <summary>The rule by which nothing more happens in it; null while it is under way.</summary>
    public Rule? WhyClosed => End switch
    {
        CaseEnd.Archived => CaseIsArchived,
        CaseEnd.Withdrawn => CaseIsWithdrawn,
        _ => null,
    };

    /// <summary>The papers it takes, by the list of the day it was opened.</summary>
    public IReadOnlyList<RequiredPaper> PapersAskedFor(Books books) =>
        Change is { } change ? books.County.On(OpenedOn, Collective).Of(RequiredPapers.For(change.Procedure.PaperList)) : [];

    /// <summary>The time the desk has whose turn it is; null when nothing presses.</summary>
    public RunningLimit? Limit(Books books) => Step?.Limit is { } limit
        ? books.County.On(Since, Collective).Of(limit).From(Since, books.County.Calendar)
        : null;

    /// <summary>Holders who have still to confirm exactly these terms.</summary>
    public IEnumerable<Guid> Unconfirmed => StillToConfirm(Holders);

    /// <summary>Holders, and whoever loses by it without being asked, who were not told.</summary>
    public IEnumerable<Guid> Unreached => Holders.Union(Told).Except(Reached);

    /// <summary>True while this paper stands in it.</summary>
    public bool Has(HandedIn paper) => Papers.Contains(paper);

    /// <summary>True while a paper of this kind stands in it.</summary>
    public bool HasKind(string kind) => Papers.Any(paper => paper.Kind == kind);

    /// <summary>True while the document stands in it, as whatever paper.</summary>
    public bool HasDocument(string document) => Papers.Any(paper => paper.Document == document);

    /// <inheritdoc/>
    public CaseFile Evolve(object fact) => fact switch
    {
        CaseOpened e => this with
        {
            Number = e.Case, Collective = e.Collective, Terms = e.Terms, OpenedOn = e.Provenance.LegalDay, At = e.First, Since = e.Provenance.LegalDay,
            Holders = [.. e.Holders], Told = [.. e.Told ?? []], Authors = Authors.Add(e.Provenance.Actor),
            OpenedAt = Turns.DeskOf(e.Provenance.Authority),
        },
        IProposal e => this with { Change = e.Content },
        CaseAmended e => this with
        {
            Terms = e.Terms, Holders = [.. e.Holders], Told = [.. e.Told ?? []], Confirmed = [], Notice = null, Authors = Authors.Add(e.Provenance.Actor),
            Reached = Reached.Intersect(e.Holders.Concat(e.Told ?? [])),
        },
        CaseDocumentFiled e when !Has(new(e.Kind, e.Document)) => this with { Papers = Papers.Add(new(e.Kind, e.Document)) },
        CaseDocumentStruck e => this with { Papers = Papers.RemoveAll(paper => paper.Document == e.Document) },
        CaseStepDone e => this with
        {
            At = e.Next, Since = e.Provenance.LegalDay, End = e.Next is null ? CaseEnd.Archived : End, OverdueOn = null, Upheld = null,
            ContractedOn = e.Step == StepKind.Contracted ? e.Provenance.LegalDay : ContractedOn,
            // The township checks the survey and gives its opinion; where it has one officer, that is the same person.
            Approvals = e.Step != StepKind.SurveyReviewed && Change?.Procedure.Find(e.Step)?.Approves == true ? Approvals.SetItem(e.Step, e.Provenance.Actor) : Approvals,
        },
        CaseReturned e => this with
        {
            At = e.To, Since = e.Provenance.LegalDay, OverdueOn = null,
            Notice = Stands(StepKind.NoticeOver, e.To) ? Notice : null,
            Confirmed = Stands(StepKind.Confirmed, e.To) ? Confirmed : [],
            ContractedOn = Stands(StepKind.Contracted, e.To) ? ContractedOn : null,
            Approvals = Approvals.RemoveRange(Approvals.Keys.Where(step => !Stands(step, e.To))),
        },
        CaseConfirmed e when e.Terms == Terms => this with { Confirmed = Confirmed.Add(e.Person) },
        CaseConfirmationWithdrawn e => this with { Confirmed = Confirmed.Remove(e.Person) },
        CaseHolderReached e => this with { Reached = Reached.Add(e.Person) },
        CasePutOnNotice e => this with { Notice = e.Notice, NoticeLasts = e.LastDay },
        ObjectionRaised e => this with { Objections = Objections.SetItem(e.Objection, e.Provenance.Actor) },
        ObjectionResolved e => this with { Objections = Objections.Remove(e.Objection), Upheld = e.Upheld ? Terms : Upheld },
        CaseEntered e => this with
        {
            At = e.Next, Since = e.Provenance.LegalDay, OverdueOn = null, IsEntered = true, End = e.Next is null ? CaseEnd.Archived : End,
            Approvals = Approvals.SetItem(StepKind.Entered, e.Provenance.Actor),
        },
        CaseStepOverdue e when e.Step == At && e.Since == Since => this with { OverdueOn = e.Provenance.LegalDay },
        CaseWithdrawn e => this with { At = null, OverdueOn = null, End = CaseEnd.Withdrawn, GivenUpFor = e.Words },
        _ => this,
    };

    /// <summary>Who of these has still to confirm; nobody once one did, where one speaks for all.</summary>
    internal IEnumerable<Guid> StillToConfirm(IEnumerable<Guid> holders) =>
        Change?.Procedure.Find(StepKind.Confirmed)?.OneIsEnough == true && holders.Any(Confirmed.Contains) ? [] : holders.Except(Confirmed);

    /// <summary>What was done before the step to which a case is sent back stands; that step and all after it are posted, confirmed and approved anew.</summary>
    private bool Stands(StepKind done, StepKind to) => Change?.Procedure.IsBefore(done, to) == true;
}

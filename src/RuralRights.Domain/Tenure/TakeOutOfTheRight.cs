using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// Land is expropriated (征收, item 1073): the right ends on these parcels. The issuer opens the case with the approval. What is paid for
/// it is agreed and paid elsewhere; of a parcel taken in part, the part is divided off first.
/// </summary>
/// <remarks>
/// No hold stops it: the right ends by the decision itself (Civil Code 229). But what a seizure, a mortgage, an objection or a dispute
/// protects goes over to the compensation (Civil Code 390), so the court, the creditor or the claimant is told before the entry. The
/// holds end with the right on these parcels.
/// </remarks>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Parcels">Parcels that are taken.</param>
/// <param name="All">True when nothing is left in the right.</param>
/// <param name="Approval">SHA-256 of the approval of the expropriation.</param>
/// <param name="Told">SHA-256 of the proof that whomever holds on these parcels protect was told; null when none needs it.</param>
public sealed record ExpropriateLand(string Household, IReadOnlyList<string> Parcels, bool All, string Approval, string? Told = null) : IChange
{
    private static readonly EncumbranceKind[] ProtectingOthers = [EncumbranceKind.Seizure, EncumbranceKind.Mortgage, EncumbranceKind.Objection, EncumbranceKind.Dispute];

    Procedure IChange.Procedure => All ? Procedures.ExpropriationOfAll : Procedures.ExpropriationOfPart;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => Parcels;

    IReadOnlyList<HandedIn> IChange.Papers => [.. HandedIn.As("decision", Approval), .. HandedIn.As(FileDocument.Other, Told)];

    LandAltered? IChange.Land(Books books) => LandAltered.Leaving(Parcels, books.Read<ContractRight>(Streams.Right(Right)));

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
        [.. Parcels.Select(parcel => new Alteration("征收的地块", "Parcel that is expropriated", ValueKind.Parcel, parcel, null)), new("批准文件", "Approval", ValueKind.Text, null, Approval), .. Told is null ? Array.Empty<Alteration>() : [new("告知法院、抵押权人等的材料", "Proof that the court, the creditor and others were told", ValueKind.Text, null, Told)]];

    int IChange.PapersNeeded(Books books) => All ? 0 : 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (!books.Read<Household>(Streams.Household(Household)).IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (LeavingLand.WhyNot(right, Parcels, All) is { } wrong) return wrong;
        if (Approval.Length == 0) return Refuse(ApprovalIsMissing);
        if (string.IsNullOrEmpty(Told) && ProtectedBy(right, act.Today) is { } held) return Refuse(ProtectedWereNotTold, held);

        var provenance = act.After([HouseholdIsUnknown, .. LeavingLand.Checked, ApprovalIsMissing, ProtectedWereNotTold]) with { Documents = ((IChange)this).Documents };
        return Enter([.. right.HoldsFollow(Parcels, [], provenance), .. LeavingLand.Leave(right, Parcels, All, papers, act, provenance)]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ExpropriationProposed(caseNumber, this, provenance);

    private string? ProtectedBy(ContractRight right, DateOnly today) =>
        Parcels.FirstOrDefault(parcel => right.Encumbrances.Values.Any(held => ProtectingOthers.Contains(held.Kind) && held.Holds(parcel, today)));
}

/// <summary>
/// A household returns land of its own will (自愿交回, item 1071), all of it or some. It may change its mind until the entry, which waits
/// until the written notice has run; and it is contracted no new land before the term is over.
/// </summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Parcels">Parcels that are returned.</param>
/// <param name="All">True when nothing is left in the right.</param>
/// <param name="NoticeGiven">Day on which the issuer received the written notice.</param>
/// <param name="Notice">SHA-256 of the notice, signed by every holder.</param>
/// <param name="Choices">SHA-256 of the information sheet of the four choices, signed as read.</param>
public sealed record ReturnLand(string Household, IReadOnlyList<string> Parcels, bool All, DateOnly NoticeGiven, string Notice, string Choices) : IChange
{
    Procedure IChange.Procedure => All ? Procedures.ReturnOfAll : Procedures.ReturnOfPart;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => Parcels;

    IReadOnlyList<HandedIn> IChange.Papers => [.. HandedIn.As("return-notice", Notice), .. HandedIn.As("information-sheet", Choices)];

    LandAltered? IChange.Land(Books books) => LandAltered.Leaving(Parcels, books.Read<ContractRight>(Streams.Right(Right)));

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right)];

    /// <summary>Whoever shares the right gives as much as the ward does; a guardian from outside gives nothing.</summary>
    bool IChange.SetsApart(Guid one, Guid other, Books books) =>
        books.Read<Household>(Streams.Household(Household)).CoHolders.ToList() is var holders && holders.Contains(one) != holders.Contains(other);

    DateOnly? IChange.NotEnteredBefore(Books books) =>
        books.County.On(NoticeGiven, books.CollectiveOf(Household)).Of(CountySettings.ReturnNotice).DayAfter(NoticeGiven, books.County.Calendar);

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        .. Parcels.Select(parcel => new Alteration("交回的地块", "Parcel that is returned", ValueKind.Parcel, parcel, null)),
        new("书面通知日期", "Day of the written notice", ValueKind.Day, null, NoticeGiven.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("本承包期内不再承包土地，到", "No new contracted land until", ValueKind.Day, null, Until(books).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    int IChange.PapersNeeded(Books books) => All ? 0 : 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        if (!books.Read<Household>(Streams.Household(Household)).IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (right.Hindrance(Parcels, [.. right.Leases.Keys], act.Today, Disposal.Return, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (LeavingLand.WhyNot(right, Parcels, All) is { } wrong) return wrong;
        if (NoticeGiven > act.Today || Notice.Length == 0) return Refuse(ReturnNoticeIsMissing);
        if (Choices.Length == 0) return Refuse(ChoicesWereNotExplained);

        var provenance = act.After([HouseholdIsUnknown, .. ContractRight.HindrancesChecked, .. LeavingLand.Checked, ReturnNoticeIsMissing, ChoicesWereNotExplained])
            with { Documents = [Notice, Choices] };
        return Enter(
        [
            .. LeavingLand.Leave(right, Parcels, All, papers, act, provenance),
            new(Streams.Household(Household), new HouseholdBarred(Household, Until(books), Streams.Case(act.Case), provenance)),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ReturnProposed(caseNumber, this, provenance);

    /// <summary>The last day of the bar; one that an earlier return brought is not shortened.</summary>
    private DateOnly Until(Books books)
    {
        var right = books.Read<ContractRight>(Streams.Right(Right));
        var term = Parcels.Count > 0 && Parcels.All(right.Holdings.ContainsKey) ? right.TermOf(Parcels) : right.TermTo;
        return books.Read<Household>(Streams.Household(Household)).BarredUntil is { } standing && standing > term ? standing : term;
    }
}

/// <summary>A case asks that expropriated parcels leave a right.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ExpropriationProposed(string Case, ExpropriateLand Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>A case asks that land be taken back as its holders wish.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ReturnProposed(string Case, ReturnLand Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>How parcels leave a right and go back to the collective.</summary>
internal static class LeavingLand
{
    /// <summary>The rules of <see cref="WhyNot"/>.</summary>
    public static IReadOnlyList<Rule> Checked { get; } = [RightIsUnknown, RightHasEnded, NoParcelChosen, ParcelNotInRight, AllIsNotAll];

    /// <summary>What is wrong with the parcels named; null when nothing is.</summary>
    public static Refused? WhyNot(ContractRight right, IReadOnlyList<string> parcels, bool all)
    {
        if (!right.IsKnown) return new(RightIsUnknown);
        if (right.HasEnded) return new(RightHasEnded, right.Code);
        if (!ContractRight.AreChosen(parcels)) return new(NoParcelChosen);
        if (parcels.FirstOrDefault(parcel => !right.Holdings.ContainsKey(parcel)) is { } stranger) return new(ParcelNotInRight, stranger);
        return all == (parcels.Count == right.Holdings.Count) ? null : new(AllIsNotAll);
    }

    /// <summary>The facts: the right ends on the parcels, or altogether; what is left is certified anew.</summary>
    public static IEnumerable<StreamFact> Leave(ContractRight right, IReadOnlyList<string> parcels, bool all, IReadOnlyList<NewPaper> papers, Act act, Provenance provenance)
    {
        var cause = Streams.Case(act.Case);
        return all
            ? right.End(cause, provenance)
            :
            [
                .. parcels.Select(parcel => new StreamFact(Streams.Right(right.Code), new ParcelLeft(right.Code, parcel, cause, provenance))),
                .. papers[0].IssueFor(right.Code, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
            ];
    }
}

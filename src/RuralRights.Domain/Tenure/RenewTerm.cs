using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>
/// The term of a family contract is renewed when the second round ends (二轮延包): same household, same parcels, thirty years
/// more. For a village each household has a case of its own, opened, posted and entered together.
/// </summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="TermTo">Last day of the renewed term.</param>
public sealed record RenewTerm(string Household, DateOnly TermTo) : IChange
{
    Procedure IChange.Procedure => Procedures.TermRenewal;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [];

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var right = books.Read<ContractRight>(Streams.Right(Right));
        return
        [
            new("承包期到", "Term until", ValueKind.Day, Day(right.TermTo), Day(TermTo)),
            .. right.Holdings.Keys.Select(parcel => new Alteration("地块（不变）", "Parcel (unchanged)", ValueKind.Parcel, parcel, parcel)),
        ];
    }

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (!right.IsKnown) return Refuse(RightIsUnknown);
        if (right.HasEnded) return Refuse(RightHasEnded, right.Code);
        if (right.Kind != ContractKind.Family) return Refuse(RightIsByOtherMeans, right.Code);
        if (TermTo <= right.TermTo) return Refuse(RenewalIsNoLonger);
        var years = books.County.On(act.Today).Of(CountySettings.Renewal);
        if (TermTo > right.TermTo.AddMonths(years.Count)) return Refuse(RenewalIsTooLong);

        var provenance = act.After(RightIsUnknown, RightHasEnded, RightIsByOtherMeans, RenewalIsNoLonger, RenewalIsTooLong);
        return Enter(
        [
            new(Streams.Right(Right), new ContractRenewed(Right, right.TermTo.AddDays(1), TermTo, provenance)),
            .. papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new RenewalProposed(caseNumber, this, provenance);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A case asks that the term of a contract be renewed.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RenewalProposed(string Case, RenewTerm Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

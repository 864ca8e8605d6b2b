using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Households;

/// <summary>Another of the household is to sign for it (承包方代表变更, item 1032). The right stays the household's.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Representative">Who is to sign; one of the household.</param>
public sealed record ChangeRepresentative(string Household, Guid Representative) : IChange
{
    Procedure IChange.Procedure => Procedures.RepresentativeChange;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [];

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
        [new("承包方代表", "Representative", ValueKind.Person, Of(books).Representative.ToString(), Representative.ToString())];

    int IChange.PapersNeeded(Books books) => books.Read<ContractRight>(Streams.Right(Right)).Certificate is null ? 0 : 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Of(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (!household.Includes(Representative)) return Refuse(PersonIsNotOfTheHousehold);
        if (household.Representative == Representative) return Refuse(RepresentsAlready);

        var right = books.Read<ContractRight>(Streams.Right(Right));
        var provenance = act.After(HouseholdIsUnknown, HouseholdHasEnded, PersonIsNotOfTheHousehold, RepresentsAlready);
        return Enter(
        [
            new(Streams.Household(Household), new RepresentativeChanged(Household, Representative, provenance)),
            .. right.Certificate is null ? [] : papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new RepresentativeProposed(caseNumber, this, provenance);

    private Household Of(Books books) => books.Read<Household>(Streams.Household(Household));
}

/// <summary>A case asks that another of the household sign for it.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RepresentativeProposed(string Case, ChangeRepresentative Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

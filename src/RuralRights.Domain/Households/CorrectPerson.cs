using System.Collections.Immutable;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Parcels.ParcelRules;
using static RuralRights.Domain.Tenure.HomesteadRules;

namespace RuralRights.Domain.Households;

/// <summary>What of a person is put right, and why.</summary>
public enum PersonCorrection
{
    /// <summary>The person has another name by law now 更名.</summary>
    Renamed,

    /// <summary>The name was written wrongly 姓名更正.</summary>
    NameMiswritten,

    /// <summary>The identity number was written wrongly 身份证号更正.</summary>
    NumberMiswritten,
}

/// <summary>A name or an identity number as it would be put right. It lies in the people vault; decisions see only what it is worth.</summary>
/// <param name="Id">Id of the draft, which never changes.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="IsOfTheNumber">True for an identity number, false for a name.</param>
/// <param name="IsCurrent">True while nothing of the person was put right since it was written.</param>
/// <param name="Corrects">True when it says something else than what the vault holds.</param>
/// <param name="IsAnothers">True when the number is somebody else's.</param>
public sealed record PersonDraft(Guid Id, Guid Person, bool IsOfTheNumber, bool IsCurrent, bool Corrects, bool IsAnothers)
{
    /// <summary>Plot codes of the homesteads in which the person has a part, of whatever household, or of none.</summary>
    public IReadOnlyList<string> Homesteads { get; init; } = [];
}

/// <summary>
/// A name or an identity number of somebody of a household is put right (姓名、身份证号更正). Nothing else of the right changes. Where
/// certificates of homesteads bear it too, be they of this household, of another or of heirs, the case goes on until the real-estate
/// registry has issued another for each, and its number is entered.
/// </summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Person">Who.</param>
/// <param name="Correction">What is put right, and why.</param>
/// <param name="Draft">Id of what is right, which the people vault keeps; whoever confirms, confirms just that.</param>
/// <param name="Evidence">SHA-256 of the household register or identity card.</param>
/// <param name="Plots">Homesteads whose certificates, of the real-estate registry, bear the name as well; null for none.</param>
public sealed record CorrectPerson(string Household, Guid Person, PersonCorrection Correction, Guid Draft, string Evidence, IReadOnlyList<string>? Plots = null) : ICertifiedElsewhere
{
    /// <summary>The one homestead, as it was named when no more than one could be.</summary>
    public string? Plot { init => Plots = value is null ? Plots : [value]; }

    private IReadOnlyList<string> Homesteads => [.. (Plots ?? []).OfType<string>().Distinct(StringComparer.Ordinal)];

    Procedure IChange.Procedure => Homesteads.Count == 0 ? Procedures.PersonCorrection : Procedures.PersonCorrectionOnHomestead;

    IReadOnlyList<string> ICertifiedElsewhere.Plots => Homesteads;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => Homesteads;

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As("identity-proof", Evidence);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Household(Household), Streams.Right(Right), .. MayBear(books).Concat(Homesteads).Distinct(StringComparer.Ordinal).Select(Streams.Homestead)];

    IEnumerable<Guid> IChange.Drafts => [Draft];

    /// <summary>Whose name it is confirms it with the co-holders.</summary>
    IEnumerable<Guid> IChange.Holders(Books books) => Of(books) is { IsRegistered: true } household ? household.CoHolders.Append(Person).Distinct() : [];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var (chinese, english) = Name(Correction);
        return
        [
            new("谁的", "Whose", ValueKind.Person, Person.ToString(), Person.ToString()),
            new(chinese, english, ValueKind.Draft, $"before/{Draft}", $"after/{Draft}"),
            .. Homesteads.Select(plot => new Alteration("不动产权证书要换的宅基地", "Homestead whose certificate is to be replaced", ValueKind.Text, plot, plot)),
        ];
    }

    int IChange.PapersNeeded(Books books) => books.Read<ContractRight>(Streams.Right(Right)).Certificate is null ? 0 : 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = Of(books);
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (household.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (!household.Includes(Person)) return Refuse(PersonIsNotOfTheHousehold);
        if (books.DraftOf(Draft) is not { } draft || draft.Person != Person || draft.IsOfTheNumber != (Correction == PersonCorrection.NumberMiswritten)) return Refuse(PersonDraftIsUnknown);
        if (!draft.IsCurrent) return Refuse(EntryHasChanged);
        if (!draft.Corrects) return Refuse(NothingIsCorrected);
        if (draft.IsAnothers) return Refuse(IdentityNumberIsAnothers);
        if (Evidence.Length == 0) return Refuse(EvidenceIsMissing);
        if (Homesteads.FirstOrDefault(plot => !HasPart(plot, books)) is { } stranger) return Refuse(HomesteadIsNotTheHouseholds, stranger);
        if (MayBear(books).Except(Homesteads, StringComparer.Ordinal).FirstOrDefault(plot => HasPart(plot, books) && At(plot, books).Certificate is not null) is { } bearing) return Refuse(HomesteadBearsTheName, bearing);

        var right = books.Read<ContractRight>(Streams.Right(Right));
        var provenance = act.After(
            HouseholdIsUnknown, HouseholdHasEnded, PersonIsNotOfTheHousehold, PersonDraftIsUnknown, EntryHasChanged, NothingIsCorrected, IdentityNumberIsAnothers, EvidenceIsMissing, HomesteadIsNotTheHouseholds, HomesteadBearsTheName)
            with { Documents = [Evidence] };
        return Enter(
        [
            new(Streams.Household(Household), new PersonCorrected(Household, Person, Correction, Draft, Evidence, provenance)),
            .. right.Certificate is null ? [] : papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.WronglyWritten.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new PersonCorrectionProposed(caseNumber, this, provenance);

    /// <summary>What is put right, and why, in words.</summary>
    public static (string Chinese, string English) Name(PersonCorrection correction) => correction switch
    {
        PersonCorrection.Renamed => ("姓名（依法更名）", "Name (changed by law)"),
        PersonCorrection.NameMiswritten => ("姓名（写错了）", "Name (miswritten)"),
        PersonCorrection.NumberMiswritten => ("身份证号（写错了）", "Identity number (miswritten)"),
        _ => throw new ArgumentOutOfRangeException(nameof(correction)),
    };

    private Household Of(Books books) => books.Read<Household>(Streams.Household(Household));

    /// <summary>The homesteads of the household, and those in which the person has a part elsewhere.</summary>
    private ImmutableSortedSet<string> MayBear(Books books) => HomesteadsHeld.Of(Household, books).Plots.Union(books.DraftOf(Draft)?.Homesteads ?? []);

    private bool HasPart(string plot, Books books) => At(plot, books) is var right && right.Stands && right.Living.Contains(Person);

    private static HomesteadRight At(string plot, Books books) => books.Read<HomesteadRight>(Streams.Homestead(plot));
}

/// <summary>A case asks that a name or an identity number be put right.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record PersonCorrectionProposed(string Case, CorrectPerson Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

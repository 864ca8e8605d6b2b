using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Parcels.ParcelRules;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>Why somebody of the household does not share the right. Being a woman, marrying in, studying or working in town is none of them.</summary>
public enum NoShareGround
{
    /// <summary>Holds contracted land with another household 已在别处承包土地.</summary>
    LandElsewhere,

    /// <summary>Is no member of the collective 不是本集体成员.</summary>
    NotAMember,

    /// <summary>Was born or joined after the land was contracted, and the land is only registered now 承包后出生或者迁入.</summary>
    JoinedLater,
}

/// <summary>A member who does not share the right, with the ground and its proof.</summary>
/// <param name="Person">Who.</param>
/// <param name="Ground">Why.</param>
/// <param name="Document">SHA-256 of the proof.</param>
public sealed record WithoutShare(Guid Person, NoShareGround Ground, string Document);

/// <summary>A household that is not in the register yet.</summary>
/// <param name="Collective">14-digit code of its collective.</param>
/// <param name="Representative">Who signs for it.</param>
/// <param name="Members">Everybody of it, women as well as men.</param>
public sealed record NewHousehold(string Collective, Guid Representative, IReadOnlyList<HouseholdMember> Members);

/// <summary>A parcel that is contracted for the first time.</summary>
/// <param name="Parcel">19-digit parcel code.</param>
/// <param name="ContractArea">Contract area in square metres.</param>
/// <param name="EarlierArea">Area of the second-round ledger in square metres; null when it names none.</param>
/// <param name="Survey">The survey; null for a parcel that stands in the register without a right.</param>
public sealed record FirstParcel(string Parcel, decimal ContractArea, decimal? EarlierArea, NewParcel? Survey);

/// <summary>
/// A household's right to contracted land is registered for the first time (首次登记, item 1011): from the survey to the certificate.
/// Parcels held in shares are not registered this way. The right arises on the day the contract is signed; the entry records it.
/// </summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="New">The household, when it does not stand in the register yet.</param>
/// <param name="Parcels">Parcels contracted.</param>
/// <param name="TermFrom">First day of the term.</param>
/// <param name="TermTo">Last day of the term.</param>
/// <param name="WithoutShare">Members who do not share the right; everybody else does.</param>
/// <param name="EarlierContract">Number of the contract it continues (原合同代码), see <see cref="ContractCode.IsOfAnEarlierRound"/>; null when there is none.</param>
public sealed record RegisterFirst(
    string Household, NewHousehold? New, IReadOnlyList<FirstParcel> Parcels, DateOnly TermFrom, DateOnly TermTo, IReadOnlyList<WithoutShare> WithoutShare, string? EarlierContract = null) : IChange
{
    /// <summary>Family contracting, code of table C10.</summary>
    private const string FamilyContracting = "110";

    Procedure IChange.Procedure => Procedures.FirstRegistration;

    string IChange.CollectiveOf(Books books) => Known(books) is { IsRegistered: true } known ? known.Collective : New?.Collective ?? "";

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [.. Parcels.Select(parcel => parcel.Parcel)];

    IReadOnlyList<HandedIn> IChange.Papers => HandedIn.As(FileDocument.Other, [.. WithoutShare.Select(one => one.Document)]);

    LandAltered? IChange.Land(Books books) => new([], [.. Parcels.Select(parcel => new LandOutline(parcel.Parcel, parcel.Survey?.Boundary))]);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) => [Streams.Household(Household), Streams.Right(Right), .. Parcels.Select(parcel => Streams.Parcel(parcel.Parcel))];

    IEnumerable<Household> IChange.Parties(Books books) => [AsItWillBe(books)];

    IEnumerable<Guid> IChange.Holders(Books books) => AsItWillBe(books).CoHolders.Distinct();

    /// <summary>Members who are to have no share.</summary>
    IEnumerable<Guid> IChange.Losing(Books books) => AsItWillBe(books).Members.Where(member => !member.CoHolder).Select(member => member.Person);

    IEnumerable<string> IChange.Rights(Books books) => [Right];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var household = AsItWillBe(books);
        return
        [
            new("承包方", "Contractor", ValueKind.Household, Known(books).IsRegistered ? Household : null, Household),
            new("承包方代表", "Representative", ValueKind.Person, null, household.Representative.ToString()),
            .. household.Members.Where(member => member.CoHolder).Select(member => new Alteration("共有人", "Co-holder", ValueKind.Person, null, member.Person.ToString())),
            .. household.Members.Where(member => !member.CoHolder).Select(member => new Alteration("不是共有人的家庭成员", "Member without a share", ValueKind.Person, null, member.Person.ToString())),
            .. Parcels.SelectMany(parcel => parcel.Survey?.Alterations() ?? [new("地块", "Parcel", ValueKind.Parcel, null, parcel.Parcel)]),
            .. Parcels.Select(parcel => new Alteration($"{parcel.Parcel} 合同面积", $"{parcel.Parcel} contract area", ValueKind.Area, null, parcel.ContractArea.ToString(CultureInfo.InvariantCulture))),
            new("承包期从", "Term from", ValueKind.Day, null, Day(TermFrom)),
            new("承包期到", "Term until", ValueKind.Day, null, Day(TermTo)),
        ];
    }

    bool IChange.OnlyGives => true;

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var known = Known(books);
        if (New is null && (!known.IsRegistered || known.Kind != ContractorKind.Household)) return Refuse(HouseholdIsUnknown, Household);
        if (known.HasEnded) return Refuse(HouseholdHasEnded, Household);
        if (New is not null && WhyNotNew(known) is { } taken) return taken;
        if (known.BarredUntil is { } barred && barred >= act.Today) return Refuse(HouseholdIsBarred, Household);

        var household = AsItWillBe(books);
        if (household.Members.Count == 0 || household.Members.Select(member => member.Person).Distinct().Count() != household.Members.Count) return Refuse(NobodyIsNamed);
        if (household.Members.All(member => member.Person != household.Representative)) return Refuse(PersonIsNotOfTheHousehold);
        if (New is { } listed && !listed.Members.All(member => MemberCodes.IsRelation(member.Relation) && MemberCodes.IsMark(member.Mark))) return Refuse(RelationIsNoCode);
        if (household.Members.Any(member => !member.CoHolder && WithoutShare.All(one => one.Person != member.Person || one.Document.Length == 0))) return Refuse(MemberIsLeftOut);

        if (books.Read<ContractRight>(Streams.Right(Right)).Stands) return Refuse(ContractStands, Right);
        if (TermTo <= TermFrom || TermTo < act.Today || IsTooLong(books.County.On(act.Today).Of(CountySettings.Renewal).Count)) return Refuse(TermIsNotLawful);
        if (EarlierContract is not null && !ContractCode.IsOfAnEarlierRound(EarlierContract)) return Refuse(ValueDoesNotFit, Right);
        if (!ContractRight.AreChosen([.. Parcels.Select(parcel => parcel.Parcel)])) return Refuse(NoParcelChosen);
        foreach (var parcel in Parcels)
            if (WhyNot(parcel, household.Collective, books) is { } wrong) return wrong;

        var provenance = act.After([
            HouseholdIsUnknown, HouseholdHasEnded, NewCodeIsNotOfTheIssuer, HouseholdCodeIsTaken, HouseholdIsBarred, NobodyIsNamed, PersonIsNotOfTheHousehold, RelationIsNoCode, MemberIsLeftOut, ContractStands,
            TermIsNotLawful, NoParcelChosen, .. NewParcel.HindrancesChecked, ParcelIsUnknown, ParcelIsRetired, ParcelIsOfAnotherOwner, ContractAreaIsMissing])
            with { Documents = ((IChange)this).Documents };
        var signed = provenance with { LegalDay = act.ContractedOn ?? act.Today };
        var stream = Streams.Right(Right);
        return Enter(
        [
            .. New is { } made ? [new StreamFact(Streams.Household(Household), new HouseholdRegistered(
                Household, made.Collective, ContractorKind.Household, made.Representative, made.Members, signed))] : Array.Empty<StreamFact>(),
            .. Parcels.Where(parcel => parcel.Survey is not null).Select(parcel => parcel.Survey!.Enter(household.Collective, signed)),
            new(stream, new ContractConcluded(
                Right, Household, household.Collective, ContractKind.Family, FamilyContracting, TermFrom, TermTo, signed.LegalDay,
                [.. Parcels.Select(parcel => new ContractParcel(parcel.Parcel, parcel.ContractArea, parcel.EarlierArea, null))], EarlierContract, signed)),
            new(stream, new RightRegistered(Right, papers[0].Serial, provenance.LegalDay, null, provenance)),
            .. papers[0].IssueFor(Right, null, CertificateOccasion.First, null, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new FirstRegistrationProposed(caseNumber, this, provenance);

    private Household Known(Books books) => books.Has(Streams.Household(Household)) ? books.Read<Household>(Streams.Household(Household)) : Households.Household.Unknown;

    /// <summary>The household as it stands, its representative listed whatever the delivery did; or as it will stand: its people are parties before they are in the register.</summary>
    private Household AsItWillBe(Books books) => Known(books) is { IsRegistered: true } known || New is null
        ? Known(books) is { IsRegistered: true } standing ? standing with { Members = standing.MembersAsHolders } : Households.Household.Unknown
        : new(Household, New.Collective, ContractorKind.Household, New.Representative, New.Members);

    private bool IsTooLong(int months) => TermFrom > DateOnly.MaxValue.AddMonths(-months) || TermTo > TermFrom.AddMonths(months);

    private Refused? WhyNotNew(Household known)
    {
        if (!ContractorCode.TryParse(Household, out var code) || code.Kind != ContractorKind.Household || code.Issuer.ToString() != New!.Collective) return new(NewCodeIsNotOfTheIssuer, Household);
        return known.IsRegistered ? new(HouseholdCodeIsTaken, Household) : null;
    }

    private static Refused? WhyNot(FirstParcel asked, string collective, Books books)
    {
        if (asked.ContractArea <= 0) return new(ContractAreaIsMissing, asked.Parcel);
        var known = books.Read<Parcel>(Streams.Parcel(asked.Parcel));
        if (asked.Survey is { } survey) return survey.Code != asked.Parcel ? new(ParcelCodeIsNotOfTheIssuer, survey.Code) : survey.Hindrance(known, collective);
        return ParcelChange.WhyGone(known, asked.Parcel) ?? (known.Collective != collective ? new(ParcelIsOfAnotherOwner, asked.Parcel) : null);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A case asks that a right be registered for the first time.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record FirstRegistrationProposed(string Case, RegisterFirst Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

using System.Globalization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Spatial;
using RuralRights.Spatial.Topology;
using static RuralRights.Domain.Households.HouseholdRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Parcels.ParcelRules;

namespace RuralRights.Domain.Parcels;

/// <summary>
/// A parcel becomes several (地块分割, item 1033). The holder, the term and the whole contract area stay what they are; the contract area
/// is shared out in proportion to the surveyed areas, to the last hundredth. The old code is retired for good. What holds the parcel
/// and does not stop a division holds every part from then on.
/// </summary>
/// <param name="Household">18-digit code of the household that holds it.</param>
/// <param name="Parcel">Parcel that is divided.</param>
/// <param name="Parts">Parcels it becomes.</param>
public sealed record DivideParcel(string Household, string Parcel, IReadOnlyList<NewParcel> Parts) : IChange
{
    Procedure IChange.Procedure => Procedures.ParcelDivision;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [Parcel, .. Parts.Select(part => part.Code)];

    LandAltered? IChange.Land(Books books) => new([LandOutline.Of(Parcel, books)], [.. Parts.Select(part => new LandOutline(part.Code, part.Boundary))]);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Household(Household), Streams.Right(Right), Streams.Parcel(Parcel), .. Parts.Select(part => Streams.Parcel(part.Code))];

    IReadOnlyList<Alteration> IChange.Alterations(Books books)
    {
        var known = books.Read<Parcel>(Streams.Parcel(Parcel));
        var held = books.Read<ContractRight>(Streams.Right(Right)).Holdings.GetValueOrDefault(Parcel);
        return
        [
            new("分割的地块", "Parcel that is divided", ValueKind.Parcel, Parcel, null),
            new("原实测面积", "Its surveyed area", ValueKind.Area, known.SurveyedArea.ToString(CultureInfo.InvariantCulture), null),
            .. Parts.SelectMany(part => part.Alterations()),
            .. held is null || Parts.All(part => part.SurveyedArea <= 0) ? [] : Shared(held.Parcel).Select(part => new Alteration(
                $"{part.Parcel} 合同面积", $"{part.Parcel} contract area", ValueKind.Area, null, part.ContractArea.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act) => Divide(books, act) switch
    {
        Entered divided => Enter(
        [
            .. divided.Facts,
            .. papers[0].IssueFor(Right, books.Read<ContractRight>(Streams.Right(Right)).Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, AfterDivision(act)),
        ]),
        var refused => refused,
    };

    /// <summary>The division of the land alone, without a new certificate.</summary>
    internal Decision Divide(Books books, Act act)
    {
        var household = books.Read<Household>(Streams.Household(Household));
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        var known = books.Read<Parcel>(Streams.Parcel(Parcel));
        if (ParcelChange.WhyGone(known, Parcel) is { } gone) return gone;

        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (right.Hindrance([Parcel], [.. right.Leases.Keys], act.Today, Disposal.Division, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (Parts.Count < 2 || Parts.Select(part => part.Code).Distinct(StringComparer.Ordinal).Count() != Parts.Count) return Refuse(TooFewParcels);
        foreach (var part in Parts)
            if (part.Hindrance(books.Read<Parcel>(Streams.Parcel(part.Code)), known.Collective) is { } wrong) return wrong;

        if (ParcelChange.WhyNotTheSame(known.Survey!.Boundary, known.SurveyedArea, [.. Parts.Select(part => (part.Boundary, part.SurveyedArea))], Parcel, books, act) is { } open) return open;

        var held = right.Holdings[Parcel];
        var provenance = AfterDivision(act);
        var (stream, cause) = (Streams.Right(Right), Streams.Case(act.Case));
        string[] codes = [.. Parts.Select(part => part.Code)];
        return Enter(
        [
            new(stream, new ParcelLeft(Right, Parcel, cause, provenance)),
            new(Streams.Parcel(Parcel), new ParcelDivided(Parcel, codes, provenance)),
            .. Parts.Select(part => part.Enter(known.Collective, provenance)),
            .. Shared(held.Parcel).Select(part => new StreamFact(stream, new ParcelJoined(Right, Household, right.Collective, part, held.TermTo, cause, provenance))),
            .. ParcelChange.LeasesGoOn(right, [Parcel], codes, provenance),
            .. right.HoldsFollow([Parcel], codes, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new DivisionProposed(caseNumber, this, provenance);

    private static Provenance AfterDivision(Act act) => act.After([
        HouseholdIsUnknown, ParcelIsUnknown, ParcelIsRetired, .. ContractRight.HindrancesChecked, TooFewParcels, .. NewParcel.HindrancesChecked, AreasDoNotClose, PartsAreNotTheWhole]);

    private IEnumerable<ContractParcel> Shared(ContractParcel whole)
    {
        decimal[] weights = [.. Parts.Select(part => Math.Max(part.SurveyedArea, 0))];
        var contract = AreaShares.Allocate(whole.ContractArea, weights);
        var earlier = whole.EarlierArea is { } area ? AreaShares.Allocate(area, weights) : null;
        return Parts.Select((part, at) => new ContractParcel(part.Code, contract[at], earlier?[at], null));
    }
}

/// <summary>
/// Parcels that lie together become one (地块合并, item 1033): same owner, same right, same term. The contract area is the sum. The old
/// codes are retired for good.
/// </summary>
/// <param name="Household">18-digit code of the household that holds them.</param>
/// <param name="Parcels">Parcels that are joined.</param>
/// <param name="Into">Parcel they become.</param>
public sealed record ConsolidateParcels(string Household, IReadOnlyList<string> Parcels, NewParcel Into) : IChange
{
    Procedure IChange.Procedure => Procedures.ParcelConsolidation;

    string IChange.CollectiveOf(Books books) => books.CollectiveOf(Household);

    IReadOnlyList<string> IChange.Households => [Household];

    IReadOnlyList<string> IChange.Parcels => [.. Parcels, Into.Code];

    LandAltered? IChange.Land(Books books) => new([.. Parcels.Select(parcel => LandOutline.Of(parcel, books))], [new(Into.Code, Into.Boundary)]);

    private string Right => ContractRight.CodeOfFamilyContract(Household);

    IEnumerable<string> IChange.Reads(Books books) =>
        [Streams.Household(Household), Streams.Right(Right), Streams.Parcel(Into.Code), .. Parcels.Select(Streams.Parcel)];

    IReadOnlyList<Alteration> IChange.Alterations(Books books) =>
    [
        .. Parcels.Select(parcel => new Alteration("合并的地块", "Parcel that is joined", ValueKind.Parcel, parcel, null)),
        .. Into.Alterations(),
    ];

    int IChange.PapersNeeded(Books books) => 1;

    Decision IChange.Enter(Books books, IReadOnlyList<NewPaper> papers, Act act)
    {
        var household = books.Read<Household>(Streams.Household(Household));
        if (!household.IsRegistered) return Refuse(HouseholdIsUnknown, Household);
        if (Parcels.Count < 2 || Parcels.Distinct(StringComparer.Ordinal).Count() != Parcels.Count) return Refuse(TooFewParcels);

        List<Parcel> known = [.. Parcels.Select(code => books.Read<Parcel>(Streams.Parcel(code)))];
        foreach (var (parcel, code) in known.Zip(Parcels))
            if (ParcelChange.WhyGone(parcel, code) is { } gone) return gone;

        if (known.Find(parcel => parcel.Collective != household.Collective) is { } foreign) return Refuse(ParcelIsOfAnotherOwner, foreign.Code);
        var right = books.Read<ContractRight>(Streams.Right(Right));
        if (right.Hindrance(Parcels, [.. right.Leases.Keys], act.Today, Disposal.Division, Streams.Case(act.Case)) is { } hindrance) return hindrance;
        if (ParcelChange.WhyHeldInPart(right, Parcels, act.Today) is { } still) return still;
        List<Holding> held = [.. Parcels.Select(parcel => right.Holdings[parcel])];
        if (held.Select(holding => holding.TermTo).Distinct().Count() > 1) return Refuse(ParcelTermsDiffer);
        if (Into.Hindrance(books.Read<Parcel>(Streams.Parcel(Into.Code)), household.Collective) is { } wrong) return wrong;
        if (ParcelChange.WhyNotTheSame(Into.Boundary, Into.SurveyedArea, [.. known.Select(parcel => (parcel.Survey!.Boundary, parcel.SurveyedArea))], Into.Code, books, act) is { } open) return open;

        var provenance = act.After([
            HouseholdIsUnknown, TooFewParcels, ParcelIsUnknown, ParcelIsRetired, ParcelIsOfAnotherOwner, .. ContractRight.HindrancesChecked, ParcelTermsDiffer,
            .. NewParcel.HindrancesChecked, AreasDoNotClose, PartsAreNotTheWhole]);
        var (stream, cause) = (Streams.Right(Right), Streams.Case(act.Case));
        var whole = new ContractParcel(
            Into.Code, held.Sum(holding => holding.Parcel.ContractArea), held.TrueForAll(holding => holding.Parcel.EarlierArea is null) ? null : held.Sum(holding => holding.Parcel.EarlierArea ?? 0), null);
        return Enter(
        [
            .. Parcels.Select(parcel => new StreamFact(stream, new ParcelLeft(Right, parcel, cause, provenance))),
            .. Parcels.Select(parcel => new StreamFact(Streams.Parcel(parcel), new ParcelConsolidated(parcel, Into.Code, provenance))),
            Into.Enter(household.Collective, provenance),
            new(stream, new ParcelJoined(Right, Household, right.Collective, whole, held[0].TermTo, cause, provenance)),
            .. ParcelChange.LeasesGoOn(right, Parcels, [Into.Code], provenance),
            .. right.HoldsFollow(Parcels, [Into.Code], provenance),
            .. papers[0].IssueFor(Right, right.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
        ]);
    }

    IProposal IChange.Propose(string caseNumber, Provenance provenance) => new ConsolidationProposed(caseNumber, this, provenance);
}

/// <summary>A case asks that a parcel be divided.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record DivisionProposed(string Case, DivideParcel Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>A case asks that parcels be joined.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Asked">What it asks for.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ConsolidationProposed(string Case, ConsolidateParcels Asked, Provenance Provenance) : IProposal
{
    IChange IProposal.Content => Asked;
}

/// <summary>What changes of parcels have in common.</summary>
internal static class ParcelChange
{
    /// <summary>Why nothing can be done to a parcel any more; null while it stands.</summary>
    public static Refused? WhyGone(Parcel known, string code) =>
        !known.IsKnown ? new(ParcelIsUnknown, code) : known.IsRetired ? new(ParcelIsRetired, code) : null;

    /// <summary>
    /// A hold that lets a consolidation pass follows onto the whole, so it must hold every parcel that is joined: nobody's burden grows by
    /// land that was free of it. Null when none holds some of them only.
    /// </summary>
    public static Refused? WhyHeldInPart(ContractRight right, IReadOnlyList<string> parcels, DateOnly today) => right.Encumbrances.Values
        .Where(held => held.StandsOn(today) && held.Parcels.Intersect(parcels, StringComparer.Ordinal).Any() && parcels.Except(held.Parcels, StringComparer.Ordinal).Any())
        .Select(held => new Refused(HoldLaw.Of(held.Kind).Rule, held.Parcels.First(parcels.Contains)))
        .FirstOrDefault();

    /// <summary>Why parts are not the whole, by area or by shape, and then at which spot of the survey; null when they are.</summary>
    public static Refused? WhyNotTheSame(BoundaryOnRecord whole, decimal area, IReadOnlyList<(BoundaryOnRecord Boundary, decimal Area)> parts, string about, Books books, Act act)
    {
        if (Math.Abs(parts.Sum(part => part.Area) - area) > books.County.On(act.Today).Of(CountySettings.DivisionTolerance)) return new(AreasDoNotClose, about);
        if (whole.Read() is not { } shape) return new(PartsAreNotTheWhole, about);

        var shapes = new List<SurveyedBoundary>();
        foreach (var (boundary, _) in parts)
        {
            if (boundary.Read() is not { } part) return new(PartsAreNotTheWhole, about);
            shapes.Add(part);
        }

        return Partition.Of(shape, shapes) switch
        {
            { IsClean: true } => null,
            { Spot: { } spot } => new(PartsAreNotTheWhole, string.Create(CultureInfo.InvariantCulture, $"{spot.X:F2}, {spot.Y:F2}")),
            _ => new(PartsAreNotTheWhole, about),
        };
    }

    /// <summary>Leases that name a parcel bind what it became; a lease that names none binds every parcel of the right as before.</summary>
    public static IEnumerable<StreamFact> LeasesGoOn(ContractRight right, IReadOnlyList<string> gone, IReadOnlyList<string> now, Provenance provenance) =>
        right.Leases.Values
            .Where(lease => lease.To >= provenance.LegalDay && lease.Parcels.Intersect(gone, StringComparer.Ordinal).Any())
            .Select(lease => new StreamFact(Streams.Right(right.Code), new LeaseContinued(
                right.Code, lease.Code, right.Code, lease.From, lease.To, [.. lease.Parcels.Except(gone, StringComparer.Ordinal), .. now], provenance)));
}

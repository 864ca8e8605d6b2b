using System.Collections.Immutable;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A parcel in a right and the last day on which it is held; a parcel that came over keeps the end it came with.</summary>
public sealed record Holding(ContractParcel Parcel, DateOnly TermTo);

/// <summary>A filed lease as decisions see it.</summary>
/// <remarks>Deliveries often name no parcels, only how many; such a lease is taken to bind every parcel of its right.</remarks>
public sealed record FiledLease(string Code, DateOnly From, DateOnly To, IReadOnlyList<string> Parcels)
{
    /// <summary>True when the lease covers the parcel on that day or later: one that is yet to begin binds the buyer as well.</summary>
    public bool Binds(string parcel, DateOnly today) =>
        To >= today && (Parcels.Count == 0 || Parcels.Contains(parcel, StringComparer.Ordinal));
}

/// <summary>What holds parcels still, as decisions see it.</summary>
public sealed record Encumbrance(Guid Id, EncumbranceKind Kind, IReadOnlyList<string> Parcels, DateOnly? Until)
{
    /// <summary>True when it holds the parcel on that day.</summary>
    public bool Holds(string parcel, DateOnly today) =>
        (Until is null || Until >= today) && Parcels.Contains(parcel, StringComparer.Ordinal);
}

/// <summary>The paper that proves the right today.</summary>
public sealed record CurrentCertificate(Guid Id, string Serial);

/// <summary>A right to contracted land (土地承包经营权) as decisions see it.</summary>
/// <remarks>
/// It arises with the contract, not with registration. Nothing about where its people live, or in which register of
/// residence they stand, is part of it: settling in town changes nothing here.
/// </remarks>
public sealed record ContractRight(
    string Code,
    string Household,
    string Collective,
    ContractKind Kind,
    DateOnly TermTo,
    ImmutableSortedDictionary<string, Holding> Holdings,
    ImmutableSortedDictionary<string, FiledLease> Leases,
    ImmutableSortedDictionary<Guid, Encumbrance> Encumbrances,
    CurrentCertificate? Certificate,
    bool HasEnded) : IState<ContractRight>
{
    private static readonly ImmutableSortedDictionary<string, Holding> NoHoldings = ImmutableSortedDictionary.Create<string, Holding>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, FiledLease> NoLeases = ImmutableSortedDictionary.Create<string, FiledLease>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public static ContractRight Unknown { get; } = new(
        "", "", "", ContractKind.Family, default, NoHoldings, NoLeases, ImmutableSortedDictionary<Guid, Encumbrance>.Empty, null, false);

    /// <summary>True once a contract was concluded, even if it ended since.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <summary>True while the contract stands and can take parcels in.</summary>
    public bool Stands => IsKnown && !HasEnded;

    /// <summary>The code of a household's family contract: its own code and J.</summary>
    public static string CodeOfFamilyContract(string household) => household + "J";

    /// <summary>Sum of the contract areas of these parcels in square metres.</summary>
    public decimal ContractAreaOf(IEnumerable<string> parcels) => parcels.Sum(parcel => Holdings[parcel].Parcel.ContractArea);

    /// <summary>The last day on which all these parcels are still held.</summary>
    public DateOnly TermOf(IEnumerable<string> parcels) => parcels.Min(parcel => Holdings[parcel].TermTo);

    /// <summary>Leases that bind whoever takes these parcels.</summary>
    public IEnumerable<FiledLease> LeasesOf(IReadOnlyList<string> parcels, DateOnly today) =>
        Leases.Values.Where(lease => parcels.Any(parcel => lease.Binds(parcel, today)));

    /// <summary>The first thing that forbids to dispose of these parcels, in the order of the law; null when nothing does.</summary>
    public Decision.Refused? Hindrance(IReadOnlyList<string> parcels, IReadOnlyList<string> disclosedLeases, DateOnly today)
    {
        if (!IsKnown) return new(RightIsUnknown);
        if (HasEnded) return new(RightHasEnded, Code);
        if (Kind != ContractKind.Family) return new(RightIsByOtherMeans, Code);
        if (!AreChosen(parcels)) return new(NoParcelChosen);
        if (First(parcels, parcel => !Holdings.ContainsKey(parcel)) is { } stranger) return new(ParcelNotInRight, stranger);
        if (First(parcels, parcel => Holdings[parcel].TermTo < today) is { } expired) return new(TermIsOver, expired);
        if (First(parcels, parcel => Holdings[parcel].Parcel.Share is not null) is { } shared) return new(ParcelIsHeldJointly, shared);
        if (First(parcels, parcel => Encumbrances.Values.Any(held => held.Holds(parcel, today))) is { } still) return new(RightIsHeld, still);
        return LeasesOf(parcels, today).FirstOrDefault(lease => !disclosedLeases.Contains(lease.Code, StringComparer.Ordinal)) is { } hidden
            ? new(LeaseNotDisclosed, hidden.Code)
            : null;
    }

    /// <summary>The facts by which the right ends: every parcel leaves it, its paper is void.</summary>
    public IEnumerable<StreamFact> End(string cause, Provenance provenance)
    {
        var stream = Streams.Right(Code);
        foreach (var parcel in Holdings.Keys) yield return new(stream, new ParcelLeft(Code, parcel, cause, provenance));

        yield return new(stream, new ContractEnded(Code, cause, provenance));
        if (Certificate is { } paper) yield return new(stream, new CertificateVoided(Code, paper.Id, CertificateReason.RightEnded.Chinese, provenance));
    }

    /// <summary>The rules of <see cref="Hindrance"/>, for the provenance of acts that checked them.</summary>
    public static IReadOnlyList<Rule> HindrancesChecked { get; } =
    [
        RightIsUnknown, RightHasEnded, RightIsByOtherMeans, NoParcelChosen, ParcelNotInRight,
        TermIsOver, ParcelIsHeldJointly, RightIsHeld, LeaseNotDisclosed,
    ];

    /// <inheritdoc/>
    public ContractRight Evolve(object fact) => fact switch
    {
        ContractConcluded e => this with
        {
            Code = e.Right,
            Household = e.Household,
            Collective = e.Collective,
            Kind = e.Kind,
            TermTo = e.TermTo,
            Holdings = NoHoldings.SetItems(e.Parcels.Select(parcel => KeyValuePair.Create(parcel.Parcel, new Holding(parcel, e.TermTo)))),
            HasEnded = false,
        },
        ParcelJoined e => this with { Holdings = Holdings.SetItem(e.Parcel.Parcel, new(e.Parcel, e.TermTo)) },
        ParcelLeft e => this with { Holdings = Holdings.Remove(e.Parcel) },
        ContractRenewed e => this with
        {
            TermTo = e.TermTo,
            Holdings = NoHoldings.SetItems(Holdings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { TermTo = e.TermTo }))),
        },
        ContractEnded => this with { Holdings = NoHoldings, HasEnded = true },
        LeaseFiled e => this with { Leases = Leases.SetItem(e.Lease, new(e.Lease, e.From, e.To, e.Parcels)) },
        LeaseContinued e => this with { Leases = Leases.SetItem(e.Lease, new(e.Lease, e.From, e.To, e.Parcels)) },
        EncumbranceEntered e => this with { Encumbrances = Encumbrances.SetItem(e.Encumbrance, new(e.Encumbrance, e.Kind, e.Parcels, e.Until)) },
        EncumbranceLifted e => this with { Encumbrances = Encumbrances.Remove(e.Encumbrance) },
        CertificateIssued e => this with { Certificate = new(e.Certificate, e.Serial) },
        CertificateReplaced e when e.Certificate == Certificate?.Id => this with { Certificate = null },
        CertificateVoided e when e.Certificate == Certificate?.Id => this with { Certificate = null },
        _ => this,
    };

    /// <summary>True when at least one parcel is named, and each once.</summary>
    internal static bool AreChosen(IReadOnlyList<string> parcels) =>
        parcels.Count > 0 && !parcels.Any(string.IsNullOrEmpty) && parcels.Distinct(StringComparer.Ordinal).Count() == parcels.Count;

    private static string? First(IReadOnlyList<string> parcels, Func<string, bool> isInTheWay) => parcels.FirstOrDefault(isInTheWay);
}

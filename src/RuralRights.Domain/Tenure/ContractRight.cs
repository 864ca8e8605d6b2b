using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Tenure.TenureRules;

namespace RuralRights.Domain.Tenure;

/// <summary>A parcel in a right and the last day on which it is held; a parcel that came over keeps the end it came with.</summary>
public sealed record Holding(ContractParcel Parcel, DateOnly TermTo)
{
    /// <summary>The holding under a contract that was renewed until that day; one that lasts longer already is not shortened.</summary>
    public Holding Until(DateOnly renewed) => this with { TermTo = renewed > TermTo ? renewed : TermTo };
}

/// <summary>A filed lease as decisions see it.</summary>
/// <remarks>Deliveries often name no parcels, only how many; such a lease is taken to bind every parcel of its right.</remarks>
public sealed record FiledLease(string Code, DateOnly From, DateOnly To, IReadOnlyList<string> Parcels)
{
    /// <summary>True when the lease covers the parcel on that day or later: one that is yet to begin binds the buyer as well.</summary>
    public bool Binds(string parcel, DateOnly today) =>
        To >= today && (Parcels.Count == 0 || Parcels.Contains(parcel, StringComparer.Ordinal));
}

/// <summary>What holds parcels still, as decisions see it.</summary>
/// <param name="Id">Id of the entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parcels">Parcels it holds.</param>
/// <param name="Since">Day of the entry, which starts what lapses by itself.</param>
/// <param name="Until">Last day; null when it lasts until it is lifted or lapses by law.</param>
/// <param name="Document">Number of the paper it rests on, or the stream of the dispute whose hold it is.</param>
/// <param name="By">Who entered it, as facts name actors.</param>
/// <param name="SuitFiled">True once a suit was proved behind an objection entry, which then no longer lapses.</param>
/// <param name="GivesWayTo">Streams of the acts it gives way to; an empty name means every act.</param>
public sealed record Encumbrance(
    Guid Id, EncumbranceKind Kind, IReadOnlyList<string> Parcels, DateOnly Since, DateOnly? Until, string Document, string By, bool SuitFiled, IReadOnlyList<string> GivesWayTo)
{
    /// <summary>The dispute whose hold it is, whatever became of its parcels since; null for any other.</summary>
    public Guid? Dispute => DisputeOf(Kind, Document);

    /// <summary>True when it stands on that day.</summary>
    public bool StandsOn(DateOnly today) => Until is null || Until >= today;

    /// <summary>True when it stands on that day and names the parcel.</summary>
    public bool Holds(string parcel, DateOnly today) => StandsOn(today) && Parcels.Contains(parcel, StringComparer.Ordinal);

    /// <summary>True when the law gives it the force to stop this, and it did not give way.</summary>
    /// <param name="disposal">What would be done with the parcels.</param>
    /// <param name="act">Stream of the act that would do it; null before there is one.</param>
    public bool Stops(Disposal disposal, string? act) =>
        HoldLaw.Of(Kind).Stops.Contains(disposal) && !GivesWayTo.Any(allowed => allowed.Length == 0 || allowed == act);

    /// <summary>True when its time is over, so that it lapses: the day the paper named, or fifteen days without a suit.</summary>
    public bool HasLapsed(TimeLimit objectionEntry, WorkCalendar calendar, DateOnly today) =>
        !StandsOn(today) || (Kind == EncumbranceKind.Objection && !SuitFiled && objectionEntry.From(Since, calendar).IsOver(today));

    /// <summary>The dispute that a hold of this kind rests on; null when it rests on a paper.</summary>
    public static Guid? DisputeOf(EncumbranceKind kind, string document) =>
        kind == EncumbranceKind.Dispute && document.Split('/') is [_, var id] && Guid.TryParse(id, out var dispute) && document == Streams.Dispute(dispute) ? dispute : null;

    /// <summary>True for what no day ends: a mortgage does not end with the term of its debt, nor a dispute by waiting.</summary>
    public static bool StandsUntilLifted(EncumbranceKind kind) => kind is EncumbranceKind.Mortgage or EncumbranceKind.Dispute;

    /// <summary>The objection entries of a right that have lapsed after a fact.</summary>
    internal static ImmutableList<Encumbrance> Lapsing(ImmutableSortedDictionary<Guid, Encumbrance> standing, ImmutableList<Encumbrance> lapsed, object fact) =>
        fact is EncumbranceLapsed e && standing.TryGetValue(e.Encumbrance, out var held) && held.Kind == EncumbranceKind.Objection ? lapsed.Add(held) : lapsed;

    /// <summary>What stands in a right after a fact.</summary>
    internal static ImmutableSortedDictionary<Guid, Encumbrance> After(ImmutableSortedDictionary<Guid, Encumbrance> standing, object fact)
    {
        return fact switch
        {
            EncumbranceEntered e => standing.SetItem(e.Encumbrance, new(e.Encumbrance, e.Kind, e.Parcels, e.Provenance.LegalDay, StandsUntilLifted(e.Kind) ? null : e.Until, e.Document, e.Provenance.Actor, false, [])),
            EncumbranceContinued e => standing.SetItem(e.Encumbrance, new(e.Encumbrance, e.Kind, e.Parcels, e.Since, StandsUntilLifted(e.Kind) ? null : e.Until, e.Document, e.EnteredBy, e.SuitFiled, [])),
            EncumbranceLifted e => standing.Remove(e.Encumbrance),
            EncumbranceLapsed e => standing.Remove(e.Encumbrance),
            SeizureRenewed e => Altered(e.Encumbrance, held => held with { Until = e.Until }),
            ObjectionSuitFiled e => Altered(e.Encumbrance, held => held with { SuitFiled = true }),
            HoldYielded e => Altered(e.Encumbrance, held => held with { GivesWayTo = [.. held.GivesWayTo, e.To] }),
            _ => standing,
        };

        ImmutableSortedDictionary<Guid, Encumbrance> Altered(Guid id, Func<Encumbrance, Encumbrance> alter) =>
            standing.TryGetValue(id, out var held) ? standing.SetItem(id, alter(held)) : standing;
    }
}

/// <summary>The paper that proves the right today.</summary>
/// <param name="Id">Id of the certificate.</param>
/// <param name="Serial">Its serial.</param>
/// <param name="Case">Number of the case, or of the delivery, by which it was issued.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="LossAnnouncedOn">Day on which its loss was announced; null while nobody misses it.</param>
public sealed record CurrentCertificate(Guid Id, string Serial, string Case, DateOnly IssuedOn, DateOnly? LossAnnouncedOn = null);

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
    bool HasEnded) : IState<ContractRight>, ILandRight
{
    private static readonly ImmutableSortedDictionary<string, Holding> NoHoldings = ImmutableSortedDictionary.Create<string, Holding>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, FiledLease> NoLeases = ImmutableSortedDictionary.Create<string, FiledLease>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public static ContractRight Unknown { get; } = new(
        "", "", "", ContractKind.Family, default, NoHoldings, NoLeases, ImmutableSortedDictionary<Guid, Encumbrance>.Empty, null, false);

    /// <summary>The paper that gave way to the current one; null while none did.</summary>
    public Guid? GaveWay { get; private init; }

    /// <inheritdoc/>
    public ImmutableList<Encumbrance> LapsedObjections { get; private init; } = [];

    /// <summary>True once a contract was concluded, even if it ended since.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <summary>True while the contract stands and can take parcels in.</summary>
    public bool Stands => IsKnown && !HasEnded;

    bool ILandRight.Covers(string parcel) => Holdings.ContainsKey(parcel);

    bool ILandRight.Names(Guid person) => false;

    /// <summary>The code of a household's family contract: its own code and J.</summary>
    public static string CodeOfFamilyContract(string household) => household + "J";

    /// <summary>Sum of the contract areas of these parcels in square metres.</summary>
    public decimal ContractAreaOf(IEnumerable<string> parcels) => parcels.Sum(parcel => Holdings[parcel].Parcel.ContractArea);

    /// <summary>The last day on which all these parcels are still held.</summary>
    public DateOnly TermOf(IEnumerable<string> parcels) => parcels.Min(parcel => Holdings[parcel].TermTo);

    /// <summary>Leases that bind whoever takes these parcels.</summary>
    public IEnumerable<FiledLease> LeasesOf(IReadOnlyList<string> parcels, DateOnly today) =>
        Leases.Values.Where(lease => parcels.Any(parcel => lease.Binds(parcel, today)));

    /// <summary>The facts by which leases on parcels that move bind the right that takes them.</summary>
    public IEnumerable<StreamFact> LeasesContinued(IReadOnlyList<string> parcels, string taking, Provenance provenance) =>
        LeasesOf(parcels, provenance.LegalDay).Select(lease => new StreamFact(Streams.Right(taking), new LeaseContinued(
            taking, lease.Code, Code, lease.From, lease.To, [.. parcels.Where(parcel => lease.Binds(parcel, provenance.LegalDay))], provenance)));

    /// <summary>The first thing that forbids to dispose of these parcels, in the order of the law; null when nothing does.</summary>
    /// <param name="parcels">The parcels.</param>
    /// <param name="disclosedLeases">Leases of which whoever takes them was told.</param>
    /// <param name="today">The legal day.</param>
    /// <param name="disposal">What would be done with them: each kind of hold stops what the law says it stops.</param>
    /// <param name="act">Stream of the act that would do it, for holds that gave way to just that one.</param>
    public Decision.Refused? Hindrance(
        IReadOnlyList<string> parcels, IReadOnlyList<string> disclosedLeases, DateOnly today, Disposal disposal = Disposal.Transfer, string? act = null)
    {
        if (!IsKnown) return new(RightIsUnknown);
        if (HasEnded) return new(RightHasEnded, Code);
        if (Kind != ContractKind.Family) return new(RightIsByOtherMeans, Code);
        if (!AreChosen(parcels)) return new(NoParcelChosen);
        if (First(parcels, parcel => !Holdings.ContainsKey(parcel)) is { } stranger) return new(ParcelNotInRight, stranger);
        if (First(parcels, parcel => Holdings[parcel].TermTo < today) is { } expired) return new(TermIsOver, expired);
        if (First(parcels, parcel => Holdings[parcel].Parcel.Share is not null) is { } shared) return new(ParcelIsHeldJointly, shared);
        if (this.Hold(parcels, today, disposal, act) is { } held) return held;
        return LeasesOf(parcels, today).FirstOrDefault(lease => !disclosedLeases.Contains(lease.Code, StringComparer.Ordinal)) is { } hidden
            ? new(LeaseNotDisclosed, hidden.Code)
            : null;
    }

    /// <summary>The facts by which holds on parcels that move go on in the right that takes them: what gave way to one act has not ended.</summary>
    public IEnumerable<StreamFact> HoldsContinued(IReadOnlyList<string> parcels, string taking, Provenance provenance)
    {
        foreach (var held in Encumbrances.Values.Where(held => parcels.Any(parcel => held.Holds(parcel, provenance.LegalDay))))
        {
            string[] moved = [.. held.Parcels.Intersect(parcels, StringComparer.Ordinal)];
            yield return new(Streams.Right(taking), new EncumbranceContinued(
                taking, IdIn(taking, held.Id, provenance.Case), held.Id, Code, held.Kind, moved, held.Since, held.Until, held.Document, held.By, held.SuitFiled, provenance));
            if (moved.Length == held.Parcels.Count)
                yield return new(Streams.Right(Code), new EncumbranceLifted(Code, held.Id, Streams.Right(taking), provenance));
        }
    }

    /// <summary>The facts by which holds on parcels that end go on on what they became, as one entry of the same day, so that one lift lifts all of it; on nothing they end.</summary>
    /// <param name="gone">Parcels whose codes end in this right.</param>
    /// <param name="now">Parcels they became; none when they leave for good.</param>
    /// <param name="provenance">The act that does it.</param>
    public IEnumerable<StreamFact> HoldsFollow(IReadOnlyList<string> gone, IReadOnlyList<string> now, Provenance provenance)
    {
        var (stream, cause) = (Streams.Right(Code), Streams.Case(provenance.Case));
        foreach (var held in Encumbrances.Values.Where(held => gone.Any(parcel => held.Holds(parcel, provenance.LegalDay))))
        {
            string[] parcels = [.. held.Parcels.Except(gone, StringComparer.Ordinal), .. now];
            if (parcels.Length > 0)
                yield return new(stream, new EncumbranceContinued(
                    Code, IdIn(Code, held.Id, provenance.Case), held.Id, Code, held.Kind, parcels, held.Since, held.Until, held.Document, held.By, held.SuitFiled, provenance));
            yield return new(stream, new EncumbranceLifted(Code, held.Id, cause, provenance));
        }
    }

    // The same hold in another right is another row with an id of its own, which no one has to mint.
    private static Guid IdIn(string right, Guid encumbrance, string @case) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{right}/{encumbrance}/{@case}")).AsSpan(0, 16));

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
        TermIsOver, ParcelIsHeldJointly, .. HoldLaw.All.Select(law => law.Rule), LeaseNotDisclosed,
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
        ContractAreaCorrected e when Holdings.TryGetValue(e.Parcel, out var held) => this with
        {
            Holdings = Holdings.SetItem(e.Parcel, held with { Parcel = held.Parcel with { ContractArea = e.After } }),
        },
        ContractRenewed e => this with
        {
            TermTo = e.TermTo,
            Holdings = NoHoldings.SetItems(Holdings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Until(e.TermTo)))),
        },
        ContractEnded => this with { Holdings = NoHoldings, HasEnded = true },
        LeaseFiled e => this with { Leases = Leases.SetItem(e.Lease, new(e.Lease, e.From, e.To, e.Parcels)) },
        LeaseContinued e => this with { Leases = Leases.SetItem(e.Lease, new(e.Lease, e.From, e.To, e.Parcels)) },
        CertificateIssued e => this with { Certificate = new(e.Certificate, e.Serial, e.Provenance.Case, e.IssuedOn) },
        CertificateLossAnnounced e when e.Certificate == Certificate?.Id => this with { Certificate = Certificate with { LossAnnouncedOn = e.AnnouncedOn } },
        CertificateReplaced e when e.Certificate == Certificate?.Id => this with { Certificate = null, GaveWay = e.Certificate },
        CertificateVoided e when e.Certificate == Certificate?.Id => this with { Certificate = null },
        _ => Encumbrance.After(Encumbrances, fact) is var encumbrances && encumbrances == Encumbrances
            ? this
            : this with { Encumbrances = encumbrances, LapsedObjections = Encumbrance.Lapsing(Encumbrances, LapsedObjections, fact) },
    };

    /// <summary>True when at least one parcel is named, and each once.</summary>
    internal static bool AreChosen(IReadOnlyList<string> parcels) =>
        parcels.Count > 0 && !parcels.Any(string.IsNullOrEmpty) && parcels.Distinct(StringComparer.Ordinal).Count() == parcels.Count;

    private static string? First(IReadOnlyList<string> parcels, Func<string, bool> isInTheWay) => parcels.FirstOrDefault(isInTheWay);
}

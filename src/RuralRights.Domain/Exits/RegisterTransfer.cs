using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using static RuralRights.Domain.Exits.ExitRules;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Market.MarketRules;

namespace RuralRights.Domain.Exits;

/// <summary>
/// The registrar enters a transfer (转让登记). In one transaction the parcels leave the one right and join the other, the
/// listing closes and both certificates change; until it commits, nothing has happened.
/// </summary>
/// <param name="Transfer">Id of the transfer.</param>
public sealed record RegisterTransfer(Guid Transfer)
{
    /// <summary>Transfer, code of table C10, as the mode of a contract concluded by it.</summary>
    private const string ModeOfTransfer = "200";

    private static readonly Rule[] Checked =
    [
        TransferIsUnknown, NotTheRegistrar, TransferIsRegistered, TransferIsWithdrawn, .. Conflict.Checked, .. ContractRight.HindrancesChecked, AgreedTermsAreOutdated,
        TransfereeIsOutsider, HolderHasNotConsented, IssuerHasNotConsented, PriceIsNotPaid,
    ];

    /// <summary>The order of the rules is the order of the law: the first one broken is the answer.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="transferor">The household that gives the parcels up.</param>
    /// <param name="transferee">The household that takes them.</param>
    /// <param name="given">The right the parcels leave.</param>
    /// <param name="taking">The right they join; unknown when the transferee holds no land yet.</param>
    /// <param name="relatives">The registrar's relatives.</param>
    /// <param name="papers">The certificates to issue, as many as <see cref="PapersNeeded"/>: the transferee's first.</param>
    /// <param name="act">Who asks, and when.</param>
    public Decision Decide(
        Transfer transfer,
        Household transferor,
        Household transferee,
        ContractRight given,
        ContractRight taking,
        Relatives relatives,
        IReadOnlyList<NewPaper> papers,
        Act act)
    {
        if (transfer.Agreed is not { } agreed) return Refuse(TransferIsUnknown);
        if (act.Actor is not Actor.Registrar registrar) return Refuse(NotTheRegistrar);
        if (transfer.WhyClosed is { } closed) return Refuse(closed);
        if (Conflict.Of(registrar, transfer.Actors, [transferor, transferee], relatives) is { } conflict) return conflict;
        if (given.Hindrance(agreed.Parcels, agreed.Leases, act.Today, Disposal.Transfer, Streams.Transfer(Transfer)) is { } hindrance) return hindrance;
        if (!agreed.AreAsHeld(given)) return Refuse(AgreedTermsAreOutdated);
        if (!transferee.BelongsTo(given.Collective)) return Refuse(TransfereeIsOutsider, given.Collective);
        if (!transfer.EveryHolderConsented(transferor)) return Refuse(HolderHasNotConsented);
        if (transfer.Answer != IssuerAnswer.Consented) return Refuse(IssuerHasNotConsented);
        if (!transfer.Paid) return Refuse(PriceIsNotPaid);

        var provenance = act.After(Checked);
        return Enter(
        [
            .. Give(agreed, given, provenance),
            .. Take(agreed, given, taking, papers[0].Serial, provenance),
            .. papers[0].IssueFor(RightTaking(agreed), taking.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance),
            .. Recertify(agreed, given, papers, provenance),
            new(Streams.Listing(transfer.Listing), new ListingClosed(transfer.Listing, ListingEnd.Registered, provenance)),
            new(Streams.Transfer(Transfer), new TransferRegistered(Transfer, provenance)),
        ]);
    }

    /// <summary>How many certificates an entry issues: one for the transferee, and one for what the transferor keeps.</summary>
    public static int PapersNeeded(Transfer transfer, ContractRight given) => KeepsLand(transfer.Agreed, given) ? 2 : 1;

    /// <summary>The code of the right that takes the parcels in.</summary>
    public static string RightTaking(TransferTerms agreed) => ContractRight.CodeOfFamilyContract(agreed.To);

    private static bool KeepsLand(TransferTerms? agreed, ContractRight given) =>
        agreed is not null && given.Holdings.Keys.Except(agreed.Parcels, StringComparer.Ordinal).Any();

    private IEnumerable<StreamFact> Give(TransferTerms agreed, ContractRight given, Provenance provenance)
    {
        var stream = Streams.Right(agreed.Right);
        foreach (var parcel in agreed.Parcels)
            yield return new(stream, new ParcelLeft(agreed.Right, parcel, Streams.Transfer(Transfer), provenance));

        if (!KeepsLand(agreed, given))
            yield return new(stream, new ContractEnded(agreed.Right, Streams.Transfer(Transfer), provenance));
    }

    /// <summary>
    /// The transferee signs a contract with the issuer for what remains; one who holds land has the parcels added to it. A contract has one
    /// term: it is concluded for the parcels whose term ends first, and the others join it with the end they have.
    /// </summary>
    private IEnumerable<StreamFact> Take(TransferTerms agreed, ContractRight given, ContractRight taking, string serial, Provenance provenance)
    {
        var right = RightTaking(agreed);
        var stream = Streams.Right(right);
        var moved = agreed.Parcels.Select(parcel => given.Holdings[parcel]).ToLookup(holding => !taking.Stands && holding.TermTo == agreed.TermTo);
        if (!taking.Stands)
        {
            yield return new(stream, new ContractConcluded(
                right, agreed.To, agreed.Collective, ContractKind.Family, ModeOfTransfer, provenance.LegalDay, agreed.TermTo, provenance.LegalDay,
                [.. moved[true].Select(Afresh)], agreed.Right, provenance));
            yield return new(stream, new RightRegistered(right, serial, provenance.LegalDay, null, provenance));
        }

        foreach (var holding in moved[false])
            yield return new(stream, new ParcelJoined(right, agreed.To, agreed.Collective, Afresh(holding), holding.TermTo, Streams.Transfer(Transfer), provenance));
        foreach (var fact in given.LeasesContinued(agreed.Parcels, right, provenance)) yield return fact;
        foreach (var fact in given.HoldsContinued(agreed.Parcels, right, provenance)) yield return fact;
    }

    /// <summary>The transferor's paper names parcels that are gone: it is replaced by one for the rest, or voided when nothing is left.</summary>
    private static IEnumerable<StreamFact> Recertify(TransferTerms agreed, ContractRight given, IReadOnlyList<NewPaper> papers, Provenance provenance)
    {
        if (KeepsLand(agreed, given))
            return papers[1].IssueFor(agreed.Right, given.Certificate, CertificateOccasion.Replacement, CertificateReason.RightChanged.Chinese, provenance);

        return given.Certificate is { } old
            ? [new(Streams.Right(agreed.Right), new CertificateVoided(agreed.Right, old.Id, CertificateReason.RightEnded.Chinese, provenance))]
            : [];
    }

    /// <summary>The area of the earlier contract was the transferor's; it does not go along.</summary>
    private static ContractParcel Afresh(Holding holding) => holding.Parcel with { EarlierArea = null };
}

using RuralRights.Domain.Law;

namespace RuralRights.Domain.Exits;

/// <summary>Two households of one collective agreed on a transfer (转让); nothing has moved yet.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Listing">The listing it comes from.</param>
/// <param name="Right">Right of the transferor.</param>
/// <param name="From">Transferor household.</param>
/// <param name="To">Transferee household.</param>
/// <param name="Collective">Collective that owns the parcels.</param>
/// <param name="Parcels">Parcels that would move.</param>
/// <param name="ContractArea">Their contract areas together, in square metres.</param>
/// <param name="TermTo">Last day on which all of them are held; 9999-01-01 means for ever (长久).</param>
/// <param name="Leases">Running leases that the transferee takes over knowingly.</param>
/// <param name="Price">Price in yuan.</param>
/// <param name="Terms">SHA-256 of exactly these terms; a consent names it and is worth nothing for other terms.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="ParcelTerms">Last day of each parcel's term, in the order of the parcels; null in facts that know one term for all.</param>
public sealed record TransferAgreed(
    Guid Transfer,
    Guid Listing,
    string Right,
    string From,
    string To,
    string Collective,
    IReadOnlyList<string> Parcels,
    decimal ContractArea,
    DateOnly TermTo,
    IReadOnlyList<string> Leases,
    decimal Price,
    string Terms,
    Provenance Provenance,
    IReadOnlyList<DateOnly>? ParcelTerms = null) : IFact;

/// <summary>A co-holder of the transferor consented to exactly these terms.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Person">Who consented.</param>
/// <param name="Terms">Hash of the terms as shown.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HolderConsented(Guid Transfer, Guid Person, string Terms, Provenance Provenance) : IFact;

/// <summary>A co-holder took the consent back; no reason is asked.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Person">Who withdrew.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HolderConsentWithdrawn(Guid Transfer, Guid Person, Provenance Provenance) : IFact;

/// <summary>The issuer agreed to the transfer (发包方同意).</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record IssuerConsented(Guid Transfer, Provenance Provenance) : IFact;

/// <summary>The issuer refused, for a reason the law knows.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Reason">Code of a lawful reason.</param>
/// <param name="Statement">SHA-256 of the board's own words; they may name people, so the words themselves lie in the vault.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record IssuerRefused(Guid Transfer, string Reason, string Statement, Provenance Provenance) : IFact;

/// <summary>The whole price reached the transferor; nothing was deducted.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Amount">Amount in yuan.</param>
/// <param name="Payee">Co-holder of the transferor on whose account it arrived.</param>
/// <param name="PaidOn">Day of payment.</param>
/// <param name="Voucher">Number of the bank voucher.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record PaymentConfirmed(Guid Transfer, decimal Amount, Guid Payee, DateOnly PaidOn, string Voucher, Provenance Provenance) : IFact;

/// <summary>The transfer was entered in the register; the rights moved in the same transaction.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record TransferRegistered(Guid Transfer, Provenance Provenance) : IFact;

/// <summary>The transfer was given up before entry; nothing has changed.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record TransferWithdrawn(Guid Transfer, Provenance Provenance) : IFact;

using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;

namespace RuralRights.Domain.Tenure;

/// <summary>How the right was contracted.</summary>
public enum ContractKind
{
    /// <summary>Family contracting 家庭承包 (letter J).</summary>
    Family,

    /// <summary>Other means 其他方式承包 (letter Q).</summary>
    OtherMeans,
}

/// <summary>Share of a jointly confirmed parcel (确权确股), an exact fraction in hundredths of a square metre.</summary>
/// <param name="Part">Numerator.</param>
/// <param name="Whole">Denominator; the parts of one parcel sum to it.</param>
public sealed record JointShare(long Part, long Whole);

/// <summary>One parcel of a contract.</summary>
/// <param name="Parcel">19-digit parcel code.</param>
/// <param name="ContractArea">Confirmed (contract) area in square metres (确权面积).</param>
/// <param name="EarlierArea">Area of the earlier contract in square metres (原合同面积); null when there was none.</param>
/// <param name="Share">Share when the parcel is held jointly; null for a parcel held whole.</param>
public sealed record ContractParcel(string Parcel, decimal ContractArea, decimal? EarlierArea, JointShare? Share);

/// <summary>The contract (承包合同) took effect; the right to contracted land arises with it, not with registration.</summary>
/// <param name="Right">18-digit contractor code and J or Q; contract, register entry and certificate share it.</param>
/// <param name="Household">18-digit contractor code of the holder.</param>
/// <param name="Collective">14-digit code of the issuer and owner.</param>
/// <param name="Kind">Family contracting or other means.</param>
/// <param name="Mode">Code of table C10.</param>
/// <param name="TermFrom">First day of the term.</param>
/// <param name="TermTo">Last day of the term; 9999-01-01 means for ever (长久).</param>
/// <param name="SignedOn">Day of signing.</param>
/// <param name="Parcels">Parcels contracted.</param>
/// <param name="EarlierContract">Number of the contract it continues.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ContractConcluded(
    string Right,
    string Household,
    string Collective,
    ContractKind Kind,
    string Mode,
    DateOnly TermFrom,
    DateOnly TermTo,
    DateOnly SignedOn,
    IReadOnlyList<ContractParcel> Parcels,
    string? EarlierContract,
    Provenance Provenance) : IFact;

/// <summary>The contract area of a parcel was put right (更正): it had been written wrongly. What was agreed, and for how long, stays.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Before">Square metres that stood there.</param>
/// <param name="After">Square metres that stand there now.</param>
/// <param name="Evidence">SHA-256 of the evidence.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ContractAreaCorrected(string Right, string Parcel, decimal Before, decimal After, string Evidence, Provenance Provenance) : IFact;

/// <summary>The right was entered in the register (登簿).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Serial">Certificate serial (流水号).</param>
/// <param name="RegisteredOn">Day of entry.</param>
/// <param name="EarlierCertificate">Number of the certificate of the round before; null when none.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record RightRegistered(string Right, string Serial, DateOnly RegisteredOn, string? EarlierCertificate, Provenance Provenance) : IFact;

/// <summary>A parcel left the right; for the seller the right on it ends on the legal day.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Parcel">Parcel code.</param>
/// <param name="Cause">Stream of the act that moved it, such as <c>transfer/...</c>.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelLeft(string Right, string Parcel, string Cause, Provenance Provenance) : IFact;

/// <summary>A parcel joined the right; for the buyer the right on it begins on the legal day.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Household">Holder.</param>
/// <param name="Collective">Owner of the parcel.</param>
/// <param name="Parcel">Parcel and its areas.</param>
/// <param name="TermTo">Last day of the term, never later than what remained.</param>
/// <param name="Cause">Stream of the act that moved it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ParcelJoined(string Right, string Household, string Collective, ContractParcel Parcel, DateOnly TermTo, string Cause, Provenance Provenance) : IFact;

/// <summary>The contract ended: nothing is left in it.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Cause">Stream of the act that ended it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ContractEnded(string Right, string Cause, Provenance Provenance) : IFact;

/// <summary>A lease of the management right (土地经营权流转) was filed; it never changes the contractor.</summary>
/// <param name="Right">Code of the right it is carved from.</param>
/// <param name="Lease">18-digit lease contract code.</param>
/// <param name="Lessee">Contractor code of the lessee.</param>
/// <param name="Mode">Code of table C10.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Area">Area in square metres.</param>
/// <param name="Parcels">Parcels named in the delivery.</param>
/// <param name="Price">Price as agreed, in words.</param>
/// <param name="SignedOn">Day of signing.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record LeaseFiled(
    string Right,
    string Lease,
    string Lessee,
    string Mode,
    DateOnly From,
    DateOnly To,
    decimal Area,
    IReadOnlyList<string> Parcels,
    string? Price,
    DateOnly SignedOn,
    Provenance Provenance) : IFact;

/// <summary>
/// A filed lease went on under the contractor who took the parcels over; the lessee keeps the management right to the end of the lease.
/// </summary>
/// <param name="Right">Code of the right that now stands above the lease.</param>
/// <param name="Lease">18-digit lease contract code.</param>
/// <param name="EarlierRight">Code of the right it was carved from.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Parcels">Leased parcels that came over.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record LeaseContinued(
    string Right,
    string Lease,
    string EarlierRight,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<string> Parcels,
    Provenance Provenance) : IFact;

/// <summary>What holds a right still (权利限制).</summary>
public enum EncumbranceKind
{
    /// <summary>Seizure or freeze by a court or another authority 查封.</summary>
    Seizure,

    /// <summary>Mortgage 抵押.</summary>
    Mortgage,

    /// <summary>Open dispute, mediation, arbitration or suit 争议.</summary>
    Dispute,

    /// <summary>Objection entry 异议登记.</summary>
    Objection,

    /// <summary>Expropriation notice in force 征收公告.</summary>
    Expropriation,

    /// <summary>The household's own lock 权利人自锁: nothing moves until it lifts the lock itself.</summary>
    OwnerLock,
}

/// <summary>Something that holds parcels of a right still was entered; no act disposes of them while it lasts.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parcels">Parcels it holds.</param>
/// <param name="Until">Last day; null when it lasts until lifted.</param>
/// <param name="Document">Number of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record EncumbranceEntered(
    string Right,
    Guid Encumbrance,
    EncumbranceKind Kind,
    IReadOnlyList<string> Parcels,
    DateOnly? Until,
    string Document,
    Provenance Provenance) : IFact;

/// <summary>What held parcels of a right still was lifted.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Document">Number of the paper it rests on.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record EncumbranceLifted(string Right, Guid Encumbrance, string Document, Provenance Provenance) : IFact;

/// <summary>What held parcels still lapsed by itself (失效): its last day passed, or nobody sued in time.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record EncumbranceLapsed(string Right, Guid Encumbrance, Provenance Provenance) : IFact;

/// <summary>A seizure was renewed before it ended (续封).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Until">Its new last day.</param>
/// <param name="Document">Number of the court's paper.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record SeizureRenewed(string Right, Guid Encumbrance, DateOnly Until, string Document, Provenance Provenance) : IFact;

/// <summary>A suit was proved behind an objection entry, which now stands until it is lifted.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="Document">Number of the court's notice of acceptance (受理通知书).</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ObjectionSuitFiled(string Right, Guid Encumbrance, string Document, Provenance Provenance) : IFact;

/// <summary>A hold gave way: the creditor consented in writing, or those who ask for an entry stated that they bear the risk. It still stands.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Encumbrance">Id of the entry.</param>
/// <param name="To">Stream of the act it gives way to, such as <c>transfer/...</c>; empty for every act.</param>
/// <param name="Document">Number of the paper.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record HoldYielded(string Right, Guid Encumbrance, string To, string Document, Provenance Provenance) : IFact;

/// <summary>A hold went on in the right that took its parcels over.</summary>
/// <param name="Right">Code of the right that took them.</param>
/// <param name="Encumbrance">Id of the entry in that right.</param>
/// <param name="Earlier">Id of the entry it continues.</param>
/// <param name="EarlierRight">Code of the right the parcels left.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parcels">Parcels it holds that came over.</param>
/// <param name="Since">Day of the first entry.</param>
/// <param name="Until">Last day; null when it lasts until lifted.</param>
/// <param name="Document">Number of the paper it rests on.</param>
/// <param name="EnteredBy">Who first entered it.</param>
/// <param name="SuitFiled">True when a suit was proved behind it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record EncumbranceContinued(
    string Right,
    Guid Encumbrance,
    Guid Earlier,
    string EarlierRight,
    EncumbranceKind Kind,
    IReadOnlyList<string> Parcels,
    DateOnly Since,
    DateOnly? Until,
    string Document,
    string EnteredBy,
    bool SuitFiled,
    Provenance Provenance) : IFact;

/// <summary>Why a certificate was issued.</summary>
public enum CertificateOccasion
{
    /// <summary>First issue 颁发.</summary>
    First,

    /// <summary>Reissued after loss 补发.</summary>
    Reissue,

    /// <summary>Replaced because it was damaged, wrong or the right changed 换发.</summary>
    Replacement,
}

/// <summary>A certificate (权证) was issued for the right.</summary>
/// <param name="Right">Code of the right, printed as the certificate number.</param>
/// <param name="Certificate">Id of this very paper.</param>
/// <param name="Serial">Serial (流水号) as printed.</param>
/// <param name="Token">Random token of the verification page.</param>
/// <param name="Authority">Issuing authority as printed.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="Occasion">First issue, reissue or replacement.</param>
/// <param name="Reason">Reason of a reissue or replacement.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CertificateIssued(
    string Right,
    Guid Certificate,
    string Serial,
    string Token,
    string Authority,
    DateOnly IssuedOn,
    CertificateOccasion Occasion,
    string? Reason,
    Provenance Provenance) : IFact;

/// <summary>A certificate gave way to another.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Certificate">The paper that no longer counts.</param>
/// <param name="By">The paper that took its place.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CertificateReplaced(string Right, Guid Certificate, Guid By, Provenance Provenance) : IFact;

/// <summary>A certificate was voided (注销) with nothing in its place.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Certificate">The paper that no longer counts.</param>
/// <param name="Reason">Why.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CertificateVoided(string Right, Guid Certificate, string Reason, Provenance Provenance) : IFact;

/// <summary>The loss of a certificate was announced (遗失声明); until it is reissued it stays the current one.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Certificate">Id of the lost paper.</param>
/// <param name="AnnouncedOn">Day on which the loss was announced.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CertificateLossAnnounced(string Right, Guid Certificate, DateOnly AnnouncedOn, Provenance Provenance) : IFact;

/// <summary>The paper that gave way to another was taken back when that was handed over (收回旧证).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Certificate">Id of the paper that was taken back.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record CertificateTakenBack(string Right, Guid Certificate, Provenance Provenance) : IFact;

/// <summary>A certificate was handed over against a receipt (领证).</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Certificate">Id of the paper.</param>
/// <param name="Receiver">Who took it.</param>
/// <param name="Agent">True when the receiver acts under a written authority.</param>
/// <param name="Receipt">SHA-256 of the signed receipt.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
/// <param name="Signed">What was signed; before there was a pad, always the sheet.</param>
public sealed record CertificateHandedOver(
    string Right, Guid Certificate, Guid Receiver, bool Agent, string Receipt, Provenance Provenance, ReceiptForm Signed = ReceiptForm.OnSheet) : IFact;

/// <summary>The term of a contract was renewed (延包); household and parcels stay what they were.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="From">First day of the renewed term.</param>
/// <param name="TermTo">Last day of the renewed term.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ContractRenewed(string Right, DateOnly From, DateOnly TermTo, Provenance Provenance) : IFact;

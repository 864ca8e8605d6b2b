using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Market;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Law;

/// <summary>The fixed name of every fact. A name is storage format: it is never changed, only succeeded.</summary>
public static class FactNames
{
    /// <summary>All facts, by type.</summary>
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(CountySettingMade)] = "county-setting-made",
        [typeof(CollectiveSettingMade)] = "collective-setting-made",
        [typeof(WorkCalendarPublished)] = "work-calendar-published",
        [typeof(CollectiveRegistered)] = "collective-registered",
        [typeof(CollectivePlaced)] = "collective-placed",
        [typeof(HouseholdRegistered)] = "household-registered",
        [typeof(RepresentativeProposed)] = "representative-proposed",
        [typeof(RepresentativeChanged)] = "representative-changed",
        [typeof(MembersProposed)] = "members-proposed",
        [typeof(HouseholdMembersChanged)] = "household-members-changed",
        [typeof(SplitProposed)] = "split-proposed",
        [typeof(MergeProposed)] = "merge-proposed",
        [typeof(ClosingProposed)] = "closing-proposed",
        [typeof(HouseholdEnded)] = "household-ended",
        [typeof(GuardianNamed)] = "guardian-named",
        [typeof(GuardianshipEnded)] = "guardianship-ended",
        [typeof(RenewalProposed)] = "renewal-proposed",
        [typeof(ContractRenewed)] = "contract-renewed",
        [typeof(ParcelSurveyed)] = "parcel-surveyed",
        [typeof(FirstRegistrationProposed)] = "first-registration-proposed",
        [typeof(DivisionProposed)] = "division-proposed",
        [typeof(ParcelDivided)] = "parcel-divided",
        [typeof(ConsolidationProposed)] = "consolidation-proposed",
        [typeof(ParcelConsolidated)] = "parcel-consolidated",
        [typeof(BoundaryProposed)] = "boundary-proposed",
        [typeof(ParcelResurveyed)] = "parcel-resurveyed",
        [typeof(CorrectionProposed)] = "correction-proposed",
        [typeof(ParcelEntryCorrected)] = "parcel-entry-corrected",
        [typeof(ExpropriationProposed)] = "expropriation-proposed",
        [typeof(ReturnProposed)] = "return-proposed",
        [typeof(HouseholdBarred)] = "household-barred",
        [typeof(ContractConcluded)] = "contract-concluded",
        [typeof(RightRegistered)] = "right-registered",
        [typeof(ParcelLeft)] = "parcel-left",
        [typeof(ParcelJoined)] = "parcel-joined",
        [typeof(ContractEnded)] = "contract-ended",
        [typeof(LeaseFiled)] = "lease-filed",
        [typeof(LeaseContinued)] = "lease-continued",
        [typeof(EncumbranceEntered)] = "encumbrance-entered",
        [typeof(EncumbranceLifted)] = "encumbrance-lifted",
        [typeof(EncumbranceLapsed)] = "encumbrance-lapsed",
        [typeof(EncumbranceContinued)] = "encumbrance-continued",
        [typeof(SeizureRenewed)] = "seizure-renewed",
        [typeof(ObjectionSuitFiled)] = "objection-suit-filed",
        [typeof(HoldYielded)] = "hold-yielded",
        [typeof(CertificateIssued)] = "certificate-issued",
        [typeof(CertificateReplaced)] = "certificate-replaced",
        [typeof(CertificateVoided)] = "certificate-voided",
        [typeof(CertificateHandedOver)] = "certificate-handed-over",
        [typeof(ListingOpened)] = "listing-opened",
        [typeof(ListingTaken)] = "listing-taken",
        [typeof(ListingClosed)] = "listing-closed",
        [typeof(TransferAgreed)] = "transfer-agreed",
        [typeof(HolderConsented)] = "holder-consented",
        [typeof(HolderConsentWithdrawn)] = "holder-consent-withdrawn",
        [typeof(IssuerConsented)] = "issuer-consented",
        [typeof(IssuerRefused)] = "issuer-refused",
        [typeof(PaymentConfirmed)] = "payment-confirmed",
        [typeof(TransferRegistered)] = "transfer-registered",
        [typeof(TransferWithdrawn)] = "transfer-withdrawn",
        [typeof(DeliveryReceived)] = "delivery-received",
        [typeof(CaseOpened)] = "case-opened",
        [typeof(CaseAmended)] = "case-amended",
        [typeof(CaseDocumentFiled)] = "case-document-filed",
        [typeof(CaseDocumentStruck)] = "case-document-struck",
        [typeof(CaseStepDone)] = "case-step-done",
        [typeof(CaseReturned)] = "case-returned",
        [typeof(CaseConfirmed)] = "case-confirmed",
        [typeof(CaseConfirmationWithdrawn)] = "case-confirmation-withdrawn",
        [typeof(CaseHolderReached)] = "case-holder-reached",
        [typeof(CaseHolderNotReached)] = "case-holder-not-reached",
        [typeof(CaseStepOverdue)] = "case-step-overdue",
        [typeof(CaseEntered)] = "case-entered",
        [typeof(CaseWithdrawn)] = "case-withdrawn",
        [typeof(NoticeOpened)] = "notice-opened",
        [typeof(NoticePhotographed)] = "notice-photographed",
        [typeof(NoticeClosed)] = "notice-closed",
        [typeof(CasePutOnNotice)] = "case-put-on-notice",
        [typeof(ObjectionRaised)] = "objection-raised",
        [typeof(ObjectionResolved)] = "objection-resolved",
        [typeof(RelativeDeclared)] = "relative-declared",
        [typeof(UrbanSettlementReported)] = "urban-settlement-reported",
        [typeof(UrbanSettlementRecorded)] = "urban-settlement-recorded",
        [typeof(UrbanSettlementCorrected)] = "urban-settlement-corrected",
        [typeof(DocumentFiled)] = "document-filed",
        [typeof(DisputeOpened)] = "dispute-opened",
        [typeof(DisputeAdvanced)] = "dispute-advanced",
        [typeof(OfficeProposed)] = "office-proposed",
        [typeof(OfficeGranted)] = "office-granted",
        [typeof(OfficeDeclined)] = "office-declined",
        [typeof(OfficeRevoked)] = "office-revoked",
        [typeof(ConsentProven)] = "consent-proven",
    };

    /// <summary>The name of a fact; throws <see cref="KeyNotFoundException"/> for a type that is no fact.</summary>
    public static string Of(Type fact) => All[fact];
}

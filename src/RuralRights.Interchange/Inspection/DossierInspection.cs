using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>The last look at a dossier before it is entered: whether every row of it would stand in the register.</summary>
/// <remarks>
/// Inspection counts rows by the contract they name, a dossier is gathered by the contractor they name. What stands in the register is
/// never completed by a later entry, so a dossier that lacks a row waits, whatever inspection said of it.
/// </remarks>
public static class DossierInspection
{
    /// <summary>The rules by which a dossier is not whole; none when it is.</summary>
    public static IReadOnlyList<InspectionRule> WhyNotWhole(HouseholdDossier dossier)
    {
        var contracts = dossier.Contracts.Select(contract => contract.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var rules = new List<InspectionRule>();
        if (dossier.Contracts.Any(contract => contract.ParcelCount is { } declared && declared != dossier.Parcels.Count(parcel => parcel.Contract == contract.Code)))
            rules.Add(InspectionRules.ParcelCount);
        if (dossier.Parcels.Any(parcel => !IsOf(parcel.Contract)) || dossier.Leases.Any(lease => !IsOf(lease.Contract)) || dossier.RegisterEntries.Any(entry => !IsOf(entry.Code)))
            rules.Add(InspectionRules.FkBreak);
        if (dossier.Leases.Any(lease => lease.ParcelCount is { } declared && declared != dossier.Parcels.Count(parcel => parcel.Lease == lease.Code)))
            rules.Add(InspectionRules.LeaseParcelCount);
        if (dossier.Certificates.Any(paper => !dossier.RegisterEntries.Any(entry => entry.Code == paper.Code))
            || dossier.CertificateChanges.Any(change => !dossier.Certificates.Any(paper => paper.Code == change.Certificate)))
            rules.Add(InspectionRules.FkBreak);
        if (dossier.CertificateChanges.Any(IsBare)) rules.Add(InspectionRules.VoidOfLivingRight);
        return rules;

        // With no later paper in its place it can only be that of a right that has ended.
        bool IsBare(DeliveredCertificateChange change) => change.Change == CertificateChange.Voided
            && !dossier.CertificateChanges.Any(other => other.Change != CertificateChange.Voided && other.Certificate == change.Certificate && other.On >= change.On);

        bool IsOf(string? contract) => contract is not null && contracts.Contains(contract);
    }
}

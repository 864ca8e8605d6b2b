namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// Everything a delivery says of one contractor (户档): the household or, by other means, the person or unit, with all rows that
/// belong to it. It is entered as a whole or not at all.
/// </summary>
public sealed class HouseholdDossier
{
    /// <summary>Eighteen digits of the contractor.</summary>
    public required string Code { get; init; }

    /// <summary>The contractor. Of two rows with the same code the first; inspection names the second.</summary>
    public required DeliveredContractor Contractor { get; init; }

    /// <summary>Members of the household; none for a person or unit.</summary>
    public required IReadOnlyList<DeliveredMember> Members { get; init; }

    /// <summary>Contracts.</summary>
    public required IReadOnlyList<DeliveredContract> Contracts { get; init; }

    /// <summary>Parcels the contracts name, each with its surveyed parcel.</summary>
    public required IReadOnlyList<DeliveredContractParcel> Parcels { get; init; }

    /// <summary>Entries of the register.</summary>
    public required IReadOnlyList<DeliveredRegisterEntry> RegisterEntries { get; init; }

    /// <summary>Certificates.</summary>
    public required IReadOnlyList<DeliveredCertificate> Certificates { get; init; }

    /// <summary>Reissues, replacements and voidings, in the order of their days; those without a day last.</summary>
    public required IReadOnlyList<DeliveredCertificateChange> CertificateChanges { get; init; }

    /// <summary>Leases by which the contractor lets land.</summary>
    public required IReadOnlyList<DeliveredLease> Leases { get; init; }

    /// <summary>Papers the rights rest on.</summary>
    public required IReadOnlyList<DeliveredSourceDocument> SourceDocuments { get; init; }
}

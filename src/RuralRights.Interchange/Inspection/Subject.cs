namespace RuralRights.Interchange.Inspection;

/// <summary>Whom a finding touches, as the codes in its row say.</summary>
internal enum SubjectKind
{
    None,
    Issuer,
    Contractor,
    Parcel,
    Certificates,
}

/// <summary>One that a finding touches. Households are found from parcels and issuers once all tables are read.</summary>
internal readonly record struct Subject(SubjectKind Kind, ulong Code)
{
    public static Subject None => default;

    public static Subject Issuer(ulong code) => new(SubjectKind.Issuer, code);

    public static Subject Contractor(ulong code) => new(SubjectKind.Contractor, code);

    public static Subject Parcel(ulong code) => new(SubjectKind.Parcel, code);

    /// <summary>Whoever has a certificate: the row tells of one, and not of whose.</summary>
    public static Subject AnyCertificate => new(SubjectKind.Certificates, 0);

    /// <summary>The contractor of a contract, by the number of <see cref="Domain.Tenure.ContractCode.Value"/>.</summary>
    public static Subject Contract(ulong code) => Contractor(code / 10);
}

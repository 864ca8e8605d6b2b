namespace RuralRights.Interchange.Inspection;

/// <summary>What an inspection found, and what may be entered in spite of it.</summary>
public sealed class InspectionResult : IDisposable
{
    private readonly UInt128 _everythingHeldBy;
    private readonly Dictionary<ulong, UInt128> _contractors;
    private readonly Dictionary<ulong, UInt128> _parcels;

    internal InspectionResult(
        FindingLog findings,
        IReadOnlyDictionary<string, long> layers,
        IReadOnlyDictionary<string, long> tables,
        UInt128 everythingHeldBy,
        Dictionary<ulong, UInt128> contractors,
        Dictionary<ulong, UInt128> parcels)
    {
        Findings = findings;
        Layers = layers;
        Tables = tables;
        _everythingHeldBy = everythingHeldBy;
        _contractors = contractors;
        _parcels = parcels;
    }

    /// <summary>All findings.</summary>
    public FindingLog Findings { get; }

    /// <summary>Rows of each layer that was delivered.</summary>
    public IReadOnlyDictionary<string, long> Layers { get; }

    /// <summary>Rows of each table that was delivered.</summary>
    public IReadOnlyDictionary<string, long> Tables { get; }

    /// <summary>Number of errors.</summary>
    public int Errors => Findings.Errors;

    /// <summary>Number of warnings.</summary>
    public int Warnings => Findings.Warnings;

    /// <summary>True when nothing can be entered, because a layer or table that entering reads is missing or cannot be read.</summary>
    public bool HoldsEverything => _everythingHeldBy != 0;

    /// <summary>The rules that hold everything.</summary>
    public IReadOnlyList<InspectionRule> WhyEverythingIsHeld => Rules(_everythingHeldBy);

    /// <summary>Codes of the contractors that an error touches.</summary>
    public IReadOnlyCollection<ulong> HeldContractors => _contractors.Keys;

    /// <summary>Codes of the parcels that an error touches by themselves, not by who holds them.</summary>
    public IReadOnlyCollection<ulong> HeldParcels => _parcels.Keys;

    /// <summary>True when a contractor (承包方代码) cannot be entered.</summary>
    public bool HoldsContractor(ulong code) => HoldsEverything || _contractors.ContainsKey(code);

    /// <summary>True when a parcel (地块代码) cannot be entered.</summary>
    public bool HoldsParcel(ulong code) => HoldsEverything || _parcels.ContainsKey(code);

    /// <summary>The rules that hold a contractor.</summary>
    public IReadOnlyList<InspectionRule> WhyContractorIsHeld(ulong code) => Rules(_everythingHeldBy | _contractors.GetValueOrDefault(code));

    /// <summary>The rules that hold a parcel.</summary>
    public IReadOnlyList<InspectionRule> WhyParcelIsHeld(ulong code) => Rules(_everythingHeldBy | _parcels.GetValueOrDefault(code));

    /// <summary>Deletes findings that lie on disk.</summary>
    public void Dispose() => Findings.Dispose();

    private static List<InspectionRule> Rules(UInt128 bits) =>
        [.. InspectionRules.All.Where((_, at) => (bits >> at & UInt128.One) != 0)];
}

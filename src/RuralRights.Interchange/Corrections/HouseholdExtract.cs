using System.Globalization;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Interchange.Corrections;

/// <summary>One field of a row that is being worked off.</summary>
/// <param name="Name">Field name.</param>
/// <param name="Delivered">The value as delivered; null when it is empty or the row was added.</param>
/// <param name="Now">The value with all corrections.</param>
public sealed record WorkField(string Name, string? Delivered, string? Now)
{
    /// <summary>True when a correction changed it.</summary>
    public bool IsCorrected => Delivered != Now;
}

/// <summary>One row that is being worked off.</summary>
/// <param name="Table">Layer or table.</param>
/// <param name="Row">Row of the file, or the number of an added row.</param>
/// <param name="Fields">Every field, in the order of the file.</param>
/// <param name="IsStruck">True when a correction leaves it out.</param>
/// <param name="IsAdded">True when a correction made it.</param>
/// <param name="Boundary">The boundary with all corrections, as well-known text; null when it has none, or one that cannot be drawn.</param>
public sealed record WorkRow(string Table, long Row, IReadOnlyList<WorkField> Fields, bool IsStruck, bool IsAdded, string? Boundary = null)
{
    /// <summary>The value of a field with all corrections.</summary>
    public string? this[string field] => Fields.FirstOrDefault(own => own.Name.Equals(field, StringComparison.OrdinalIgnoreCase))?.Now;

    /// <summary>Names the row and no value.</summary>
    public override string ToString() => $"{Table}#{Row}";
}

/// <summary>The rows of one contractor or parcel of a delivery with all rows of others that its faults may lie in, as corrected.</summary>
public sealed class HouseholdExtract
{
    private static readonly HashSet<string> OfWholeVillages = ["", "KZD", "QYJX", "XJXZQ", "XJQY", "CJQY", "ZJQY", "JBNTBHQ"];

    private readonly IReadOnlySet<(string Table, long Row)> _guests;

    internal HouseholdExtract(
        string item,
        InspectionMaterial material,
        IReadOnlySet<ulong> contractors,
        IReadOnlySet<ulong> group,
        IReadOnlySet<ulong> parcels,
        IReadOnlyList<WorkRow> rows,
        IReadOnlySet<(string Table, long Row)> guests)
    {
        _guests = guests;
        (Item, Material, Contractors, Group, Parcels, Rows) = (item, material, contractors, group, parcels, rows);
    }

    /// <summary>Delivered code of the contractor, or of the parcel that nobody holds.</summary>
    public string Item { get; }

    /// <summary>The rows, ready for inspection and for entering.</summary>
    public InspectionMaterial Material { get; }

    /// <summary>The codes the contractor has: its own, and another one it was given. None for a parcel.</summary>
    public IReadOnlySet<ulong> Contractors { get; }

    /// <summary>All contractors that can only be entered together with it, because they share parcels.</summary>
    public IReadOnlySet<ulong> Group { get; }

    /// <summary>The parcel that nobody holds. None for a contractor.</summary>
    public IReadOnlySet<ulong> Parcels { get; }

    /// <summary>Its own rows, with those struck, in the order of the tables.</summary>
    public IReadOnlyList<WorkRow> Rows { get; }

    /// <summary>Inspects it alone.</summary>
    public ItemInspection Inspect(CancellationToken cancellation = default)
    {
        using var result = Run(Contractors, cancellation);
        return new(
            [.. result.Findings.Where(IsOwn)],
            [.. Contractors.SelectMany(result.WhyContractorIsHeld).Concat(Parcels.SelectMany(result.WhyParcelIsHeld)).Distinct()]);
    }

    /// <summary>Inspects everything that would be entered with it.</summary>
    public InspectionResult InspectGroup(CancellationToken cancellation = default) => Run(Group, cancellation);

    /// <summary>Findings about whole files belong to the delivery, and a row that misspells a neighbour's code to the neighbour.</summary>
    private bool IsOwn(Finding finding) =>
        !OfWholeVillages.Contains(finding.Layer) && (finding.Row is { } row ? !_guests.Contains((finding.Layer, row)) : finding.Wkt is not null);

    private InspectionResult Run(IReadOnlySet<ulong> contractors, CancellationToken cancellation) => DeliveryInspection.Run(
        Material, new() { OnlyContractors = contractors, OnlyParcels = Parcels, Threads = 1 }, cancellation: cancellation);

    /// <summary>A code as deliveries write it.</summary>
    internal static string Contractor(ulong code) => code.ToString("D18", CultureInfo.InvariantCulture);
}

/// <summary>What inspecting one contractor or parcel alone found.</summary>
/// <param name="Findings">Its findings.</param>
/// <param name="HeldBy">Rules that keep it from being entered; none when it is clean.</param>
public sealed record ItemInspection(IReadOnlyList<Finding> Findings, IReadOnlyList<InspectionRule> HeldBy)
{
    /// <summary>True when nothing keeps it from being entered.</summary>
    public bool IsClean => HeldBy.Count == 0;
}

using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Inspection;

/// <summary>What inspection looks at: the parts of a delivery, wherever they came from.</summary>
/// <param name="Root">Name of the root folder.</param>
/// <param name="County">Six digits of the county.</param>
/// <param name="Layers">Layers by standard name.</param>
/// <param name="Tables">Tables by standard name.</param>
public sealed record InspectionMaterial(
    string Root, string County, IReadOnlyDictionary<string, LayerStore> Layers, IReadOnlyDictionary<string, RowStore> Tables)
{
    /// <summary>Names of the folders in the root; null when folders are not to be inspected, as for rows without files.</summary>
    public IReadOnlyCollection<string>? Folders { get; init; }

    /// <summary>Codes of the table of unit codes (权属单位代码表); null when there is none.</summary>
    public IReadOnlySet<string>? UnitCodes { get; init; }

    /// <summary>Element names and texts of the metadata (元数据); null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>True when a file of that path, relative to the root, is in the delivery; null when files are not to be looked for.</summary>
    public Func<string, bool>? HasFile { get; init; }

    /// <summary>What went wrong while files were read; asked at the end, because reading rows can meet problems too.</summary>
    public Func<IReadOnlyList<DeliveryProblem>>? Problems { get; init; }

    /// <summary>
    /// When only some rows of a delivery are inspected: whether a layer or table has any row at all. What belongs to whole files is
    /// not inspected then. Null when everything is here.
    /// </summary>
    public Func<string, bool>? WholeHasRows { get; init; }

    /// <summary>The parts of an opened delivery.</summary>
    public static InspectionMaterial Of(Delivery delivery) => new(
        delivery.Name,
        delivery.CountyCode,
        delivery.Layers,
        delivery.Tables.ToDictionary(table => table.Key, RowStore (table) => table.Value))
    {
        Folders = delivery.Folders,
        UnitCodes = delivery.IssuerCodes?.Select(unit => unit.Code).ToHashSet(),
        Metadata = delivery.Metadata?.Values,
        HasFile = path => delivery.FindAttachment(path) is not null,
        Problems = () => delivery.Problems,
    };

    /// <summary>A layer or table by name, or null.</summary>
    public RowStore? Store(string name) =>
        Layers.TryGetValue(name, out var layer) ? layer : Tables.GetValueOrDefault(name);

    /// <summary>True when a layer or table of the delivery has rows.</summary>
    internal bool HasRows(string name) => WholeHasRows?.Invoke(name) ?? Store(name) is { Count: > 0 };
}

using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Interchange.Corrections;

/// <summary>All corrections of a delivery, laid over its layers and tables so that they read as corrected.</summary>
/// <remarks>Later corrections of a field take the place of earlier ones. Nothing is written: who reads the delivery itself still reads what was delivered.</remarks>
public sealed class CorrectionLayer
{
    private readonly Dictionary<string, SortedDictionary<long, CorrectedRow>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _codes = new(StringComparer.Ordinal);

    /// <summary>Lays corrections over one another in their order.</summary>
    public CorrectionLayer(IEnumerable<Correction> corrections)
    {
        foreach (var correction in corrections) Add(correction);
        foreach (var (item, row) in _tables.GetValueOrDefault("CBF")?.Values.Select(row => (row.Item, row)) ?? [])
            if (row.Values.GetValueOrDefault("CBFBM") is { } code) CodesFor(item).Add(code);
    }

    /// <summary>No corrections at all.</summary>
    public static CorrectionLayer None { get; } = new([]);

    /// <summary>True when it changes nothing.</summary>
    public bool IsEmpty => _tables.Values.All(rows => rows.Count == 0);

    /// <summary>The layers and tables that it changes.</summary>
    public IEnumerable<string> Tables => _tables.Where(table => table.Value.Count > 0).Select(table => table.Key);

    /// <summary>The items whose corrections are in force, in order.</summary>
    public IEnumerable<string> Items => _tables.Values.SelectMany(rows => rows.Values).Select(row => row.Item).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The codes an item may be entered under: its own, and another one it was given.</summary>
    public IReadOnlyCollection<string> CodesOf(string item) => _codes.TryGetValue(item, out var codes) ? [item, .. codes] : [item];

    /// <summary>A layer or table as corrected.</summary>
    public RowStore Over(RowStore delivered) => (delivered, RowsOf(delivered.Name)) switch
    {
        (_, null or { Count: 0 }) => delivered,
        (LayerStore layer, { } rows) => new CorrectedLayer(layer, rows),
        (_, { } rows) => new CorrectedTable(delivered, rows),
    };

    /// <summary>Layers as corrected.</summary>
    public IReadOnlyDictionary<string, LayerStore> Over(IReadOnlyDictionary<string, LayerStore> delivered) =>
        delivered.ToDictionary(layer => layer.Key, layer => (LayerStore)Over(layer.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Tables as corrected.</summary>
    public IReadOnlyDictionary<string, RowStore> Over(IReadOnlyDictionary<string, TableStore> delivered) =>
        delivered.ToDictionary(table => table.Key, table => Over((RowStore)table.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>What inspection looks at, as corrected.</summary>
    public InspectionMaterial Over(InspectionMaterial material) => IsEmpty ? material : material with
    {
        Layers = Over(material.Layers),
        Tables = material.Tables.ToDictionary(table => table.Key, table => Over(table.Value)),
    };

    /// <summary>Corrected rows of a layer or table by their number.</summary>
    internal SortedDictionary<long, CorrectedRow>? RowsOf(string table) => _tables.GetValueOrDefault(table);

    private HashSet<string> CodesFor(string item)
    {
        if (!_codes.TryGetValue(item, out var codes)) _codes.Add(item, codes = new(StringComparer.Ordinal));
        return codes;
    }

    private void Add(Correction correction)
    {
        if (!_tables.TryGetValue(correction.Table, out var rows)) _tables.Add(correction.Table, rows = []);
        if (correction.Kind == CorrectionKind.Restore)
        {
            rows.Remove(correction.Row);
            return;
        }

        if (!rows.TryGetValue(correction.Row, out var row)) rows.Add(correction.Row, row = new(correction.Item, correction.IsOfAddedRow));
        switch (correction.Kind)
        {
            case CorrectionKind.Value:
                row.Values[correction.Field!] = string.IsNullOrEmpty(correction.After) ? null : correction.After;
                break;
            case CorrectionKind.Strike:
                row.IsStruck = true;
                break;
            case CorrectionKind.Boundary:
                row.Shape = BoundaryText.Read(correction.After!);
                break;
        }
    }
}

/// <summary>What corrections say of one row.</summary>
internal sealed class CorrectedRow(string item, bool isAdded)
{
    public string Item => item;

    public bool IsAdded => isAdded;

    public bool IsStruck { get; set; }

    public Dictionary<string, string?> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public DeliveredShape? Shape { get; set; }
}

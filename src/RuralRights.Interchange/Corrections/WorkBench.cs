using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;

namespace RuralRights.Interchange.Corrections;

/// <summary>
/// A delivery laid out for working off: any contractor's rows, and the rows of others that its faults may lie in, are found without
/// reading the delivery again.
/// </summary>
/// <remarks>
/// What is held is where the rows of each code are, eight bytes a row and twelve a code, and the box of each parcel: some 400 MB for
/// a county of a million parcels. The delivery must stay open as long. Several may use a bench at once.
/// </remarks>
public sealed class WorkBench
{
    /// <summary>Coordinates beyond this are no place on the plane of any zone.</summary>
    private const double Absurd = 1e8;

    /// <summary>More badly written codes are no slip of the hand; inspection compares no more either.</summary>
    private const int MostMisspelt = 200;

    // Boundary lines and points first: sorting them takes as much room again, while nothing else is held yet.
    private static readonly (string Table, string Field, KeyKind Kind)[] Keyed =
    [
        ("JZX", "DKBM", KeyKind.Parcels),
        ("JZD", "DKBM", KeyKind.Parcels),
        ("FBF", "FBFBM", KeyKind.Issuer),
        ("CBF", "CBFBM", KeyKind.Contractor),
        ("CBF_JTCY", "CBFBM", KeyKind.Contractor),
        ("CBF_JTCY", "CYZJHM", KeyKind.Text),
        ("CBHT", "CBFBM", KeyKind.Contractor),
        ("CBHT", "CBHTBM", KeyKind.Contract),
        ("CBDKXX", "CBFBM", KeyKind.Contractor),
        ("CBDKXX", "CBHTBM", KeyKind.Contract),
        ("CBDKXX", "DKBM", KeyKind.Parcel),
        ("CBDKXX", "LZHTBM", KeyKind.Lease),
        ("LZHT", "CBFBM", KeyKind.Contractor),
        ("LZHT", "CBHTBM", KeyKind.Contract),
        ("LZHT", "LZHTBM", KeyKind.Lease),
        ("CBJYQZDJB", "CBFBM", KeyKind.Contractor),
        ("CBJYQZDJB", "CBJYQZBM", KeyKind.Contract),
        ("CBJYQZDJB", "CBJYQZLSH", KeyKind.Text),
        ("CBJYQZ", "CBJYQZBM", KeyKind.Contract),
        ("CBJYQZ_QZBF", "CBJYQZBM", KeyKind.Contract),
        ("CBJYQZ_QZHF", "CBJYQZBM", KeyKind.Contract),
        ("CBJYQZ_QZZX", "CBJYQZBM", KeyKind.Contract),
        ("QSLYZLFJ", "CBJYQZBM", KeyKind.Contract),
        ("DK", "DKBM", KeyKind.Parcel),
        ("ZJQY", "ZJQYDM", KeyKind.Region),
        ("CJQY", "CJQYDM", KeyKind.Region),
        ("XJQY", "XJQYDM", KeyKind.Region),
        ("XJXZQ", "XZQDM", KeyKind.Region),
    ];

    private readonly Dictionary<(string Table, string Field), PositionIndex> _indexes = [];
    private readonly Dictionary<(string Table, string Field), List<(long Position, string Text)>> _misspelt = [];
    private readonly Dictionary<string, List<long>> _unnamed = [];
    private readonly Dictionary<string, List<long>> _strays = [];
    private readonly Dictionary<string, long[]> _positions = [];
    private readonly List<ParcelBox> _boxes = [];
    private readonly Lock _gate = new();

    /// <summary>Reads an opened delivery once.</summary>
    public WorkBench(Delivery delivery, CancellationToken cancellation = default)
        : this(InspectionMaterial.Of(delivery), cancellation)
    {
    }

    /// <summary>Reads layers and tables wherever they came from once.</summary>
    public WorkBench(InspectionMaterial delivered, CancellationToken cancellation = default)
    {
        Delivered = delivered;
        foreach (var (table, field, kind) in Keyed)
        {
            if (delivered.Store(table) is not { } store) continue;
            var at = store.Schema.IndexOf(field);
            var (unnamed, strays) = CertificateInspection.Changes.Contains(table, StringComparer.Ordinal) ? (_unnamed[table] = [], _strays[table] = []) : (null, (List<long>?)null);
            var misspelt = kind is KeyKind.Text or KeyKind.Region or KeyKind.Parcels ? null : _misspelt[(table, field)] = [];
            _indexes[(table, field)] = PositionIndex.OfMany(store, (row, keys) =>
            {
                var before = keys.Count;
                AddKeys(row, at, kind, keys);
                if (keys.Count > before)
                {
                    if (strays is { Count: < MostMisspelt } && !_indexes.GetValueOrDefault(("CBF", "CBFBM"), PositionIndex.Empty).Has(keys[^1])) strays.Add(row.Position);
                    return;
                }

                if (misspelt is { Count: < MostMisspelt } && row.Text(at) is { } text) misspelt.Add((row.Position, text));
                if (unnamed is { Count: < MostMisspelt } && (row.Text(at) is not { } code || !MeansACertificate(code))) unnamed.Add(row.Position);
            }, cancellation);
        }

        if (delivered.Layers.TryGetValue("DK", out var parcels)) ReadBoxes(parcels, cancellation);
    }

    /// <summary>The delivery as it was delivered.</summary>
    public InspectionMaterial Delivered { get; }

    /// <summary>Number of contractors with a readable code.</summary>
    public int Contractors => _indexes.GetValueOrDefault(("CBF", "CBFBM"), PositionIndex.Empty).Keys.Length;

    /// <summary>True when a row names a contractor as holder of the parcel.</summary>
    public bool IsHeld(ulong parcel) => _indexes.TryGetValue(("CBDKXX", "DKBM"), out var held) && held.Has(parcel);

    /// <summary>Delivered codes of the contractors that rows name as holders of a parcel.</summary>
    public IReadOnlyList<string> HoldersOf(string parcel)
    {
        if (!DigitCode.TryRead(parcel, Domain.Parcels.ParcelCode.Digits, out var key) || Delivered.Store("CBDKXX") is not { } store) return [];

        var holders = new SortedSet<ulong>();
        using var row = store.Open();
        foreach (var position in PositionsOf("CBDKXX", "DKBM", key))
        {
            row.MoveTo(position);
            if (TableInspection.TryContractor(row, store.Schema.IndexOf("CBFBM"), out var holder)) holders.Add(holder);
        }

        return [.. holders.Select(HouseholdExtract.Contractor)];
    }

    /// <summary>Gathers the rows of one contractor or parcel and all rows of others that its faults may lie in.</summary>
    /// <param name="item">Delivered code of a contractor (18 digits), or of a parcel that nobody holds (19 digits).</param>
    /// <param name="corrections">All corrections of the delivery.</param>
    public HouseholdExtract Extract(string item, CorrectionLayer corrections) => new Gathering(this, item, corrections).Gather();

    /// <summary>Where a row of a file is; negative when there is none of that number.</summary>
    internal long PositionOf(string table, long row)
    {
        long[] positions;
        lock (_gate)
        {
            if (!_positions.TryGetValue(table, out positions!)) _positions.Add(table, positions = Positions(Delivered.Store(table)!));
        }

        return row >= 1 && row < positions.Length ? positions[row] : -1;
    }

    internal ReadOnlySpan<long> PositionsOf(string table, string field, ulong key) =>
        _indexes.TryGetValue((table, field), out var index) ? index.PositionsOf(key) : [];

    internal IReadOnlyList<(long Position, string Text)> Misspelt(string table, string field) => _misspelt.GetValueOrDefault((table, field)) ?? [];

    /// <summary>Rows of a table that say what became of a certificate and not of which.</summary>
    internal IReadOnlyList<long> Unnamed(string table) => _unnamed.GetValueOrDefault(table) ?? [];

    /// <summary>Rows of a table that say what became of a certificate of a contractor who was not delivered.</summary>
    internal IReadOnlyList<long> Strays(string table) => _strays.GetValueOrDefault(table) ?? [];

    /// <summary>True when a badly written code may be that of a certificate.</summary>
    internal bool MeansACertificate(string code)
    {
        foreach (var contractor in _indexes.GetValueOrDefault(("CBJYQZ", "CBJYQZBM"), PositionIndex.Empty).Keys)
        {
            var text = HouseholdExtract.Contractor(contractor);
            if (Misspelling.MayMean(code, text + "J") || Misspelling.MayMean(code, text + "Q")) return true;
        }

        return false;
    }

    /// <summary>Positions of the parcels whose boxes meet one of these, each widened by what neighbourhood may reach over.</summary>
    internal IEnumerable<long> Near(IReadOnlyList<Box> boxes)
    {
        if (boxes.Count == 0) yield break;
        foreach (var candidate in _boxes)
        {
            foreach (var box in boxes)
            {
                if (!candidate.Box.Meets(box)) continue;
                yield return candidate.Position;
                break;
            }
        }
    }

    internal static IEnumerable<(string Table, string Field, KeyKind Kind)> KeysOf(params IReadOnlyList<KeyKind> kinds) => Keyed.Where(key => kinds.Contains(key.Kind));

    internal static void AddKeys(RowCursor row, int at, KeyKind kind, List<ulong> keys)
    {
        ulong key;
        switch (kind)
        {
            case KeyKind.Issuer when TableInspection.TryIssuer(row, at, out key):
            case KeyKind.Contractor or KeyKind.Lease when TableInspection.TryContractor(row, at, out key):
            case KeyKind.Parcel when TableInspection.TryParcel(row, at, out key):
                keys.Add(key);
                break;
            // A contract stands under the contractor whose number it bears.
            case KeyKind.Contract when TableInspection.TryContract(row, at, out key):
                keys.Add(key / 10);
                break;
            case KeyKind.Region when row.TryCode(at, out key):
                keys.Add(key);
                break;
            case KeyKind.Text when TextKey(row, at) is var text and not 0:
                keys.Add(text);
                break;
            case KeyKind.Parcels when row.Text(at) is { } list:
                foreach (var part in list.Split('/', StringSplitOptions.TrimEntries))
                    if (DigitCode.TryRead(part, Domain.Parcels.ParcelCode.Digits, out key)) keys.Add(key);
                break;
        }
    }

    /// <summary>Stands for a number that must be nobody else's.</summary>
    internal static ulong TextKey(RowCursor row, int at)
    {
        if (row.IsBlank(at) || row.Text(at) is not { } text) return 0;
        return Fingerprint.Of(PaperNumber.Normalised(PaperNumber.ResidentCard, text) ?? "");
    }

    private static long[] Positions(RowStore store)
    {
        var positions = new List<long>((int)Math.Min(store.Count + 1, Array.MaxLength)) { -1 };
        using var row = store.Open();
        while (row.Read())
        {
            // Rows that a .dbf marks as deleted keep their number.
            while (positions.Count < row.Row) positions.Add(-1);
            positions.Add(row.Position);
        }

        return [.. positions];
    }

    private void ReadBoxes(LayerStore parcels, CancellationToken cancellation)
    {
        _boxes.EnsureCapacity((int)Math.Min(parcels.Count, Array.MaxLength));
        using var shape = parcels.OpenShapes();
        while (shape.Read())
        {
            if ((shape.Row & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (Box.Of(shape) is { } box) _boxes.Add(new(shape.Position, box));
        }
    }

    /// <summary>The box of what lies in a shape; null when a coordinate is no place, for such a parcel is nobody's neighbour.</summary>
    internal readonly record struct Box(double West, double South, double East, double North)
    {
        public static Box? Of(LayerCursor shape)
        {
            var (west, south, east, north) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            for (var part = 0; part < shape.PartCount; part++)
            {
                var numbers = shape.Part(part);
                for (var at = 0; at + 1 < numbers.Length; at += 2)
                {
                    var (x, y) = (numbers[at], numbers[at + 1]);
                    if (!(Math.Abs(x) < Absurd && Math.Abs(y) < Absurd)) return null;
                    (west, east, south, north) = (Math.Min(west, x), Math.Max(east, x), Math.Min(south, y), Math.Max(north, y));
                }
            }

            return west > east ? null : new(west, south, east, north);
        }

        public bool Meets(Box other) => West <= other.East && other.West <= East && South <= other.North && other.South <= North;

        /// <summary>Wider by its own size and thirty metres, at most by a few kilometres: gaps run along several neighbours.</summary>
        public Box Widened()
        {
            var unit = Math.Abs(East) <= 360 ? 1e-5 : 1;
            var by = Math.Min(Math.Max(East - West, North - South) + 30 * unit, 3000 * unit);
            return new(West - by, South - by, East + by, North + by);
        }
    }

    internal enum KeyKind
    {
        Issuer,
        Contractor,
        Contract,
        Parcel,
        Parcels,
        Lease,
        Text,
        Region,
    }

    private readonly record struct ParcelBox(long Position, Box Box);
}

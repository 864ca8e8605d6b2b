using System.Globalization;
using NetTopologySuite.Geometries;
using RuralRights.Domain.Law;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using static RuralRights.Interchange.Corrections.WorkBench;

namespace RuralRights.Interchange.Corrections;

/// <summary>
/// Gathers what one contractor or parcel needs of a delivery: its rows; those who share its parcels, with all of theirs; the row
/// that a code of it refers to or may misspell; the other rows with an identity number or serial that must be unique; boundary
/// points, lines and neighbours of its parcels; and the regions they should lie in.
/// </summary>
internal sealed class Gathering(WorkBench bench, string item, CorrectionLayer corrections)
{
    private readonly Dictionary<string, RowStore> _stores = [];
    private readonly Dictionary<string, RowCursor> _cursors = [];
    private readonly Dictionary<string, SortedSet<long>> _chosen = [];
    private readonly HashSet<(string Table, long Position)> _own = [];
    private readonly HashSet<(string Table, long Row)> _guests = [];
    private readonly HashSet<ulong> _parcels = [];
    private readonly HashSet<ulong> _issuers = [];
    private readonly List<ulong> _keys = [];
    private readonly Queue<ulong> _waiting = new();
    private readonly HashSet<ulong> _group = [];

    public HouseholdExtract Gather()
    {
        try
        {
            var codes = corrections.CodesOf(item);
            var isParcel = item.Length == Domain.Parcels.ParcelCode.Digits;
            var contractors = isParcel ? [] : codes.Select(Parse).Where(code => code != 0).ToHashSet();
            var parcels = isParcel ? new HashSet<ulong> { Parse(item) } : [];
            foreach (var code in contractors) Join(code);
            while (_waiting.TryDequeue(out var code)) TakeContractor(code, contractors.Contains(code));
            foreach (var code in parcels) TakeParcel(code, isOwn: true);
            TakeCorrected();
            TakeSharersOfBoundaries();
            TakeNeighbours();
            TakeIssuers();
            var rows = OwnRows();
            _guests.ExceptWith(rows.Select(row => (row.Table, row.Row)));
            return new(item, Material(), contractors, _group, parcels, rows, _guests);
        }
        finally
        {
            foreach (var cursor in _cursors.Values) cursor.Dispose();
        }
    }

    private void Join(ulong contractor)
    {
        if (_group.Add(contractor)) _waiting.Enqueue(contractor);
    }

    private void TakeContractor(ulong code, bool isOwn)
    {
        var text = HouseholdExtract.Contractor(code);
        foreach (var (table, field, kind) in KeysOf(KeyKind.Contractor, KeyKind.Contract))
        {
            foreach (var position in Find(table, field, kind, code)) Take(table, position, isOwn);
            var means = kind == KeyKind.Contract ? [text + "J", text + "Q"] : new[] { text };
            foreach (var position in MayMean(table, field, kind, means)) Take(table, position, isOwn);
        }

        if (Find("CBJYQZ", "CBJYQZBM", KeyKind.Contract, code).Count > 0) TakeUnnamed(code, isOwn);
        _issuers.Add(code / 10_000);
        foreach (var position in Chosen("CBDKXX").ToList())
        {
            var row = At("CBDKXX", position);
            var isIts = (Reads(row, "CBDKXX", "CBFBM", KeyKind.Contractor, out var holder) && holder == code)
                || (Reads(row, "CBDKXX", "CBHTBM", KeyKind.Contract, out var bound) && bound == code);
            if (isIts && Reads(row, "CBDKXX", "DKBM", KeyKind.Parcel, out var parcel)) TakeParcel(parcel, isOwn);
        }

        TakeReferences();
        TakeUnique("CBF_JTCY", "CYZJHM", code);
        TakeUnique("CBJYQZDJB", "CBJYQZLSH", code);
    }

    /// <summary>What is said of a certificate and not of which may be said of anybody who has one, who may put its code in; so may those whose code is near one that is nobody's.</summary>
    private void TakeUnnamed(ulong contractor, bool isOwn)
    {
        foreach (var table in CertificateInspection.Changes)
        {
            if (bench.Delivered.Store(table) is null) continue;
            foreach (var position in bench.Unnamed(table).Concat(Corrected(table).Select(row => row.Position)).Distinct())
            {
                if (IsStruck(table, position) || Reads(At(table, position), table, "CBJYQZBM", KeyKind.Contract, out _)) continue;
                if (At(table, position).Text(FieldAt(table, "CBJYQZBM")) is not { } code || !bench.MeansACertificate(code)) Take(table, position, isOwn);
            }

            foreach (var position in bench.Strays(table).Concat(Corrected(table).Select(row => row.Position)).Distinct())
            {
                if (!IsStruck(table, position) && Reads(At(table, position), table, "CBJYQZBM", KeyKind.Contract, out var named)
                    && Misspelling.IsNear(named, contractor) && Find("CBF", "CBFBM", KeyKind.Contractor, named).Count == 0) Take(table, position, isOwn);
            }
        }
    }

    private void TakeParcel(ulong code, bool isOwn)
    {
        if (!_parcels.Add(code) && !isOwn) return;

        var text = DigitCode.Write(code, Domain.Parcels.ParcelCode.Digits);
        foreach (var position in Find("DK", "DKBM", KeyKind.Parcel, code)) Take("DK", position, isOwn);
        foreach (var position in MayMean("DK", "DKBM", KeyKind.Parcel, text)) Take("DK", position, isOwn);
        foreach (var layer in new[] { "JZD", "JZX" })
            foreach (var position in Find(layer, "DKBM", KeyKind.Parcels, code)) Take(layer, position);
        foreach (var position in Find("CBDKXX", "DKBM", KeyKind.Parcel, code))
        {
            Take("CBDKXX", position);
            if (Reads(At("CBDKXX", position), "CBDKXX", "CBFBM", KeyKind.Contractor, out var holder) && Find("CBF", "CBFBM", KeyKind.Contractor, holder).Count > 0) Join(holder);
        }

        _issuers.Add(code / 100_000);
    }

    /// <summary>The rows that contracts, contractors and leases are named by, whosever they are.</summary>
    private void TakeReferences()
    {
        foreach (var position in Chosen("CBDKXX").ToList())
        {
            if (Reads(At("CBDKXX", position), "CBDKXX", "CBHTBM", KeyKind.Contract, out var contract)) TakeAll("CBHT", "CBHTBM", KeyKind.Contract, contract);
            if (Reads(At("CBDKXX", position), "CBDKXX", "CBFBM", KeyKind.Contractor, out var holder)) TakeAll("CBF", "CBFBM", KeyKind.Contractor, holder);
            if (Reads(At("CBDKXX", position), "CBDKXX", "LZHTBM", KeyKind.Lease, out var lease)) TakeAll("LZHT", "LZHTBM", KeyKind.Lease, lease);
            if (Reads(At("CBDKXX", position), "CBDKXX", "FBFBM", KeyKind.Issuer, out var issuer)) _issuers.Add(issuer);
        }

        foreach (var table in new[] { "CBHT", "CBJYQZDJB", "LZHT" })
        {
            foreach (var position in Chosen(table).ToList())
            {
                if (Reads(At(table, position), table, "CBFBM", KeyKind.Contractor, out var contractor)) TakeAll("CBF", "CBFBM", KeyKind.Contractor, contractor);
                if (Reads(At(table, position), table, "CBHTBM", KeyKind.Contract, out var contract)) TakeAll("CBHT", "CBHTBM", KeyKind.Contract, contract);
                if (Reads(At(table, position), table, "FBFBM", KeyKind.Issuer, out var issuer)) _issuers.Add(issuer);
            }
        }

        foreach (var position in Chosen("CBHT").ToList())
        {
            // What the parcels of a contract add up to needs all of them.
            if (Reads(At("CBHT", position), "CBHT", "CBHTBM", KeyKind.Contract, out var contract)) TakeAll("CBDKXX", "CBHTBM", KeyKind.Contract, contract);
        }

        foreach (var position in Chosen("LZHT").ToList())
        {
            // So does how many parcels a lease has.
            if (Reads(At("LZHT", position), "LZHT", "LZHTBM", KeyKind.Lease, out var lease)) TakeAll("CBDKXX", "LZHTBM", KeyKind.Lease, lease);
        }
    }

    private void TakeUnique(string table, string field, ulong contractor)
    {
        foreach (var position in Find(table, "CBFBM", KeyKind.Contractor, contractor))
        {
            if (TextKey(At(table, position), FieldAt(table, field)) is var key and not 0) TakeAll(table, field, KeyKind.Text, key);
        }
    }

    private void TakeCorrected()
    {
        foreach (var table in corrections.Tables)
        {
            foreach (var (position, row) in Corrected(table))
            {
                if (row.Item == item) Take(table, position, isOwn: true);
            }
        }
    }

    /// <summary>A boundary point or line names all parcels it bounds, and each must be there.</summary>
    private void TakeSharersOfBoundaries()
    {
        var named = new HashSet<ulong>();
        foreach (var layer in new[] { "JZD", "JZX" })
        {
            foreach (var position in Chosen(layer))
            {
                _keys.Clear();
                AddKeys(At(layer, position), FieldAt(layer, "DKBM"), KeyKind.Parcels, _keys);
                named.UnionWith(_keys);
            }
        }

        foreach (var parcel in named.Except(_parcels).Order())
        {
            TakeAll("DK", "DKBM", KeyKind.Parcel, parcel);
            foreach (var position in MayMean("DK", "DKBM", KeyKind.Parcel, DigitCode.Write(parcel, Domain.Parcels.ParcelCode.Digits)))
            {
                Take("DK", position);
                _guests.Add(("DK", At("DK", position).Row));
            }
        }
    }

    private void TakeNeighbours()
    {
        if (!bench.Delivered.Layers.ContainsKey("DK")) return;

        var boxes = new List<Box>();
        foreach (var position in Chosen("DK").ToList())
            if (Box.Of((LayerCursor)At("DK", position)) is { } box) boxes.Add(box.Widened());
        foreach (var position in bench.Near(boxes).ToList())
            if (!IsStruck("DK", position)) Take("DK", position);
        foreach (var (position, row) in Corrected("DK"))
        {
            if (row.Shape is not null && Box.Of((LayerCursor)At("DK", position)) is { } moved && boxes.Any(moved.Meets)) Take("DK", position);
        }
    }

    private void TakeIssuers()
    {
        foreach (var issuer in _issuers)
        {
            TakeAll("FBF", "FBFBM", KeyKind.Issuer, issuer);
            foreach (var position in MayMean("FBF", "FBFBM", KeyKind.Issuer, DigitCode.Write(issuer, Domain.Collectives.IssuerCode.Digits))) Take("FBF", position, isOwn: true);
            TakeAll("ZJQY", "ZJQYDM", KeyKind.Region, issuer);
            TakeAll("CJQY", "CJQYDM", KeyKind.Region, issuer / 100);
            TakeAll("XJQY", "XJQYDM", KeyKind.Region, issuer / 100_000);
            TakeAll("XJXZQ", "XZQDM", KeyKind.Region, issuer / 100_000_000);
        }
    }

    private void TakeAll(string table, string field, KeyKind kind, ulong key)
    {
        foreach (var position in Find(table, field, kind, key)) Take(table, position);
    }

    private void Take(string table, long position, bool isOwn = false)
    {
        Chosen(table).Add(position);
        if (isOwn) _own.Add((table, position));
    }

    private SortedSet<long> Chosen(string table)
    {
        if (!_chosen.TryGetValue(table, out var chosen)) _chosen.Add(table, chosen = []);
        return chosen;
    }

    /// <summary>Rows that have the key as corrected: those delivered with it, and those a correction touched.</summary>
    private List<long> Find(string table, string field, KeyKind kind, ulong key)
    {
        if (bench.Delivered.Store(table) is null) return [];

        var found = new List<long>();
        foreach (var position in bench.PositionsOf(table, field, key)) AddIfKeyed(position);
        foreach (var (position, _) in Corrected(table)) AddIfKeyed(position);
        return found;

        void AddIfKeyed(long position)
        {
            if (IsStruck(table, position)) return;
            _keys.Clear();
            AddKeys(At(table, position), FieldAt(table, field), kind, _keys);
            if (_keys.Contains(key) && !found.Contains(position)) found.Add(position);
        }
    }

    private List<long> MayMean(string table, string field, KeyKind kind, params string[] codes)
    {
        if (bench.Delivered.Store(table) is null) return [];

        var found = new List<long>();
        foreach (var position in bench.Misspelt(table, field).Select(misspelt => misspelt.Position).Concat(Corrected(table).Select(row => row.Position)))
        {
            if (IsStruck(table, position) || found.Contains(position)) continue;
            _keys.Clear();
            AddKeys(At(table, position), FieldAt(table, field), kind, _keys);
            if (_keys.Count == 0 && At(table, position).Text(FieldAt(table, field)) is { } text && codes.Any(code => Misspelling.MayMean(text, code))) found.Add(position);
        }

        return found;
    }

    /// <summary>Corrected rows that are still there.</summary>
    private IEnumerable<(long Position, CorrectedRow Row)> Corrected(string table)
    {
        if (corrections.RowsOf(table) is not { } rows || bench.Delivered.Store(table) is null) yield break;

        var added = 0;
        foreach (var (number, row) in rows)
        {
            if (row.IsStruck) continue;
            var position = row.IsAdded ? CorrectedCursor.PositionOf(added++) : bench.PositionOf(table, number);
            if (position >= 0) yield return (position, row);
        }
    }

    private bool IsStruck(string table, long position) =>
        corrections.RowsOf(table) is { Count: > 0 } rows && rows.TryGetValue(At(table, position).Row, out var row) && row.IsStruck;

    private bool Reads(RowCursor row, string table, string field, KeyKind kind, out ulong key)
    {
        _keys.Clear();
        if (FieldAt(table, field) is >= 0 and var at) AddKeys(row, at, kind, _keys);
        key = _keys.Count > 0 ? _keys[0] : 0;
        return _keys.Count > 0;
    }

    private RowStore Store(string table)
    {
        if (!_stores.TryGetValue(table, out var store)) _stores.Add(table, store = corrections.Over(bench.Delivered.Store(table)!));
        return store;
    }

    private int FieldAt(string table, string field) => bench.Delivered.Store(table)!.Schema.IndexOf(field);

    private RowCursor At(string table, long position)
    {
        if (!_cursors.TryGetValue(table, out var cursor))
            _cursors.Add(table, cursor = Store(table) is LayerStore layer ? layer.OpenShapes() : Store(table).Open());
        if (cursor.Position != position) cursor.MoveTo(position);
        return cursor;
    }

    private InspectionMaterial Material()
    {
        var delivered = bench.Delivered;
        return delivered with
        {
            Layers = delivered.Layers.ToDictionary(layer => layer.Key, LayerStore (layer) => new SelectedLayer((LayerStore)Store(layer.Key), [.. Chosen(layer.Key)]), StringComparer.OrdinalIgnoreCase),
            Tables = delivered.Tables.ToDictionary(table => table.Key, RowStore (table) => new SelectedTable(Store(table.Key), [.. Chosen(table.Key)]), StringComparer.OrdinalIgnoreCase),
            Folders = null,
            Problems = null,
            WholeHasRows = name => delivered.Store(name) is { Count: > 0 },
        };
    }

    private List<WorkRow> OwnRows()
    {
        var rows = new List<WorkRow>();
        foreach (var table in Specification.Tables.Concat(Specification.Layers).Select(table => table.Name))
        {
            if (bench.Delivered.Store(table) is not { } store) continue;

            using var delivered = store is LayerStore layer ? layer.OpenShapes() : store.Open();
            var own = _own.Where(own => own.Table == table).Select(own => own.Position).Order().ToList();
            rows.AddRange(own.Select(position => Row(store, delivered, At(table, position), isStruck: false)));
            foreach (var (number, _) in (corrections.RowsOf(table) ?? []).Where(row => row.Value is { IsStruck: true, IsAdded: false } && row.Value.Item == item))
            {
                if (bench.PositionOf(table, number) is not (>= 0 and var position)) continue;
                delivered.MoveTo(position);
                rows.Add(Row(store, delivered, delivered, isStruck: true));
            }
        }

        return rows;
    }

    private static WorkRow Row(RowStore store, RowCursor delivered, RowCursor now, bool isStruck)
    {
        var isAdded = now.Row >= Correction.FirstAddedRow;
        if (!isAdded && !isStruck) delivered.MoveTo(now.Position);
        return new(
            store.Name,
            now.Row,
            [.. store.Schema.Fields.Select((field, at) => new WorkField(field.Name, isAdded ? null : delivered.Text(at), now.Text(at)))],
            isStruck,
            isAdded,
            now is LayerCursor { Shape: ShapeKind.Polygon } shape && store is LayerStore ? Outline(shape) : null);
    }

    /// <summary>All rings as one text of lines, so that even a ring that crosses itself can be drawn.</summary>
    private static string? Outline(LayerCursor shape)
    {
        if (Box.Of(shape) is null) return null;

        var lines = new List<LineString>();
        for (var part = 0; part < shape.PartCount; part++)
        {
            var numbers = shape.Part(part);
            var vertices = new Coordinate[numbers.Length / 2];
            for (var at = 0; at < vertices.Length; at++) vertices[at] = new(numbers[at * 2], numbers[(at * 2) + 1]);
            if (vertices.Length > 1) lines.Add(new(vertices));
        }

        return BoundaryText.Write(new MultiLineString([.. lines]));
    }

    private static ulong Parse(string code) => ulong.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

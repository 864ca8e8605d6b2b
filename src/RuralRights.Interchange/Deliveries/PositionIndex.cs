namespace RuralRights.Interchange.Deliveries;

/// <summary>Where the rows of each key are: two sorted arrays, sixteen bytes a row.</summary>
internal sealed class PositionIndex
{
    private readonly ulong[] _keys;
    private readonly long[] _positions;

    private PositionIndex(ulong[] keys, long[] positions) => (_keys, _positions) = (keys, positions);

    public static PositionIndex Empty { get; } = new([], []);

    /// <summary>Keys in ascending order, each as often as it occurs.</summary>
    public ReadOnlySpan<ulong> Keys => _keys;

    /// <summary>Rows whose key cannot be read are left out.</summary>
    public static PositionIndex Of(RowStore? store, string field, TryKey key, CancellationToken cancellation)
    {
        if (store is null) return Empty;
        var keys = new ulong[store.Count];
        var positions = new long[store.Count];
        var count = 0;
        var at = store.Schema.IndexOf(field);
        using (var row = store.Open())
        {
            while (row.Read())
            {
                if ((row.Row & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
                if (!key(row, at, out var code)) continue;
                keys[count] = code;
                positions[count++] = row.Position;
            }
        }

        Array.Resize(ref keys, count);
        Array.Resize(ref positions, count);
        return Sorted(keys, positions);
    }

    /// <summary>Rows that have several keys stand under each of them.</summary>
    public static PositionIndex OfMany(RowStore? store, Action<RowCursor, List<ulong>> keysOf, CancellationToken cancellation)
    {
        if (store is null) return Empty;
        var keys = new List<ulong>();
        var positions = new List<long>();
        using (var row = store.Open())
        {
            while (row.Read())
            {
                if ((row.Row & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
                keysOf(row, keys);
                while (positions.Count < keys.Count) positions.Add(row.Position);
            }
        }

        return Sorted([.. keys], [.. positions]);
    }

    private static PositionIndex Sorted(ulong[] keys, long[] positions)
    {
        var count = keys.Length;
        Array.Sort(keys, positions);
        // The sort does not keep the order of rows with the same key; their order in the file is restored.
        for (int from = 0, to; from < count; from = to)
        {
            for (to = from + 1; to < count && keys[to] == keys[from];) to++;
            if (to - from > 1) Array.Sort(positions, from, to - from);
        }

        return new PositionIndex(keys, positions);
    }

    /// <summary>Positions of the rows with that key, in the order of the file.</summary>
    public ReadOnlySpan<long> PositionsOf(ulong key)
    {
        var from = First(key);
        var to = from;
        while (to < _keys.Length && _keys[to] == key) to++;
        return _positions.AsSpan(from, to - from);
    }

    public bool Has(ulong key) => First(key) is var at && at < _keys.Length && _keys[at] == key;

    /// <summary>Index of the first key that is not smaller.</summary>
    public int First(ulong key)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_keys[middle] < key) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Reads the key of a row; false when the field holds none.</summary>
internal delegate bool TryKey(RowCursor row, int field, out ulong key);

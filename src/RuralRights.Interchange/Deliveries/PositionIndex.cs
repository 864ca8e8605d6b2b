namespace RuralRights.Interchange.Deliveries;

/// <summary>Where the rows of each key are: eight bytes a row, twelve a key.</summary>
internal sealed class PositionIndex
{
    private const int FirstRoom = 0x10000;
    private const double Spare = 1.05;

    private readonly ulong[] _keys;
    private readonly int[] _ends;
    private readonly long[] _positions;

    private PositionIndex(ulong[] keys, int[] ends, long[] positions) => (_keys, _ends, _positions) = (keys, ends, positions);

    public static PositionIndex Empty { get; } = new([], [], []);

    /// <summary>Every key once, in ascending order.</summary>
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

        return Sorted(keys, positions, count);
    }

    /// <summary>Rows that have several keys stand under each of them.</summary>
    /// <remarks>A county has tens of millions of keys of boundary lines, so room is made for as many as the rows so far let expect, once.</remarks>
    public static PositionIndex OfMany(RowStore? store, Action<RowCursor, List<ulong>> keysOf, CancellationToken cancellation)
    {
        if (store is null) return Empty;
        var (keys, positions, count, rows) = (new ulong[FirstRoom], new long[FirstRoom], 0, 0L);
        var its = new List<ulong>();
        using (var row = store.Open())
        {
            while (row.Read())
            {
                if ((row.Row & 0xFFFF) == 0) cancellation.ThrowIfCancellationRequested();
                its.Clear();
                keysOf(row, its);
                rows++;
                if (count + its.Count > keys.Length)
                {
                    var room = Math.Max(count + its.Count, (int)Math.Min((count + its.Count) / (double)rows * store.Count * Spare, Array.MaxLength));
                    Array.Resize(ref keys, room);
                    Array.Resize(ref positions, room);
                }

                foreach (var key in its) (keys[count], positions[count++]) = (key, row.Position);
            }
        }

        return Sorted(keys, positions, count);
    }

    private static PositionIndex Sorted(ulong[] keys, long[] positions, int count)
    {
        Array.Sort(keys, positions, 0, count);
        var distinct = 0;
        for (var at = 0; at < count; at++)
            if (at == 0 || keys[at] != keys[at - 1]) distinct++;

        var (once, ends) = (new ulong[distinct], new int[distinct]);
        var next = 0;
        for (int from = 0, to; from < count; from = to)
        {
            for (to = from + 1; to < count && keys[to] == keys[from];) to++;
            // The sort does not keep the order of rows with the same key; their order in the file is restored.
            if (to - from > 1) Array.Sort(positions, from, to - from);
            (once[next], ends[next++]) = (keys[from], to);
        }

        Array.Resize(ref positions, count);
        return new PositionIndex(once, ends, positions);
    }

    /// <summary>Positions of the rows with that key, in the order of the file.</summary>
    public ReadOnlySpan<long> PositionsOf(ulong key)
    {
        var at = First(key);
        return at < _keys.Length && _keys[at] == key ? PositionsAt(at) : [];
    }

    /// <summary>Positions of the rows with the key at that place among the keys.</summary>
    public ReadOnlySpan<long> PositionsAt(int at) => _positions.AsSpan((at == 0 ? 0 : _ends[at - 1])..(_ends[at]));

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

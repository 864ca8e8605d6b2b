using System.Runtime.CompilerServices;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Finds the pairs of parcels whose bounds come near each other: a grid of square cells, held as one sorted array.
/// </summary>
/// <remarks>
/// A cell is twice as wide as the usual parcel, so a parcel lies in two or three cells. A pair that shares several cells is met
/// only in the one where the common part of the two bounds begins. Parcels that would fill thousands of cells are kept apart and
/// compared with all others.
/// </remarks>
internal sealed class NeighbourPairs
{
    private const int MostCells = 4096;
    private const int EntriesInChunk = 8192;

    private readonly double[] _bounds;
    private readonly double _reach;
    private readonly double _west;
    private readonly double _south;
    private readonly double _cell;
    private readonly ulong[] _cells;
    private readonly int[] _parcels;
    private readonly int[] _chunks;
    private readonly List<int> _wide = [];

    /// <param name="bounds">West, south, east and north of every parcel; not a number in all four where a parcel takes no part.</param>
    /// <param name="reach">How far apart two bounds may lie to be a pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NeighbourPairs(double[] bounds, double reach)
    {
        _bounds = bounds;
        _reach = reach;
        _west = double.MaxValue;
        _south = double.MaxValue;
        var extent = 0d;
        var count = 0;
        for (var at = 0; at < bounds.Length; at += 4)
        {
            if (double.IsNaN(bounds[at])) continue;
            _west = Math.Min(_west, bounds[at]);
            _south = Math.Min(_south, bounds[at + 1]);

            // Many small parcels decide the cell, not a few large ones: the mean of the roots is the mean of most.
            extent += Math.Sqrt(Math.Max(bounds[at + 2] - bounds[at], bounds[at + 3] - bounds[at + 1]));
            count++;
        }

        _cell = count == 0 ? 1 : Math.Max(1, 2 * (extent / count) * (extent / count));
        _west -= reach;
        _south -= reach;

        // Where a tenth of the parcels is a hundred times larger than the rest, cells grow until the whole fits in little room.
        long entries;
        while ((entries = CountEntries()) > 8L * count + EntriesInChunk) _cell *= 1.5;
        (_cells, _parcels) = Sorted(new ulong[entries], new int[entries]);
        _chunks = [.. ChunkStarts()];
    }

    /// <summary>Number of chunks of work.</summary>
    public int Chunks => _chunks.Length - 1 + _wide.Count;

    /// <summary>Calls back once for every pair of a chunk, each pair in one chunk only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForEach(int chunk, Action<int, int> pair)
    {
        if (chunk >= _chunks.Length - 1)
        {
            ForEachOfWide(chunk - (_chunks.Length - 1), pair);
            return;
        }

        for (var from = _chunks[chunk]; from < _chunks[chunk + 1];)
        {
            var to = EndOfCell(from);
            for (var one = from; one < to; one++)
                for (var other = one + 1; other < to; other++)
                    if (AreNear(_parcels[one], _parcels[other]) && BeginsIn(_cells[from], _parcels[one], _parcels[other]))
                        pair(_parcels[one], _parcels[other]);
            from = to;
        }
    }

    private void ForEachOfWide(int wide, Action<int, int> pair)
    {
        var one = _wide[wide];
        for (var other = 0; other < _bounds.Length / 4; other++)
        {
            if (other == one || !AreNear(one, other)) continue;
            var before = _wide.BinarySearch(other);
            if (before < 0 || before > wide) pair(one, other);
        }
    }

    /// <summary>False whenever a bound is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreNear(int one, int other)
    {
        var a = _bounds.AsSpan(4 * one, 4);
        var b = _bounds.AsSpan(4 * other, 4);
        return a[0] - _reach <= b[2] && b[0] - _reach <= a[2] && a[1] - _reach <= b[3] && b[1] - _reach <= a[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool BeginsIn(ulong cell, int one, int other) =>
        Cell(Column(Math.Max(_bounds[4 * one], _bounds[4 * other]) - _reach), Row(Math.Max(_bounds[4 * one + 1], _bounds[4 * other + 1]) - _reach)) == cell;

    private uint Column(double x) => (uint)((x - _west) / _cell);

    private uint Row(double y) => (uint)((y - _south) / _cell);

    private static ulong Cell(uint column, uint row) => ((ulong)row << 32) | column;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long CountEntries()
    {
        _wide.Clear();
        var entries = 0L;
        for (var parcel = 0; parcel < _bounds.Length / 4; parcel++)
        {
            var cells = CellsOf(parcel);
            if (cells > MostCells) _wide.Add(parcel);
            else entries += cells;
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (ulong[] Cells, int[] Parcels) Sorted(ulong[] cells, int[] parcels)
    {
        var at = 0;
        for (var parcel = 0; parcel < _bounds.Length / 4; parcel++)
        {
            if (CellsOf(parcel) is 0 or > MostCells) continue;
            var (west, south, east, north) = Span(parcel);
            for (var row = south; row <= north; row++)
                for (var column = west; column <= east; column++) (cells[at], parcels[at++]) = (Cell(column, row), parcel);
        }

        Array.Sort(cells, parcels);
        return (cells, parcels);
    }

    private long CellsOf(int parcel)
    {
        if (double.IsNaN(_bounds[4 * parcel])) return 0;
        var (west, south, east, north) = Span(parcel);
        return (east - west + 1L) * (north - south + 1L);
    }

    private (uint West, uint South, uint East, uint North) Span(int parcel) => (
        Column(_bounds[4 * parcel] - _reach), Row(_bounds[4 * parcel + 1] - _reach),
        Column(_bounds[4 * parcel + 2]), Row(_bounds[4 * parcel + 3]));

    private IEnumerable<int> ChunkStarts()
    {
        var start = 0;
        yield return 0;
        for (var from = 0; from < _cells.Length;)
        {
            from = EndOfCell(from);
            if (from - start < EntriesInChunk && from < _cells.Length) continue;
            start = from;
            yield return from;
        }
    }

    private int EndOfCell(int from)
    {
        var to = from + 1;
        while (to < _cells.Length && _cells[to] == _cells[from]) to++;
        return to;
    }
}

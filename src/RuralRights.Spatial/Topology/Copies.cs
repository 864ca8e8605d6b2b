using System.Runtime.InteropServices;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// Finds parcels that are drawn exactly like many others: an export gone wrong that gave a thousand rows one shape.
/// </summary>
/// <remarks>
/// Each pair of such a pile overlaps, and there are half a million of them. Of a pile, the first parcel is compared with its
/// neighbours, and every other is reported against the first. Two or three parcels drawn alike are compared like any others.
/// </remarks>
internal static class Copies
{
    private const int SmallestPile = 16;

    /// <summary>The parcels of piles, each with the first of its pile, in the order of the fabric.</summary>
    public static IReadOnlyList<(int Copy, int Original)> Of(ParcelFabric fabric, Func<int, bool> takesPart)
    {
        var hashes = new ulong[fabric.Count];
        var parcels = new int[fabric.Count];
        for (var parcel = 0; parcel < fabric.Count; parcel++)
            (parcels[parcel], hashes[parcel]) = (parcel, takesPart(parcel) ? Hash(fabric, parcel) : 0);
        Array.Sort(hashes, parcels);

        var copies = new List<(int Copy, int Original)>();
        for (var from = 0; from < parcels.Length;)
        {
            var to = from + 1;
            while (to < parcels.Length && hashes[to] == hashes[from]) to++;
            if (hashes[from] != 0 && to - from >= SmallestPile) AddPile(fabric, parcels.AsSpan(from, to - from), copies);
            from = to;
        }

        copies.Sort();
        return copies;
    }

    /// <summary>Equal hashes are almost surely one pile; what is not drawn like the first stays by itself.</summary>
    private static void AddPile(ParcelFabric fabric, Span<int> pile, List<(int Copy, int Original)> copies)
    {
        pile.Sort();
        foreach (var parcel in pile[1..])
            if (fabric.AreDrawnAlike(pile[0], parcel)) copies.Add((parcel, pile[0]));
    }

    /// <summary>Never 0, which stands for a parcel that takes no part.</summary>
    private static ulong Hash(ParcelFabric fabric, int parcel)
    {
        var hash = 1UL;
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            foreach (var bits in MemoryMarshal.Cast<double, ulong>(fabric.Ring(parcel, ring)))
                hash = unchecked((hash ^ bits) * 0x9E3779B97F4A7C15 ^ (hash >> 31));
        return hash | 1;
    }
}

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

    /// <summary>For each parcel the first of its pile; the parcel itself when it is in none.</summary>
    public static int[] Originals(ParcelFabric fabric, Func<int, bool> takesPart)
    {
        var originals = new int[fabric.Count];
        var hashes = new ulong[fabric.Count];
        var order = new int[fabric.Count];
        for (var parcel = 0; parcel < fabric.Count; parcel++)
            (originals[parcel], order[parcel], hashes[parcel]) = (parcel, parcel, takesPart(parcel) ? Hash(fabric, parcel) : 0);

        Array.Sort(hashes, order);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && hashes[to] == hashes[from]) to++;
            if (hashes[from] != 0 && to - from >= SmallestPile) MarkPile(fabric, order.AsSpan(from, to - from), originals);
            from = to;
        }

        return originals;
    }

    /// <summary>Equal hashes are almost surely one pile; what is not drawn like the first stays by itself.</summary>
    private static void MarkPile(ParcelFabric fabric, Span<int> pile, int[] originals)
    {
        pile.Sort();
        foreach (var parcel in pile[1..])
            if (fabric.AreDrawnAlike(pile[0], parcel)) originals[parcel] = pile[0];
    }

    private static ulong Hash(ParcelFabric fabric, int parcel)
    {
        var hash = 1UL;
        for (var ring = 0; ring < fabric.RingCount(parcel); ring++)
            foreach (var bits in MemoryMarshal.Cast<double, ulong>(fabric.Ring(parcel, ring)))
                hash = unchecked((hash ^ bits) * 0x9E3779B97F4A7C15 ^ (hash >> 31));
        return hash | 1;
    }
}

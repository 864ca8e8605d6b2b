using System.Buffers.Binary;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Registry.Registration;

/// <summary>Writes a delivered area as well-known binary, vertex by vertex as surveyed.</summary>
/// <remarks>In a delivery the outer ring of an area runs clockwise and a hole the other way; a hole belongs to the outer ring around it.</remarks>
internal static class RingAssembly
{
    private const uint Polygon = 3;
    private const uint MultiPolygon = 6;

    /// <summary>The shape as a polygon, or as several when it has more than one outer ring.</summary>
    public static byte[] ToWkb(DeliveredShape shape)
    {
        var areas = new List<List<double[]>>();
        foreach (var ring in shape.Parts.Where(IsClockwise)) areas.Add([ring]);
        foreach (var hole in shape.Parts.Where(ring => !IsClockwise(ring)))
        {
            if (areas.Find(area => Surrounds(area[0], hole[0], hole[1])) is { } around) around.Add(hole);
            else areas.Add([hole]);
        }

        using var wkb = new MemoryStream();
        if (areas.Count != 1)
        {
            WriteHead(wkb, MultiPolygon);
            WriteCount(wkb, areas.Count);
        }

        foreach (var area in areas)
        {
            WriteHead(wkb, Polygon);
            WriteCount(wkb, area.Count);
            foreach (var ring in area)
            {
                WriteCount(wkb, ring.Length / 2);
                foreach (var ordinate in ring) Write(wkb, ordinate);
            }
        }

        return wkb.ToArray();
    }

    // The sum is taken from the first vertex on, because eastings of eight digits leave too little room behind the point.
    private static bool IsClockwise(double[] ring)
    {
        var twice = 0.0;
        for (var at = 0; at + 3 < ring.Length; at += 2)
            twice += ((ring[at] - ring[0]) * (ring[at + 3] - ring[1])) - ((ring[at + 2] - ring[0]) * (ring[at + 1] - ring[1]));
        return twice < 0;
    }

    private static bool Surrounds(double[] ring, double x, double y)
    {
        var inside = false;
        for (var at = 0; at + 3 < ring.Length; at += 2)
        {
            var (fromY, toY) = (ring[at + 1], ring[at + 3]);
            if (fromY > y != toY > y && x < ((ring[at + 2] - ring[at]) * (y - fromY) / (toY - fromY)) + ring[at]) inside = !inside;
        }

        return inside;
    }

    private static void WriteHead(MemoryStream wkb, uint kind)
    {
        wkb.WriteByte(1);
        WriteCount(wkb, (int)kind);
    }

    private static void WriteCount(MemoryStream wkb, int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        wkb.Write(bytes);
    }

    private static void Write(MemoryStream wkb, double ordinate)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, ordinate);
        wkb.Write(bytes);
    }
}

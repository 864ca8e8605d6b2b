using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace RuralRights.Spatial.Topology;

/// <summary>
/// The parcels of a county or a part of one, held so compactly that a million of them fit beside everything else: coordinates in
/// flat arrays, codes as numbers.
/// </summary>
/// <remarks>Immutable once built; nothing in it is checked, for finding what is wrong with it is the inspection's work.</remarks>
public sealed class ParcelFabric
{
    /// <summary>
    /// Vertices in a block of coordinates. Blocks never move once written, so a fabric can share those of its builder and no
    /// array is ever copied to grow.
    /// </summary>
    private const int BlockBits = 18;
    private const int BlockSize = 1 << BlockBits;

    private readonly ulong[] _codes;
    private readonly double[] _recordedAreas;
    private readonly int[] _firstRings;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly double[][] _blocks;

    private ParcelFabric(ulong[] codes, double[] recordedAreas, int[] firstRings, int[] starts, int[] lengths, double[][] blocks)
    {
        _codes = codes;
        _recordedAreas = recordedAreas;
        _firstRings = firstRings;
        _starts = starts;
        _lengths = lengths;
        _blocks = blocks;
    }

    /// <summary>Number of parcels.</summary>
    public int Count => _codes.Length;

    /// <summary>Code of a parcel (地块代码) as a number: what the builder was given.</summary>
    public ulong Code(int parcel) => _codes[parcel];

    /// <summary>Recorded area (实测面积) in square metres; not a number when none is recorded.</summary>
    public double RecordedArea(int parcel) => _recordedAreas[parcel];

    /// <summary>Number of rings of a parcel.</summary>
    public int RingCount(int parcel) => _firstRings[parcel + 1] - _firstRings[parcel];

    /// <summary>A ring as x, y, x, y ..., the closing vertex included when the source has one.</summary>
    public ReadOnlySpan<double> Ring(int parcel, int ring)
    {
        var at = _firstRings[parcel] + ring;
        var start = _starts[at];
        return _blocks[start >> BlockBits].AsSpan(2 * (start & (BlockSize - 1)), 2 * _lengths[at]);
    }

    /// <summary>The parcel with its code.</summary>
    public ParcelReference Reference(int parcel) => new(parcel, _codes[parcel]);

    /// <summary>Number of vertices of a parcel, closing ones included.</summary>
    public int VertexCount(int parcel)
    {
        var count = 0;
        for (var ring = _firstRings[parcel]; ring < _firstRings[parcel + 1]; ring++) count += _lengths[ring];
        return count;
    }

    /// <summary>
    /// A parcel as a polygon, or a multipolygon when it has several parts; null when it is empty, a ring does not close or a
    /// coordinate is not finite. A ring inside another is a hole, whatever its direction.
    /// </summary>
    public Geometry? Shape(int parcel)
    {
        var vertices = 0;
        for (var ring = 0; ring < RingCount(parcel); ring++)
        {
            var coordinates = Ring(parcel, ring);
            if (coordinates.IsEmpty) continue;
            if (coordinates.Length < 8 || coordinates[0] != coordinates[^2] || coordinates[1] != coordinates[^1]) return null;
            foreach (var number in coordinates)
                if (!double.IsFinite(number)) return null;
            vertices += coordinates.Length;
        }

        return vertices == 0 ? null : ParcelShape.Of(this, parcel);
    }

    /// <summary>
    /// The bytes <see cref="SurveyedBoundary.ToWkb"/> gives for a parcel in which the inspection found no error, made without a
    /// geometry in between: entering a county makes a million of them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The parcel is empty, has several parts or does not close.</exception>
    public byte[] ToWkb(int parcel)
    {
        if (RingCount(parcel) != 1 || Ring(parcel, 0) is not { Length: >= 8 } ring || ring[0] != ring[^2] || ring[1] != ring[^1])
        {
            return Shape(parcel) is Polygon polygon
                ? SurveyedBoundary.WkbOf(polygon)
                : throw new InvalidOperationException($"Parcel {Code(parcel)} is not one area.");
        }

        const int header = 13;
        var wkb = new byte[header + 8 * ring.Length];
        wkb[0] = (byte)ByteOrder.LittleEndian;
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(1), (int)WKBGeometryTypes.WKBPolygon);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(5), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(9), ring.Length / 2);
        var isClockwise = ParcelShape.TwiceSignedArea(ring) < 0;
        for (var at = 0; at < ring.Length; at += 2)
        {
            var from = isClockwise ? ring.Length - 2 - at : at;
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(header + 8 * at), ring[from]);
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(header + 8 * at + 8), ring[from + 1]);
        }

        return wkb;
    }

    /// <summary>True when two parcels have the same rings, vertex by vertex.</summary>
    internal bool AreDrawnAlike(int one, int other)
    {
        if (RingCount(one) != RingCount(other)) return false;
        for (var ring = 0; ring < RingCount(one); ring++)
            if (!Ring(one, ring).SequenceEqual(Ring(other, ring))) return false;
        return true;
    }

    /// <summary>One more than the highest number of a vertex.</summary>
    internal int VertexNumbers => _starts.Length == 0 ? 0 : _starts[^1] + _lengths[^1];

    /// <summary>Number of rings of all parcels.</summary>
    internal int RingNumbers => _starts.Length;

    /// <summary>Number of a ring, counted over all parcels.</summary>
    internal int RingNumber(int parcel, int ring) => _firstRings[parcel] + ring;

    /// <summary>Number of the first vertex of a ring; the others follow it. Sides are numbered by the vertex they start from.</summary>
    internal int FirstVertex(int parcel, int ring) => _starts[_firstRings[parcel] + ring];

    /// <summary>A vertex by its number.</summary>
    internal PlanarPoint Vertex(int number)
    {
        var block = number >> BlockBits;
        while (_blocks[block].Length == 0) block--;
        var at = 2 * (number - (block << BlockBits));
        return new PlanarPoint(_blocks[block][at], _blocks[block][at + 1]);
    }

    /// <summary>Collects parcels in the order in which they are delivered.</summary>
    public sealed class Builder
    {
        private readonly List<ulong> _codes = [];
        private readonly List<double> _recordedAreas = [];
        private readonly List<int> _firstRings = [];
        private readonly List<int> _starts = [];
        private readonly List<int> _lengths = [];
        private readonly List<double[]> _blocks = [];
        private int _next;

        /// <summary>Starts a parcel; its rings follow by <see cref="AddRing"/>. A parcel without rings is an empty geometry.</summary>
        /// <returns>The index of the parcel in the fabric.</returns>
        public int Add(ulong code, double recordedArea = double.NaN)
        {
            _codes.Add(code);
            _recordedAreas.Add(recordedArea);
            _firstRings.Add(_starts.Count);
            return _codes.Count - 1;
        }

        /// <summary>Adds a parcel of one or more polygons.</summary>
        /// <returns>The index of the parcel in the fabric.</returns>
        public int Add(ulong code, Geometry geometry, double recordedArea = double.NaN)
        {
            var parcel = Add(code, recordedArea);
            for (var part = 0; part < geometry.NumGeometries; part++)
            {
                if (geometry.GetGeometryN(part) is not Polygon { IsEmpty: false } polygon) continue;
                AddRing(Flat(polygon.ExteriorRing));
                foreach (var hole in polygon.InteriorRings) AddRing(Flat(hole));
            }

            return parcel;
        }

        /// <summary>Adds a ring, x, y, x, y ..., to the parcel started last.</summary>
        public void AddRing(ReadOnlySpan<double> coordinates)
        {
            if (_codes.Count == 0) throw new InvalidOperationException("A ring belongs to a parcel; add one first.");
            if (coordinates.Length % 2 != 0) throw new ArgumentException("Coordinates come in pairs.", nameof(coordinates));
            var length = coordinates.Length / 2;
            if (_next + length >= _blocks.Count * BlockSize) StartBlock(length);
            coordinates.CopyTo(_blocks[_next >> BlockBits].AsSpan(2 * (_next & (BlockSize - 1))));
            _starts.Add(_next);
            _lengths.Add(length);
            _next = length < BlockSize ? _next + length : _blocks.Count * BlockSize;
        }

        /// <summary>The fabric so far; the builder may go on collecting for a larger one.</summary>
        public ParcelFabric Build() =>
            new([.. _codes], [.. _recordedAreas], [.. _firstRings, _starts.Count], [.. _starts], [.. _lengths], [.. _blocks]);

        /// <summary>
        /// A ring never straddles two blocks. One longer than a block gets an array of its own, and as many block numbers as it is long.
        /// </summary>
        private void StartBlock(int length)
        {
            _next = _blocks.Count * BlockSize;
            var numbers = length / BlockSize + 1;
            _blocks.Add(new double[2 * numbers * BlockSize]);
            for (var spare = 1; spare < numbers; spare++) _blocks.Add([]);
        }

        private static double[] Flat(LineString ring)
        {
            var vertices = ring.CoordinateSequence;
            var flat = new double[2 * vertices.Count];
            for (var at = 0; at < vertices.Count; at++) (flat[2 * at], flat[2 * at + 1]) = (vertices.GetX(at), vertices.GetY(at));
            return flat;
        }
    }
}

namespace RuralRights.Interchange.Generation;

/// <summary>A corner of a boundary in whole millimetres east and north, so that corners that are one are equal.</summary>
internal readonly record struct Corner(long East, long North);

/// <summary>Which way a stretch of boundary faces.</summary>
internal enum Side
{
    North,
    East,
    South,
    West,
}

/// <summary>One edge of one parcel, clockwise, and the parcel on its other side, or -1 for a road.</summary>
internal readonly record struct Edge(int From, int To, Side Side, int Neighbour);

/// <summary>
/// The land of one group: terraces one above the other, following the slope in waves, each cut into strips. Strips that meet
/// have the same corners, also where three of them meet.
/// </summary>
internal sealed class Terraces
{
    /// <summary>Metres that the terraces of a group take at most, from south to north and from west to east.</summary>
    public const int MostHeight = 370, MostWidth = 620;

    /// <summary>Strips that one group's land is cut into at most.</summary>
    public const int MostParcels = 120;

    private const int StripsInTerrace = 10;
    private const int Metre = 1000;

    // A strip is 10 to 30 m deep and 20 to 170 m long, which is 0.3 to 7.8 mu.
    private const double LeastDepth = 11.8, MostDepth = 29, MeanLength = 62, LeastLength = 24;

    // Two cuts that nearly meet across a terrace wall are drawn as meeting, as a surveyor would.
    private const long Snap = 1500;

    private readonly List<Corner> _corners = [];
    private readonly List<Edge[]> _parcels = [];

    private Terraces()
    {
    }

    /// <summary>All corners of the group's land, each once.</summary>
    public IReadOnlyList<Corner> Corners => _corners;

    /// <summary>The edges of each parcel, clockwise from the northwest.</summary>
    public IReadOnlyList<Edge[]> Parcels => _parcels;

    /// <summary>Lays out the land of a group.</summary>
    /// <param name="dice">Decides where the walls run.</param>
    /// <param name="origin">Southwest of the land.</param>
    /// <param name="parcels">Number of strips.</param>
    public static Terraces Lay(Dice dice, Corner origin, int parcels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parcels, MostParcels);
        var land = new Terraces();
        var slope = new Slope(dice, origin, (parcels + StripsInTerrace - 1) / StripsInTerrace);
        var terraces = slope.Terraces;
        var cuts = new (long[] Feet, long[] Tops)[terraces];
        for (var terrace = 0; terrace < terraces; terrace++)
        {
            var strips = parcels / terraces + (terrace < parcels % terraces ? 1 : 0);
            cuts[terrace] = Cut(dice, strips, terrace == 0 ? [] : cuts[terrace - 1].Tops);
        }

        var walls = new Wall[terraces + 1];
        for (var wall = 0; wall <= terraces; wall++)
        {
            var ends = (wall > 0 ? cuts[wall - 1].Tops : []).Concat(wall < terraces ? cuts[wall].Feet : []);
            walls[wall] = land.Build(slope, wall, ends);
        }

        land.Enclose(dice, walls, cuts);
        return land;
    }

    /// <summary>Where a terrace is cut, along its foot and along its top, in millimetres from its western end.</summary>
    private static (long[] Feet, long[] Tops) Cut(Dice dice, int strips, long[] tops)
    {
        var weights = new double[strips];
        for (var strip = 0; strip < strips; strip++) weights[strip] = Math.Exp(dice.Between(-0.85, 0.85));
        var spare = strips * (MeanLength - LeastLength) / weights.Sum();

        var (feet, heads) = (new long[strips + 1], new long[strips + 1]);
        var along = 0d;
        for (var strip = 1; strip <= strips; strip++)
        {
            along += LeastLength + spare * weights[strip - 1];
            var foot = (long)Math.Round(along * Metre);
            var near = Array.Find(tops, top => Math.Abs(top - foot) < Snap);
            feet[strip] = near == 0 ? foot : near;
            heads[strip] = feet[strip] + dice.Between(-1200, 1200);
        }

        return (feet, heads);
    }

    private Wall Build(Slope slope, int wall, IEnumerable<long> ends)
    {
        var places = new SortedSet<long>(ends);
        var bends = new List<long>();
        var last = 0L;
        foreach (var place in places)
        {
            var pieces = (place - last) / (15 * Metre);
            for (var piece = 1; piece < pieces; piece++) bends.Add(last + (place - last) * piece / pieces);
            last = place;
        }

        places.UnionWith(bends);
        var along = places.ToArray();
        var corners = new int[along.Length];
        for (var at = 0; at < along.Length; at++) corners[at] = Add(slope.At(wall, along[at]));
        return new Wall(along, corners);
    }

    private void Enclose(Dice dice, Wall[] walls, (long[] Feet, long[] Tops)[] cuts)
    {
        var first = 0;
        var owners = new Dictionary<(int From, int To), int>();
        var rings = new List<(List<int> Corners, List<Side> Sides)>();
        foreach (var (terrace, (feet, tops)) in cuts.Index())
        {
            var edges = new int[feet.Length][];
            for (var cut = 0; cut < feet.Length; cut++) edges[cut] = Descend(dice, walls[terrace + 1].At(tops[cut]), walls[terrace].At(feet[cut]));
            for (var strip = 0; strip < feet.Length - 1; strip++)
            {
                var ring = (Corners: new List<int>(), Sides: new List<Side>());
                Follow(ring, walls[terrace + 1].Between(tops[strip], tops[strip + 1]), Side.North, reversed: false);
                Follow(ring, edges[strip + 1], Side.East, reversed: false);
                Follow(ring, walls[terrace].Between(feet[strip], feet[strip + 1]), Side.South, reversed: true);
                Follow(ring, edges[strip], Side.West, reversed: true);
                for (var at = 0; at < ring.Corners.Count; at++)
                    owners[(ring.Corners[at], ring.Corners[(at + 1) % ring.Corners.Count])] = first + rings.Count;
                rings.Add(ring);
            }
        }

        foreach (var (corners, sides) in rings)
        {
            var edges = new Edge[corners.Count];
            for (var at = 0; at < edges.Length; at++)
            {
                var (from, to) = (corners[at], corners[(at + 1) % corners.Count]);
                // Both go clockwise, so the neighbour goes along the common edge the other way.
                edges[at] = new Edge(from, to, sides[at], owners.GetValueOrDefault((to, from), -1));
            }

            _parcels.Add(edges);
        }
    }

    /// <summary>A cut from one wall down to the next; every other one has a bend.</summary>
    private int[] Descend(Dice dice, int top, int foot)
    {
        if (!dice.Percent(50)) return [top, foot];
        var (from, to) = (_corners[top], _corners[foot]);
        var bend = new Corner((from.East + to.East) / 2 + dice.Between(600, 1000), (from.North + to.North) / 2);
        return [top, Add(bend), foot];
    }

    private static void Follow((List<int> Corners, List<Side> Sides) ring, ReadOnlySpan<int> corners, Side side, bool reversed)
    {
        for (var step = 0; step < corners.Length - 1; step++)
        {
            ring.Corners.Add(reversed ? corners[corners.Length - 1 - step] : corners[step]);
            ring.Sides.Add(side);
        }
    }

    private int Add(Corner corner)
    {
        _corners.Add(corner);
        return _corners.Count - 1;
    }

    /// <summary>The corners along one wall, from west to east.</summary>
    private readonly record struct Wall(long[] Along, int[] Corners)
    {
        public int At(long place) => Corners[Array.BinarySearch(Along, place)];

        public ReadOnlySpan<int> Between(long from, long to)
        {
            var start = Array.BinarySearch(Along, from);
            return Corners.AsSpan(start, Array.BinarySearch(Along, to) - start + 1);
        }
    }

    /// <summary>How the walls of one group's terraces run: all alike in the large, each a little different.</summary>
    private sealed class Slope
    {
        private readonly Corner _origin;
        private readonly double _height, _length, _phase;
        private readonly double[] _base, _ripple, _ripplePhase;

        public Slope(Dice dice, Corner origin, int terraces)
        {
            (_origin, Terraces) = (origin, terraces);
            (_height, _length, _phase) = (dice.Between(2d, 6d), dice.Between(240d, 420d), dice.Between(0, Math.Tau));
            (_base, _ripple, _ripplePhase) = (new double[terraces + 1], new double[terraces + 1], new double[terraces + 1]);
            for (var wall = 0; wall <= terraces; wall++)
            {
                _base[wall] = wall == 0 ? 8 : _base[wall - 1] + dice.Between(LeastDepth, MostDepth);
                _ripple[wall] = dice.Between(0.1, 0.7);
                _ripplePhase[wall] = dice.Between(0, Math.Tau);
            }
        }

        public int Terraces { get; }

        public Corner At(int wall, long along)
        {
            var x = (double)along / Metre;
            var y = _base[wall] + _height * Math.Sin(Math.Tau * x / _length + _phase) + _ripple[wall] * Math.Sin(Math.Tau * x / 70 + _ripplePhase[wall]);
            return new Corner(_origin.East + along, _origin.North + (long)Math.Round(y * Metre));
        }
    }
}

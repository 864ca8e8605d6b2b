using System.Globalization;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>
/// The sketch map of a parcel (地块示意图) at a cadastral scale: its outline with boundary points and side lengths, the
/// neighbours' outlines with their codes, north arrow and scale bar.
/// </summary>
/// <remarks>
/// Grid north is up. Labels that would cover one another are left out in order of importance, and the map then says so:
/// a sketch with unreadable numbers is worth less than one that points to the survey's own table.
/// </remarks>
internal sealed class SketchMap
{
    private static readonly int[] Scales = [100, 200, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000];
    private static readonly GeometryFactory Shapes = new();

    private readonly Typesetter _typesetter;
    private readonly CertifiedParcel _parcel;
    private readonly Box _frame;
    private readonly Spot _middle;
    private readonly List<Mark> _marks = [];
    private readonly List<Box> _taken = [];

    private SketchMap(Typesetter typesetter, CertifiedParcel parcel, ParcelOutline outline, Box frame)
    {
        (_typesetter, _parcel, _frame) = (typesetter, parcel, frame);
        var corners = outline.Rings[0];
        var (west, east) = (corners.Min(corner => corner.East), corners.Max(corner => corner.East));
        var (south, north) = (corners.Min(corner => corner.North), corners.Max(corner => corner.North));
        _middle = new((west + east) / 2, (south + north) / 2);

        // The margin leaves room for the point numbers and shows where the neighbours begin.
        var room = frame.Shrunk(11);
        Scale = Scales.FirstOrDefault(scale => (east - west) * 1000 / scale <= room.Width && (north - south) * 1000 / scale <= room.Height, Scales[^1]);
    }

    /// <summary>Denominator of the scale: 500 means that a millimetre on paper is half a metre of ground.</summary>
    public int Scale { get; }

    /// <summary>True when labels were left out for want of room.</summary>
    public bool LeftLabelsOut { get; private set; }

    public IReadOnlyList<Mark> Marks => _marks;

    public static SketchMap Draw(Typesetter typesetter, CertifiedParcel parcel, ParcelOutline outline, Box frame)
    {
        var map = new SketchMap(typesetter, parcel, outline, frame);
        map.DrawParcel(outline);
        return map;
    }

    private Spot OnPaper(OutlinePoint corner) => new(
        _frame.Centre.X + (corner.East - _middle.X) * 1000 / Scale,
        _frame.Centre.Y - (corner.North - _middle.Y) * 1000 / Scale);

    private void DrawParcel(ParcelOutline outline)
    {
        var rings = outline.Rings.Select(ring => OpenRing(ring)).ToArray();
        var drawn = rings.Select(ring => Thinned(ring.Select(OnPaper))).ToArray();
        var inside = new List<Mark> { new Mark.Fill(drawn, Ink.Earth) };
        var neighbours = _parcel.Neighbours
            .Select(neighbour => (neighbour.Code, Rings: neighbour.Outline.Rings.Select(ring => Thinned(OpenRing(ring).Select(OnPaper))).ToArray()))
            .ToArray();
        foreach (var ring in neighbours.SelectMany(neighbour => neighbour.Rings)) inside.Add(new Mark.Stroke(ring, 0.18, Ink.Grey, Closed: true));
        foreach (var ring in drawn) inside.Add(new Mark.Stroke(ring, 0.45, Ink.Black, Closed: true));
        _marks.Add(new Mark.Window(_frame, inside));
        DrawNorthAndBar(rings.SelectMany(ring => ring).Select(OnPaper).ToArray());

        var shape = AsShape(drawn);
        if (!shape.IsEmpty) LabelParcel(shape);
        NumberPoints(rings, shape.Boundary);
        MeasureSides(rings);
        foreach (var (code, shapes) in neighbours) LabelNeighbour(code, AsShape(shapes).Difference(shape));
    }

    /// <summary>Names the parcel in its middle; where there is no room for the name, by its last five digits alone.</summary>
    private void LabelParcel(Geometry shape)
    {
        var code = _parcel.Code.Length > 5 ? _parcel.Code[^5..] : _parcel.Code;
        var name = Typesetter.Clean(_parcel.Name);
        var (nameWidth, codeWidth) = (_typesetter.Measure(Face.SerifBold, 10, name), _typesetter.Measure(Face.Sans, 7.5, code));
        var inmost = Inmost(shape).At;
        var places = new[] { new Spot(shape.Centroid.X, shape.Centroid.Y), inmost };
        var (wide, high) = (Math.Max(nameWidth, codeWidth) + 1.5, 9.0);
        if (places.Any(place => Fits(shape, place, wide, high)))
        {
            var at = places.First(place => Fits(shape, place, wide, high));
            _marks.Add(new Mark.Text(name, Face.SerifBold, 10, Ink.Green, new(at.X - nameWidth / 2, at.Y - 0.4)));
            _marks.Add(new Mark.Text(code, Face.Sans, 7.5, Ink.Black, new(at.X - codeWidth / 2, at.Y + 3.1)));
            _taken.Add(Around(at, wide, 8));
            return;
        }

        var middle = places.FirstOrDefault(place => Fits(shape, place, codeWidth + 1, 3), inmost);
        _marks.Add(new Mark.Text(code, Face.Sans, 7.5, Ink.Green, new(middle.X - codeWidth / 2, middle.Y + 1)));
        _taken.Add(Around(middle, codeWidth + 0.6, 2.6));
    }

    private static Box Around(Spot at, double width, double height) => new(at.X - width / 2, at.Y - height / 2, width, height);

    private static bool Fits(Geometry shape, Spot at, double width, double height) => shape.Covers(AsShape([Around(at, width, height).Corners]));

    /// <summary>Numbers the boundary points, outside the boundary and clear of it where that can be.</summary>
    private void NumberPoints(IReadOnlyList<OutlinePoint>[] rings, Geometry boundary)
    {
        if (!rings.Any(ring => ring.Any(corner => corner.Number is not null))) rings = Numbered(rings);
        foreach (var ring in rings)
        {
            var outward = IsClockwise(ring) == ReferenceEquals(ring, rings[0]) ? 1 : -1;
            for (var index = 0; index < ring.Count; index++)
            {
                if (ring[index].Number is not { } written) continue;
                var number = Typesetter.Clean(written);
                var (before, at, after) = (OnPaper(ring[(index + ring.Count - 1) % ring.Count]), OnPaper(ring[index]), OnPaper(ring[(index + 1) % ring.Count]));
                if (!_frame.Holds(Around(at, 2, 2))) continue;
                _marks.Add(new Mark.Circle(at, 0.55, Ink.White));
                _marks.Add(new Mark.Circle(at, 0.55, Ink.Red, 0.2));
                _taken.Add(Around(at, 1.2, 1.2));

                var width = _typesetter.Measure(Face.Sans, 6.5, number);
                var bisector = Outward(before, at, after, outward);
                var spots = new[] { 1, 1.9 }.SelectMany(reach => new[] { 0, 0.5, -0.5, 1, -1, 1.5, -1.5 }
                    .Select(turn => Turned(bisector, turn))
                    .Select(direction => new Spot(at.X + direction.X * (1.4 * reach + width / 2) - width / 2, at.Y + direction.Y * 2.1 * reach + 0.8)));
                Place(spots.OrderBy(spot => boundary.Intersects(AsShape([LabelBox(spot, width).Corners]))), number, 6.5, Ink.Red, width);
            }
        }
    }

    /// <summary>Where the survey numbered nothing: J1 in the north-west and on clockwise, as survey sheets do.</summary>
    private static IReadOnlyList<OutlinePoint>[] Numbered(IReadOnlyList<OutlinePoint>[] rings)
    {
        var count = 0;
        return [.. rings.Select(ring =>
        {
            var clockwise = IsClockwise(ring) ? ring : [.. ring.Reverse()];
            var first = Enumerable.Range(0, clockwise.Count).MinBy(index => clockwise[index].East - clockwise[index].North);
            return (IReadOnlyList<OutlinePoint>)[.. clockwise.Skip(first).Concat(clockwise.Take(first))
                .Select(corner => corner with { Number = string.Create(CultureInfo.InvariantCulture, $"J{++count}") })];
        })];
    }

    /// <summary>Writes each side's length along it, inside the parcel if there is room, the longest first.</summary>
    private void MeasureSides(IReadOnlyList<OutlinePoint>[] rings)
    {
        var sides = new List<(Spot From, Spot To, double Length, int Inward)>();
        foreach (var ring in rings)
        {
            var inward = IsClockwise(ring) == ReferenceEquals(ring, rings[0]) ? 1 : -1;
            for (var index = 0; index < ring.Count; index++)
            {
                var (from, to) = (ring[index], ring[(index + 1) % ring.Count]);
                var length = Math.Sqrt((to.East - from.East) * (to.East - from.East) + (to.North - from.North) * (to.North - from.North));
                sides.Add((OnPaper(from), OnPaper(to), length, inward));
            }
        }

        foreach (var (from, to, length, inward) in sides.OrderByDescending(side => side.Length))
        {
            var words = length.ToString("0.00", CultureInfo.InvariantCulture);
            var width = _typesetter.Measure(Face.Sans, 6.5, words);
            var drawn = from.To(to);
            if (drawn < width + 0.6)
            {
                LeftLabelsOut = true;
                continue;
            }

            var (alongX, alongY) = ((to.X - from.X) / drawn, (to.Y - from.Y) / drawn);
            var (inX, inY) = (-alongY * inward, alongX * inward);
            if (alongX < -1e-9 || (Math.Abs(alongX) <= 1e-9 && alongY > 0)) (alongX, alongY) = (-alongX, -alongY);
            if (!new[] { 1.7, -1.7 }.Any(depth => PlaceAlong(new((from.X + to.X) / 2 + inX * depth, (from.Y + to.Y) / 2 + inY * depth), alongX, alongY, words, width)))
                LeftLabelsOut = true;
        }
    }

    /// <summary>Writes figures in a slanting direction about a centre, if they cover nothing there.</summary>
    private bool PlaceAlong(Spot centre, double alongX, double alongY, string words, double width)
    {
        var boxes = Enumerable.Range(0, 5).Select(step => (step - 2) * width / 5)
            .Select(shift => Around(new(centre.X + alongX * shift, centre.Y + alongY * shift), width / 5 + 0.4, 2))
            .ToArray();
        if (boxes.Any(box => !_frame.Holds(box) || _taken.Any(box.Meets))) return false;

        // The figures' centre lies 0.8 mm above the baseline, as the text is turned.
        _taken.AddRange(boxes);
        var start = new Spot(centre.X - alongX * width / 2 - alongY * 0.8, centre.Y - alongY * width / 2 + alongX * 0.8);
        _marks.Add(new Mark.Text(words, Face.Sans, 6.5, Ink.Black, start, Math.Atan2(alongY, alongX) * 180 / Math.PI));
        return true;
    }

    /// <summary>Names a neighbour where it is widest within the frame: by its last five digits if the same issuer contracts it out.</summary>
    private void LabelNeighbour(string code, Geometry shape)
    {
        var seen = AsShape([_frame.Shrunk(1).Corners]).Intersection(shape);
        if (seen.IsEmpty) return;
        var words = code.Length == 19 && _parcel.Code.Length == 19 && code[..14] == _parcel.Code[..14] ? code[14..] : code;
        var width = _typesetter.Measure(Face.Sans, 7, words);
        var (at, radius) = Inmost(seen);
        if (radius < 1.2)
        {
            LeftLabelsOut = true;
            return;
        }

        var tries = new[] { 0, 0.7, -0.7, 1.4, -1.4 }.Select(step => new Spot(at.X - width / 2, at.Y + 0.9 + step * radius / 1.4));
        Place(tries.Where(spot => seen.Contains(Shapes.CreatePoint(new Coordinate(spot.X + width / 2, spot.Y - 0.9)))), words, 7, Ink.Grey, width);
    }

    private static Box LabelBox(Spot baseline, double width) => new(baseline.X - 0.2, baseline.Y - 1.9, width + 0.4, 2.2);

    /// <summary>Sets a label at the first spot where it covers nothing.</summary>
    private void Place(IEnumerable<Spot> spots, string words, double size, Ink ink, double width)
    {
        foreach (var spot in spots)
        {
            var box = LabelBox(spot, width);
            if (!_frame.Holds(box) || _taken.Any(box.Meets)) continue;
            _taken.Add(box);
            _marks.Add(new Mark.Text(words, Face.Sans, size, ink, spot));
            return;
        }

        LeftLabelsOut = true;
    }

    /// <summary>North arrow and scale bar, in corners of the frame that no boundary point comes near.</summary>
    private void DrawNorthAndBar(IReadOnlyList<Spot> corners)
    {
        var free = new[] { new Box(_frame.Right - 14, _frame.Top + 1, 13, 17), new Box(_frame.Left + 1, _frame.Top + 1, 13, 17) };
        var box = free.OrderBy(place => corners.Count(corner => place.Shrunk(-3).Meets(new(corner.X, corner.Y, 0, 0)))).First();
        _taken.Add(box);
        _marks.Add(new Mark.Fill([box.Corners], Ink.White));
        var tip = new Spot(box.Centre.X, box.Top + 6);
        var (left, right, notch) = (new Spot(tip.X - 2.2, tip.Y + 9), new Spot(tip.X + 2.2, tip.Y + 9), new Spot(tip.X, tip.Y + 7));
        _marks.Add(new Mark.Fill([[tip, notch, left]], Ink.Green));
        _marks.Add(new Mark.Stroke([tip, notch, right], 0.2, Ink.Green, Closed: true));
        _marks.Add(new Mark.Text("北 N", Face.SerifBold, 7.5, Ink.Green, new(tip.X - _typesetter.Measure(Face.SerifBold, 7.5, "北 N") / 2, tip.Y - 1.4)));

        var metres = new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000 }.Last(length => length * 1000.0 / Scale <= 40);
        var half = metres * 500.0 / Scale;
        var (width, height) = (2 * half + 11, 7.5);
        var ground = new[] { _frame.Left + 1, _frame.Right - width - 1 }
            .Select(edge => new Box(edge, _frame.Bottom - height - 0.5, width, height))
            .OrderBy(place => corners.Count(corner => place.Shrunk(-3).Meets(new(corner.X, corner.Y, 0, 0))))
            .First();
        _taken.Add(ground);
        _marks.Add(new Mark.Fill([ground.Corners], Ink.White));
        var (x, y) = (ground.Left + 3, ground.Bottom - 2);
        _marks.Add(new Mark.Fill([new Box(x, y - 1.1, half, 1.1).Corners], Ink.Green));
        _marks.Add(new Mark.Stroke(new Box(x, y - 1.1, 2 * half, 1.1).Corners, 0.2, Ink.Green, Closed: true));
        foreach (var (words, at) in new[] { ("0", x), ($"{metres / 2.0:0.#}", x + half), ($"{metres} m", x + 2 * half) })
            _marks.Add(new Mark.Text(words, Face.Sans, 6, Ink.Grey, new(at - _typesetter.Measure(Face.Sans, 6, words.Replace(" m", "", StringComparison.Ordinal)) / 2, y - 2)));
    }

    /// <summary>The point farthest from the edges to half a millimetre, and how far.</summary>
    private static (Spot At, double Radius) Inmost(Geometry shape)
    {
        var circle = new MaximumInscribedCircle(shape, 0.5);
        return (new(circle.GetCenter().X, circle.GetCenter().Y), circle.GetRadiusLine().Length);
    }

    private static Geometry AsShape(IReadOnlyList<IReadOnlyList<Spot>> rings)
    {
        var closed = rings.Where(ring => ring.Count >= 3)
            .Select(ring => Shapes.CreateLinearRing([.. ring.Append(ring[0]).Select(spot => new Coordinate(spot.X, spot.Y))]))
            .ToArray();
        return closed.Length == 0 ? Shapes.CreatePolygon() : GeometryFixer.Fix(Shapes.CreatePolygon(closed[0], closed[1..]));
    }

    /// <summary>Leaves out corners that lie within a twentieth of a millimetre of the one before; no eye can see them.</summary>
    private static List<Spot> Thinned(IEnumerable<Spot> ring)
    {
        var kept = new List<Spot>();
        foreach (var spot in ring)
            if (kept.Count == 0 || kept[^1].To(spot) > 0.05) kept.Add(spot);
        return kept;
    }

    private static IReadOnlyList<OutlinePoint> OpenRing(IReadOnlyList<OutlinePoint> ring) =>
        ring.Count > 1 && ring[0].East.Equals(ring[^1].East) && ring[0].North.Equals(ring[^1].North) ? [.. ring.Take(ring.Count - 1)] : ring;

    private static bool IsClockwise(IReadOnlyList<OutlinePoint> ring)
    {
        var sum = 0.0;
        for (var index = 0; index < ring.Count; index++)
        {
            var (from, to) = (ring[index], ring[(index + 1) % ring.Count]);
            sum += (to.East - from.East) * (to.North + from.North - 2 * ring[0].North);
        }

        return sum > 0;
    }

    /// <summary>Direction away from the parcel at a corner, on paper.</summary>
    private static Spot Outward(Spot before, Spot at, Spot after, int outward)
    {
        var (inX, inY) = Unit(at.X - before.X, at.Y - before.Y);
        var (outX, outY) = Unit(after.X - at.X, after.Y - at.Y);
        var (x, y) = Unit((inY + outY) * outward, -(inX + outX) * outward);
        return new(x, y);
    }

    private static Spot Turned(Spot direction, double radians) => new(
        direction.X * Math.Cos(radians) - direction.Y * Math.Sin(radians),
        direction.X * Math.Sin(radians) + direction.Y * Math.Cos(radians));

    private static (double X, double Y) Unit(double x, double y)
    {
        var length = Math.Sqrt(x * x + y * y);
        return length < 1e-12 ? (0, -1) : (x / length, y / length);
    }
}

using System.Globalization;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using RuralRights.Interchange.Certificates.Typography;
using RuralRights.Interchange.Sheets;
using RuralRights.Spatial.Sketches;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>
/// Letters the sketch map of a parcel (地块示意图): boundary points with their numbers, the lengths of the sides, the neighbours'
/// codes, north arrow and scale bar.
/// </summary>
/// <remarks>
/// Labels that would cover one another are left out in order of importance, and the map then says so: a sketch with unreadable
/// numbers is worth less than one that points to the survey's own table.
/// </remarks>
internal sealed class SketchMap
{
    /// <summary>Millimetres that leave room for the point numbers and show where the neighbours begin.</summary>
    public const double Margin = 11;

    /// <summary>No parcel is labelled so.</summary>
    private const string UntilNow = "";

    private static readonly GeometryFactory Shapes = new();

    private readonly Typesetter _typesetter;
    private readonly DrawnParcel _parcel;
    private readonly Box _frame;
    private readonly ParcelSketch _sketch;
    private readonly List<Mark> _marks = [];
    private readonly List<Box> _taken = [];

    private SketchMap(Typesetter typesetter, DrawnParcel parcel, ParcelSketch sketch, Box frame) =>
        (_typesetter, _parcel, _sketch, _frame) = (typesetter, parcel, sketch, frame);

    /// <summary>Denominator of the scale: 500 means that a millimetre on paper is half a metre of ground.</summary>
    public int Scale => _sketch.ScaleDenominator;

    /// <summary>True when labels were left out for want of room.</summary>
    public bool LeftLabelsOut { get; private set; }

    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Draws a parcel that was surveyed.</summary>
    public static SketchMap Draw(Typesetter typesetter, CertifiedParcel parcel, Box frame, double margin = Margin) => Draw(
        typesetter,
        new DrawnParcel(
            parcel.Code, parcel.Name, parcel.Boundary ?? throw new ArgumentException("Only a surveyed parcel has a sketch map.", nameof(parcel)),
            parcel.BoundaryPoints, null, parcel.Neighbours),
        frame,
        margin);

    /// <summary>Draws a parcel, and with dashes where its boundary runs until now, when that is to change.</summary>
    public static SketchMap Draw(Typesetter typesetter, DrawnParcel parcel, Box frame, double margin = Margin)
    {
        var around = parcel.Neighbours.Select(neighbour => (neighbour.Code, neighbour.Boundary));
        if (parcel.Former is { } former) around = around.Append((UntilNow, former));
        var map = new SketchMap(typesetter, parcel, ParcelSketch.Draw(parcel.Boundary, around, new SketchFrame(frame.Width, frame.Height, margin)), frame);
        map.Draw();
        return map;
    }

    private void Draw()
    {
        var rings = _sketch.Parcel.Rings.Select(ring => Thinned(ring)).ToArray();
        var inside = new List<Mark> { new Mark.Fill(rings, Ink.Earth) };
        foreach (var line in Lines(_sketch.Neighbours.Where(neighbour => neighbour.Label != UntilNow))) inside.Add(new Mark.Stroke(line, 0.18, Ink.Grey));
        foreach (var ring in rings) inside.Add(new Mark.Stroke(ring, 0.45, Ink.Black, Closed: true));
        foreach (var line in Lines(_sketch.Neighbours.Where(neighbour => neighbour.Label == UntilNow))) inside.Add(new Mark.Stroke(line, 0.3, Ink.Red, Dashed: true));
        _marks.Add(new Mark.Window(_frame, inside));

        var corners = _sketch.Sides.Select(side => OnPaper(side.From)).ToArray();
        DrawNorthAndBar(corners);
        var shape = AsShape(rings);
        if (!shape.IsEmpty) LabelParcel(shape);
        NumberPoints(corners, shape.Boundary);
        MeasureSides();
        foreach (var neighbour in _sketch.Neighbours.Where(neighbour => neighbour.Label != UntilNow)) LabelNeighbour(neighbour.Label, neighbour.Parts.Select(part => AsShape([.. part.Rings.Select(Thinned)])));
    }

    private IEnumerable<IReadOnlyList<Spot>> Lines(IEnumerable<SketchNeighbour> around) =>
        around.SelectMany(neighbour => neighbour.Parts).SelectMany(part => part.Rings).SelectMany(ring => WithoutFrame(Thinned(ring)));

    private Spot OnPaper(PaperPoint point) => new(_frame.Left + point.X, _frame.Top + point.Y);

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

    /// <summary>Numbers the boundary points, outside the boundary and clear of it where that can be.</summary>
    /// <param name="corners">The corners, counter-clockwise.</param>
    /// <param name="boundary">The line of the boundary on paper.</param>
    private void NumberPoints(Spot[] corners, Geometry boundary)
    {
        var numbers = Numbers(corners);
        for (var index = 0; index < corners.Length; index++)
        {
            var at = corners[index];
            _marks.Add(new Mark.Circle(at, 0.55, Ink.White));
            _marks.Add(new Mark.Circle(at, 0.55, Ink.Red, 0.2));
            _taken.Add(Around(at, 1.2, 1.2));
            if (numbers is null) continue;

            var number = numbers[index];
            var width = _typesetter.Measure(Face.Sans, 6.5, number);
            var outward = Outward(corners[(index + corners.Length - 1) % corners.Length], at, corners[(index + 1) % corners.Length]);
            var spots = new[] { 1, 1.9 }.SelectMany(reach => new[] { 0, 0.5, -0.5, 1, -1, 1.5, -1.5 }
                .Select(turn => Turned(outward, turn))
                .Select(direction => new Spot(at.X + direction.X * (1.4 * reach + width / 2) - width / 2, at.Y + direction.Y * 2.1 * reach + 0.8)));
            Place(spots.OrderBy(spot => boundary.Intersects(AsShape([LabelBox(spot, width).Corners]))), number, 6.5, Ink.Red, width);
        }
    }

    /// <summary>
    /// The survey's numbers; where it gave none, J1 in the north-west and on clockwise, as survey sheets count; where it gave fewer
    /// than there are corners nobody can tell which is which, and none are written.
    /// </summary>
    private string[]? Numbers(Spot[] corners)
    {
        var clockwise = Enumerable.Range(0, corners.Length).Select(step => (corners.Length - step) % corners.Length);
        string[] numbers;
        if (_parcel.Points is { } given)
        {
            numbers = [.. Typesetter.Clean(given).Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            if (numbers.Length != corners.Length)
            {
                LeftLabelsOut = true;
                return null;
            }
        }
        else
        {
            var first = Enumerable.Range(0, corners.Length).MinBy(index => corners[index].X + corners[index].Y);
            clockwise = clockwise.Select(index => (index + first) % corners.Length);
            numbers = [.. Enumerable.Range(1, corners.Length).Select(count => string.Create(CultureInfo.InvariantCulture, $"J{count}"))];
        }

        var placed = new string[corners.Length];
        foreach (var (corner, number) in clockwise.Zip(numbers)) placed[corner] = number;
        return placed;
    }

    /// <summary>Writes each side's length along it, inside the parcel if there is room, the longest first.</summary>
    private void MeasureSides()
    {
        foreach (var side in _sketch.Sides.OrderByDescending(side => side.Metres))
        {
            var (from, to) = (OnPaper(side.From), OnPaper(side.To));
            var words = side.Metres.ToString("0.00", CultureInfo.InvariantCulture);
            var width = _typesetter.Measure(Face.Sans, 6.5, words);
            var drawn = from.To(to);
            if (drawn < width + 0.6)
            {
                LeftLabelsOut = true;
                continue;
            }

            // Counter-clockwise, so the parcel lies to the left of its sides; on paper Y runs down.
            var (alongX, alongY) = ((to.X - from.X) / drawn, (to.Y - from.Y) / drawn);
            var (inX, inY) = (alongY, -alongX);
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
    private void LabelNeighbour(string code, IEnumerable<Geometry> parts)
    {
        var widest = parts.Where(part => !part.IsEmpty).Select(part => (Part: part, Inmost: Inmost(part))).OrderByDescending(part => part.Inmost.Radius).FirstOrDefault();
        if (widest.Part is null || widest.Inmost.Radius < 1.2)
        {
            LeftLabelsOut = true;
            return;
        }

        var words = code.Length == 19 && _parcel.Code.Length == 19 && code[..14] == _parcel.Code[..14] ? code[14..] : code;
        var width = _typesetter.Measure(Face.Sans, 7, words);
        var (at, radius) = widest.Inmost;
        var spots = new[] { 0, 0.7, -0.7, 1.4, -1.4 }.Select(step => new Spot(at.X - width / 2, at.Y + 0.9 + step * radius / 1.4));
        Place(spots.Where(spot => widest.Part.Contains(Shapes.CreatePoint(new Coordinate(spot.X + width / 2, spot.Y - 0.9)))), words, 7, Ink.Grey, width);
    }

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
    private void DrawNorthAndBar(Spot[] corners)
    {
        var box = Freest([new(_frame.Right - 14, _frame.Top + 1, 13, 17), new(_frame.Left + 1, _frame.Top + 1, 13, 17)], corners);
        var tip = new Spot(box.Centre.X, box.Top + 6);
        var (left, right, notch) = (new Spot(tip.X - 2.2, tip.Y + 9), new Spot(tip.X + 2.2, tip.Y + 9), new Spot(tip.X, tip.Y + 7));
        _marks.Add(new Mark.Fill([[tip, notch, left]], Ink.Green));
        _marks.Add(new Mark.Stroke([tip, notch, right], 0.2, Ink.Green, Closed: true));
        _marks.Add(new Mark.Text("北 N", Face.SerifBold, 7.5, Ink.Green, new(tip.X - _typesetter.Measure(Face.SerifBold, 7.5, "北 N") / 2, tip.Y - 1.4)));

        var metres = new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000 }.Last(length => length * 1000.0 / Scale <= 40);
        var half = metres * 500.0 / Scale;
        var (width, height) = (2 * half + 11, 7.5);
        var ground = Freest([new(_frame.Left + 1, _frame.Bottom - height - 0.5, width, height), new(_frame.Right - width - 1, _frame.Bottom - height - 0.5, width, height)], corners);
        var (x, y) = (ground.Left + 3, ground.Bottom - 2);
        _marks.Add(new Mark.Fill([new Box(x, y - 1.1, half, 1.1).Corners], Ink.Green));
        _marks.Add(new Mark.Stroke(new Box(x, y - 1.1, 2 * half, 1.1).Corners, 0.2, Ink.Green, Closed: true));
        foreach (var (figure, unit, at) in new[] { ("0", "", x), ((metres / 2.0).ToString("0.#", CultureInfo.InvariantCulture), "", x + half), (metres.ToString(CultureInfo.InvariantCulture), " m", x + 2 * half) })
            _marks.Add(new Mark.Text(figure + unit, Face.Sans, 6, Ink.Grey, new(at - _typesetter.Measure(Face.Sans, 6, figure) / 2, y - 2)));
    }

    /// <summary>Clears the first of the boxes that fewest boundary points come near.</summary>
    private Box Freest(Box[] boxes, Spot[] corners)
    {
        var box = boxes.OrderBy(place => corners.Count(corner => place.Shrunk(-3).Meets(Around(corner, 0, 0)))).First();
        _taken.Add(box);
        _marks.Add(new Mark.Fill([box.Corners], Ink.White));
        return box;
    }

    private static Box Around(Spot at, double width, double height) => new(at.X - width / 2, at.Y - height / 2, width, height);

    private static Box LabelBox(Spot baseline, double width) => new(baseline.X - 0.2, baseline.Y - 1.9, width + 0.4, 2.2);

    private static bool Fits(Geometry shape, Spot at, double width, double height) => shape.Covers(AsShape([Around(at, width, height).Corners]));

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

    /// <summary>An open ring without the corners that lie within a twentieth of a millimetre of the one before; no eye can see them.</summary>
    private List<Spot> Thinned(IReadOnlyList<PaperPoint> ring)
    {
        var kept = new List<Spot>();
        foreach (var spot in ring.Select(OnPaper))
            if (kept.Count == 0 || kept[^1].To(spot) > 0.05) kept.Add(spot);
        if (kept.Count > 1 && kept[0].To(kept[^1]) <= 0.05) kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    /// <summary>The lines of a ring that was cut off at the frame, without those along the frame, which are no boundary.</summary>
    private IEnumerable<IReadOnlyList<Spot>> WithoutFrame(List<Spot> ring)
    {
        var line = new List<Spot>();
        for (var index = 0; index < ring.Count; index++)
        {
            var (from, to) = (ring[index], ring[(index + 1) % ring.Count]);
            if (OnOneEdge(from, to))
            {
                if (line.Count > 1) yield return line;
                line = [];
                continue;
            }

            if (line.Count == 0) line.Add(from);
            line.Add(to);
        }

        if (line.Count > 1) yield return line;
    }

    private bool OnOneEdge(Spot one, Spot other)
    {
        return Both(_frame.Left, one.X, other.X) || Both(_frame.Right, one.X, other.X) || Both(_frame.Top, one.Y, other.Y) || Both(_frame.Bottom, one.Y, other.Y);

        static bool Both(double edge, double one, double other) => Math.Abs(one - edge) < 0.02 && Math.Abs(other - edge) < 0.02;
    }

    /// <summary>Direction away from the parcel at a corner of a counter-clockwise ring, on paper.</summary>
    private static Spot Outward(Spot before, Spot at, Spot after)
    {
        var (inX, inY) = Unit(at.X - before.X, at.Y - before.Y);
        var (outX, outY) = Unit(after.X - at.X, after.Y - at.Y);
        var (x, y) = Unit(-(inY + outY), inX + outX);
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

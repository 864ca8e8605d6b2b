using System.Globalization;
using NetTopologySuite.Geometries;
using RuralRights.Spatial;

namespace RuralRights.Domain.Parcels;

/// <summary>What is wrong with a line of boundary points.</summary>
public enum PointFault
{
    /// <summary>It is no point: two numbers, with or without the number of the point before them.</summary>
    NotAPoint,

    /// <summary>North and east stand the other way round.</summary>
    Swapped,

    /// <summary>It cannot lie in the coordinate system.</summary>
    OutOfPlace,

    /// <summary>There are fewer than three points.</summary>
    TooFew,
}

/// <summary>What was read from a list of boundary points.</summary>
/// <param name="Boundary">The boundary; null when a line is wrong.</param>
/// <param name="Line">Number of the first wrong line, from 1; the last one when there are too few.</param>
/// <param name="Fault">What is wrong with it.</param>
public readonly record struct PointsRead(BoundaryOnRecord? Boundary, int Line, PointFault? Fault);

/// <summary>Boundary points as the survey sheet lists them (界址点成果表): one a line, its number if it has one, X to the north, Y to the east.</summary>
public static class BoundaryPoints
{
    private const int FewestPoints = 3;
    private const int LongestList = 254;

    /// <summary>True for a list of point numbers such as <c>J14/J15/J16</c> (空间坐标, at most 254 characters), or for none: the ledger has no place for other words.</summary>
    public static bool AreNumbers(string? list) =>
        list is null || (list.Length <= LongestList && list.Split('/').All(number => number.Length > 0 && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-')));

    /// <summary>Reads a list. The ring is closed here when the list does not close it; whether it is an area is judged with everything else.</summary>
    public static PointsRead Read(string text, CoordinateSystem system)
    {
        var points = new List<Coordinate>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var parts = line.Split([' ', '\t', '\r', ',', '，', ';', '；', '\u3000'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0) continue;
            if (parts.Length is < 2 or > 3 || !IsNumber(parts[^2], out var north) || !IsNumber(parts[^1], out var east)) return new(null, number, PointFault.NotAPoint);
            if (!system.IsPlausible(east, north)) return new(null, number, system.IsPlausible(north, east) ? PointFault.Swapped : PointFault.OutOfPlace);

            points.Add(new(east, north));
        }

        if (points.Count > 1 && points[0].Equals2D(points[^1])) points.RemoveAt(points.Count - 1);
        return points.Count < FewestPoints
            ? new(null, number, PointFault.TooFew)
            : new(new(system.Id, GeometryFactory.Default.CreatePolygon([.. points, points[0]]).ToBinary()), 0, null);
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}

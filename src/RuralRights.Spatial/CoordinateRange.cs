namespace RuralRights.Spatial;

/// <summary>A closed range of one coordinate, in metres or degrees as the coordinate system has it.</summary>
public readonly record struct CoordinateRange(double Minimum, double Maximum)
{
    /// <summary>True when the value lies in the range; never for a number that is not finite.</summary>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;
}

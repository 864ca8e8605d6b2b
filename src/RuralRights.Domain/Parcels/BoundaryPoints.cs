namespace RuralRights.Domain.Parcels;

/// <summary>Numbers of the key boundary points of a parcel (空间坐标), clockwise, joined by a stroke.</summary>
public static class BoundaryPoints
{
    private const int LongestList = 254;

    /// <summary>True for a list of point numbers such as <c>J14/J15/J16</c>, at most 254 characters, or for none: the ledger has no place for other words.</summary>
    public static bool AreNumbers(string? list) =>
        list is null || (list.Length <= LongestList && list.Split('/').All(number => number.Length > 0 && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-')));
}

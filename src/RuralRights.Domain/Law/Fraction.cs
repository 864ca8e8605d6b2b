using System.Globalization;

namespace RuralRights.Domain.Law;

/// <summary>The part of a body that must agree: two thirds of all members. Reached at exactly the part (以上 is inclusive).</summary>
/// <param name="Part">Upper number.</param>
/// <param name="Whole">Lower number.</param>
public readonly record struct Fraction(int Part, int Whole)
{
    /// <summary>True when so many out of so many are at least this part; nobody out of nobody is not.</summary>
    public bool IsReachedBy(int many, int all) => all > 0 && (long)many * Whole >= (long)all * Part;

    /// <summary>True when this part is at least the other.</summary>
    public bool IsAtLeast(Fraction other) => (long)Part * other.Whole >= (long)other.Part * Whole;

    /// <summary>As settings store it: <c>2/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Whole}");

    /// <summary>Reads what <see cref="ToString"/> wrote, when it is more than nothing and at most the whole.</summary>
    public static bool TryRead(string text, out Fraction fraction)
    {
        fraction = default;
        var parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            || part < 1 || part > whole)
            return false;

        fraction = new(part, whole);
        return true;
    }
}

namespace RuralRights.Spatial;

/// <summary>Areas as the law counts them: decimal square metres; mu (亩) only for display and for the tables that ask for it.</summary>
/// <remarks>One mu is 10000/15 square metres, so a square metre is exactly 0.0015 mu.</remarks>
public static class Area
{
    /// <summary>Mu in a square metre, exactly.</summary>
    public const decimal MuPerSquareMetre = 0.0015m;

    /// <summary>Mu to two places, halves away from zero as the standard rounds: 1670.00 m² is 2.51 mu.</summary>
    public static decimal Mu(decimal squareMetres) => Math.Round(squareMetres * MuPerSquareMetre, 2, MidpointRounding.AwayFromZero);
}

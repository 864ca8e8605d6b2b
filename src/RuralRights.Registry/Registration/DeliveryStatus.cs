namespace RuralRights.Registry.Registration;

/// <summary>Where a delivery is on its way into the register.</summary>
public enum DeliveryState
{
    /// <summary>In quarantine, not looked at yet.</summary>
    Received,

    /// <summary>Being inspected.</summary>
    Inspecting,

    /// <summary>Inspected; what is sound can be entered.</summary>
    Inspected,

    /// <summary>Being entered.</summary>
    Entering,

    /// <summary>All that is sound was entered.</summary>
    Entered,

    /// <summary>It could not be read or entered; the trouble says why. It may be tried again.</summary>
    Failed,
}

/// <summary>What is done to a delivery while it is inspected, besides inspecting one layer or table after the other. Each is counted from its own start.</summary>
public static class DeliverySteps
{
    /// <summary>The package is read, and is the one that was received.</summary>
    public const string Reading = "reading";

    /// <summary>What was found is kept, and the delivery is held against the register.</summary>
    public const string Comparing = "comparing";

    /// <summary>What is held back is inspected household by household.</summary>
    public const string Alone = "alone";
}

/// <summary>A delivery in quarantine, as the pages show it.</summary>
/// <param name="Sha256">What names it.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="Name">Name of the package.</param>
/// <param name="Year">Year of the survey.</param>
/// <param name="State">Where it is.</param>
/// <param name="Step">While it is inspected, one of <see cref="DeliverySteps"/> or the layer or table at hand, or <c>topology</c>; otherwise null.</param>
/// <param name="Done">Work done in this state, or in this one of <see cref="DeliverySteps"/>.</param>
/// <param name="Total">All work of it; 0 where nobody can tell how much there is.</param>
/// <param name="Remaining">Estimate of the time left for it; null while nobody can tell.</param>
/// <param name="Households">Contractors in it.</param>
/// <param name="Parcels">Parcels in it.</param>
/// <param name="Errors">Findings of severity error.</param>
/// <param name="Warnings">Findings of severity warning.</param>
/// <param name="Entered">Contractors entered by the last run.</param>
/// <param name="Present">Contractors that stood in the register already.</param>
/// <param name="Held">Contractors that inspection holds back.</param>
/// <param name="Refused">Contractors, and parcels that nobody holds, that the register refused.</param>
/// <param name="Facts">Facts entered by the last run.</param>
/// <param name="Trouble">Why it failed, in Chinese and English.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="ChangedAt">When anything of this last changed.</param>
public sealed record DeliveryStatus(
    string Sha256,
    string County,
    string Name,
    int Year,
    DeliveryState State,
    string? Step,
    long Done,
    long Total,
    TimeSpan? Remaining,
    long Households,
    long Parcels,
    long Errors,
    long Warnings,
    long Entered,
    long Present,
    long Held,
    long Refused,
    long Facts,
    string? Trouble,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ChangedAt)
{
    /// <summary>True when all of it stood in the register before the last run; not when that run entered nothing because everything was kept back.</summary>
    public bool StoodAlready => State == DeliveryState.Entered && Present > 0 && (Facts, Held, Refused) == (0, 0, 0);

    /// <summary>The rule that made it fail; null where the machine failed, or nothing did.</summary>
    public string? TroubleRule { get; init; }

    /// <summary>True when it is entered as a survey only, false when with its contracts; null until that is settled.</summary>
    public bool? SurveyOnly { get; init; }

    /// <summary>Names of its villages; none when it has no table of unit codes.</summary>
    public IReadOnlyList<string> Villages { get; init; } = [];
}

/// <summary>A finding as it is kept for the pages; identity numbers are masked.</summary>
/// <param name="Number">Number within the delivery, from 1.</param>
/// <param name="Rule">Code of the inspection rule.</param>
/// <param name="IsError">True for errors, false for warnings.</param>
/// <param name="Layer">Layer or table; empty for the delivery as a whole.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Field">Field, or null.</param>
/// <param name="Chinese">What is wrong.</param>
/// <param name="English">The same in English.</param>
/// <param name="Row">Row in the file, or null.</param>
/// <param name="File">File inside the delivery, or null.</param>
/// <param name="Wkt">The offending point, line or area in the coordinates of the layer, or null.</param>
/// <param name="Crs">Coordinate system of it, or null.</param>
public sealed record FindingOnRecord(
    int Number, string Rule, bool IsError, string Layer, string Key, string? Field, string Chinese, string English, long? Row, string? File, string? Wkt, string? Crs);

/// <summary>How often a rule was broken.</summary>
public sealed record FindingCount(string Rule, bool IsError, long Count);

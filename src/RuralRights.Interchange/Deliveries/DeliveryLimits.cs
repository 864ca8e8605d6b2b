namespace RuralRights.Interchange.Deliveries;

/// <summary>
/// How large a delivery may be. All limits are checked on what is really read, never on what a header claims.
/// </summary>
/// <remarks>
/// The defaults let a county of a million parcels through as a folder (about 8 GB of layers) and as a zip of its layers, tables and
/// up to fifty thousand attachments. A county that packs more attachments into one zip raises <see cref="MaxEntries"/>, or imports a
/// folder, which has no such limit because nothing has to be unpacked.
/// </remarks>
public sealed record DeliveryLimits
{
    /// <summary>The environment variable that raises <see cref="MaxEntries"/>.</summary>
    public const string MaxEntriesSetting = "RR_ZIP_FILES";

    /// <summary>The defaults.</summary>
    public static DeliveryLimits Default { get; } = new();

    /// <summary>Entries of a zip; the directory of all of them is held in memory while it is open.</summary>
    public int MaxEntries { get; init; } = 50_000;

    /// <summary>Bytes a zip may unpack to, all entries together.</summary>
    public long MaxUnpackedBytes { get; init; } = 32L << 30;

    /// <summary>
    /// Bytes a delivery may take in the work folder, so that one import never takes the disk from the database beside it.
    /// </summary>
    public long MaxWorkBytes { get; init; } = 64L << 30;

    /// <summary>How many times larger than packed an entry may become, once it is larger than <see cref="RatioCountsFrom"/>.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Entries smaller than this when unpacked may have any ratio: a short text of spaces packs well and harms nobody.</summary>
    public long RatioCountsFrom { get; init; } = 16L << 20;

    /// <summary>Vertices of one shape. The largest lawful parcels have a few thousand.</summary>
    public int MaxVertices { get; init; } = 4_000_000;

    /// <summary>Bytes of one row of a table.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;

    /// <summary>Bytes an .xlsx may unpack to; its texts are held in memory while it is read.</summary>
    public long MaxWorkbookBytes { get; init; } = 192L << 20;

    /// <summary>Memory the reader of Access databases may use before it is stopped.</summary>
    public long AccessMemory { get; init; } = 768L << 20;

    /// <summary>Time the reader of Access databases may take in all.</summary>
    public TimeSpan AccessTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time it may go without delivering anything.</summary>
    public TimeSpan AccessSilence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Problems of one kind that are listed one by one in a file; the rest are counted.</summary>
    public int MaxListedProblems { get; init; } = 100;
}

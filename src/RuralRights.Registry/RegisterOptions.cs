using RuralRights.Interchange.Deliveries;

namespace RuralRights.Registry;

/// <summary>Where the register runs.</summary>
public sealed record RegisterOptions
{
    /// <summary>The role that acts are done as; it appends to the ledger and rewrites nothing.</summary>
    public const string AppRole = "rr_app";

    /// <summary>How many facts of a delivery make one transaction unless said otherwise.</summary>
    public const int UsualFactsPerTransaction = 2_000;

    /// <summary>What the names of databases begin with where nothing else is asked for.</summary>
    public const string UsualPrefix = "rr_";

    /// <summary>Connection of the owner of all databases; used by the migrator and by a rebuild, never by acts.</summary>
    public required string OwnerConnection { get; init; }

    /// <summary>Connection of the role the application works as; the database of a county is put into it.</summary>
    public required string AppConnection { get; init; }

    /// <summary>Folder for what must stay outside the database: the master key of the vault, signing keys, sealed documents.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Put before the names of databases (<c>rr_master</c>, <c>rr_620123</c>), so that tests keep to their own.</summary>
    public string DatabasePrefix { get; init; } = UsualPrefix;

    /// <summary>True where this process does background work: projections and durable queues.</summary>
    public bool BackgroundWork { get; init; } = true;

    /// <summary>Several nodes share the work; off for a single node, which then starts faster.</summary>
    public bool SharesWork { get; init; }

    /// <summary>
    /// True where somebody carries out what lies in the outbox of the state folder, or where everybody is invented. Otherwise a message
    /// there counts as not delivered, and holders are told in person.
    /// </summary>
    public bool OutboxIsCarriedOut { get; init; }

    /// <summary>Folder in which what is handed in is unpacked while it is read.</summary>
    public string WorkFolder => Directory.CreateDirectory(Path.Combine(StateFolder, "work")).FullName;

    /// <summary>Folder of the keys that certificates are signed with.</summary>
    public string SigningFolder => Path.Combine(StateFolder, "signing");

    /// <summary>Folder of the documents that people hand in.</summary>
    public string DocumentFolder => Path.Combine(StateFolder, "documents");

    /// <summary>Bytes of the disk that documents leave free, because the database stands beside them.</summary>
    public long DiskReserve { get; init; } = 512L << 20;

    /// <summary>How long a county on another server is waited for, in whole seconds, before it counts as silent.</summary>
    public TimeSpan CityPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many facts of a delivery make one transaction, more or less; no household is ever divided. The first of them is prepared while the
    /// database has nothing to do, and the last entered while nothing is left to prepare, so they should be many even in a small county.
    /// </summary>
    public int FactsPerTransaction { get; init; } = UsualFactsPerTransaction;

    /// <summary>How large a survey delivery may be.</summary>
    public DeliveryLimits DeliveryLimits { get; init; } = DeliveryLimits.Default;

    /// <summary>More held households of a delivery than these are not inspected one by one at once, but when somebody turns to them.</summary>
    public int MostInspectedAlone { get; init; } = 2_000;

    /// <summary>Where the master database stands, which knows where those of the counties do.</summary>
    internal string MasterPlace => $"Database={DatabasePrefix}master";
}

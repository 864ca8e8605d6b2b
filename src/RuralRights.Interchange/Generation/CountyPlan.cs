namespace RuralRights.Interchange.Generation;

/// <summary>What county to make up. The same plan gives the same files, byte for byte, on every machine.</summary>
public sealed record CountyPlan
{
    /// <summary>Parcels a county can have here: a hundred townships of twelve villages of twelve groups.</summary>
    public const int MostParcels = 1_700_000;

    /// <summary>Number of parcels.</summary>
    public required int Parcels { get; init; }

    /// <summary>Another seed makes another county.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Six digits of the county.</summary>
    public string CountyCode { get; init; } = "620123";

    /// <summary>Name of the county.</summary>
    public string CountyName { get; init; } = "榆中县";

    /// <summary>One character for the province, as certificate serials begin.</summary>
    public string Province { get; init; } = "甘";

    /// <summary>Year of the survey.</summary>
    public int Year { get; init; } = 2016;

    /// <summary>Faults to plant, each in a group of its own as long as there are enough groups.</summary>
    public IReadOnlyList<PlantedFault> Faults { get; init; } = [];

    /// <summary>A file of a layer ends before it grows beyond this, and the layer goes on in the next.</summary>
    public long MostBytesInFile { get; init; } = Deliveries.DeliveryWriter.LargestFile;
}

/// <summary>A fault that can be planted. Each is found by exactly one inspection rule, whose code is <see cref="Rule"/>.</summary>
/// <param name="Rule">Code of the rule that finds it.</param>
/// <param name="Layer">Layer or table it lies in.</param>
public sealed record PlantedFault(string Rule, string Layer)
{
    /// <summary>A strip reaches three metres into its eastern neighbour.</summary>
    public static readonly PlantedFault Overlap = new("overlap", "DK");

    /// <summary>A recorded area that is a tenth too large.</summary>
    public static readonly PlantedFault AreaMismatch = new("area_mismatch", "DK");

    /// <summary>A land use no code table has.</summary>
    public static readonly PlantedFault UnknownLandUse = new("domain", "DK");

    /// <summary>A contract whose total is ten square metres more than its parcels.</summary>
    public static readonly PlantedFault SumMismatch = new("sum_mismatch", "CBHT");

    /// <summary>A household that counts one member more than it lists.</summary>
    public static readonly PlantedFault MemberCount = new("member_count", "CBF");

    /// <summary>A household without address.</summary>
    public static readonly PlantedFault MissingAddress = new("null_mandatory", "CBF");

    /// <summary>A contract term that ends before it starts.</summary>
    public static readonly PlantedFault TermReversed = new("date_reversed", "CBHT");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedFault> All { get; } =
        [Overlap, AreaMismatch, UnknownLandUse, SumMismatch, MemberCount, MissingAddress, TermReversed];
}

/// <summary>A fault where it was planted.</summary>
/// <param name="Fault">Which one.</param>
/// <param name="Key">Key of the row; a pair is joined by <c>|</c>.</param>
public sealed record Planted(PlantedFault Fault, string Key);

/// <summary>What was made.</summary>
public sealed record GeneratedCounty
{
    /// <summary>The folder of the delivery, named as the standard wants it.</summary>
    public required string Folder { get; init; }

    /// <summary>Boundary points (界址点).</summary>
    public required long BoundaryPoints { get; init; }

    /// <summary>Boundary lines (界址线).</summary>
    public required long BoundaryLines { get; init; }

    /// <summary>Households that hold a contract.</summary>
    public required int Households { get; init; }

    /// <summary>Their members.</summary>
    public required int People { get; init; }

    /// <summary>The faults, where they lie.</summary>
    public required IReadOnlyList<Planted> Faults { get; init; }
}

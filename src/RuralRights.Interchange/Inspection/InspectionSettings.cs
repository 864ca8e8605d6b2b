using RuralRights.Spatial.Topology;

namespace RuralRights.Interchange.Inspection;

/// <summary>What may differ from inspection to inspection.</summary>
public sealed record InspectionSettings
{
    /// <summary>The usual settings.</summary>
    public static InspectionSettings Default { get; } = new();

    /// <summary>Thresholds of the geometry rules.</summary>
    public SurveyTolerance Tolerance { get; init; } = SurveyTolerance.Default;

    /// <summary>Contract and surveyed area may differ by this share before a person should look.</summary>
    public decimal ContractAreaShare { get; init; } = 0.05m;

    /// <summary>
    /// Contractor codes to inspect alone, after they were worked on; null for all. Everything is still read, because a household's
    /// faults may lie in other rows, but only findings that touch these contractors, or whole files, are made.
    /// </summary>
    public IReadOnlySet<ulong>? OnlyContractors { get; init; }

    /// <summary>Parcel codes to inspect alone besides them, where no contractor holds them; null for none.</summary>
    public IReadOnlySet<ulong>? OnlyParcels { get; init; }

    /// <summary>Steps that may run at once.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Findings kept in memory; the rest lies on disk while the result is in use.</summary>
    public int FindingsInMemory { get; init; } = 20_000;

    /// <summary>Measures elapsed time for the estimate of what remains.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How far an inspection has come.</summary>
/// <param name="Step">Layer or table now being inspected, or <c>topology</c>.</param>
/// <param name="Done">Work done, in rows and parcels.</param>
/// <param name="Total">All work.</param>
/// <param name="Remaining">Estimate of the time left; null while too little is done to tell.</param>
public sealed record InspectionProgress(string Step, long Done, long Total, TimeSpan? Remaining)
{
    /// <summary>Done, as a share of 1.</summary>
    public double Share => Total == 0 ? 1 : Math.Min(1, (double)Done / Total);

    /// <summary>The step as a person calls it.</summary>
    public string StepChinese => Step == "topology" ? "地块图形拓扑" : Specification.Called(Step);
}

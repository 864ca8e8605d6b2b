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

namespace RuralRights.Benchmarks;

/// <summary>One piece of work, measured beside the plainest way to do the same.</summary>
internal abstract class Benchmark
{
    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<Benchmark> All { get; } = [new ImportBenchmark(), new EntryBenchmark(), new ActBenchmark(), new InspectionBenchmark(), new TopologyBenchmark(), new QueryBenchmark()];

    /// <summary>Short name, for <c>--only</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Measures; what is set up on the way is not timed.</summary>
    public abstract Task<IReadOnlyList<Measurement>> MeasureAsync(Stage stage, CancellationToken cancel);
}

/// <summary>How a ratio is to be read.</summary>
internal enum Aim
{
    /// <summary>Only reported.</summary>
    None,

    /// <summary>Ours to theirs at most so much: times, latencies.</summary>
    AtMost,

    /// <summary>Ours to theirs at least so much: rates.</summary>
    AtLeast,
}

/// <summary>A row of the report.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Beside">What it is compared with.</param>
/// <param name="Unit">Unit of both values.</param>
/// <param name="Ours">Median of our runs.</param>
/// <param name="Theirs">Median of the other's; null when there is nothing to compare with.</param>
/// <param name="Aim">How the ratio is to be read.</param>
/// <param name="Limit">The ratio aimed at.</param>
/// <param name="Note">What else was seen.</param>
internal sealed record Measurement(
    string Work, string Beside, string Unit, double Ours, double? Theirs, Aim Aim = Aim.None, double Limit = 0, string Note = "")
{
    /// <summary>Ours divided by theirs.</summary>
    public double? Ratio => Theirs is > 0 ? Ours / Theirs : null;

    /// <summary>Whether the aim was reached; null when there is none.</summary>
    public bool? IsMet => Aim switch
    {
        Aim.AtMost => Ratio <= Limit,
        Aim.AtLeast => Ratio >= Limit,
        _ => null,
    };
}
